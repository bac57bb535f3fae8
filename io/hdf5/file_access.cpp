#include "io/hdf5/file_access.hpp"

namespace jumelle::hdf5 {

Handle property_list(hid_t kind) {
    return Handle(H5Pcreate(kind), H5Pclose, "creating a property list");
}

Handle file_access() {
    Handle list = property_list(H5P_FILE_ACCESS);
    require(H5Pset_libver_bounds(list.get(), H5F_LIBVER_V18, H5F_LIBVER_V18), "setting version bounds");
    require(H5Pset_file_locking(list.get(), false, true), "switching file locking off");
    // Closing the file closes whatever is still open in it.
    require(H5Pset_fclose_degree(list.get(), H5F_CLOSE_STRONG), "setting how to close");
    return list;
}

} // namespace jumelle::hdf5
