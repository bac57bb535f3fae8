#pragma once

#include "io/hdf5/hdf5_handle.hpp"

namespace jumelle::hdf5 {

/// How every file is opened: format of HDF5 1.8 (so that a killed file opens without repair), no file locking
/// (readable while it is written, safe on network file systems).
Handle file_access();

/// An empty list of properties, `H5P_FILE_CREATE` and the like.
Handle property_list(hid_t kind);

} // namespace jumelle::hdf5
