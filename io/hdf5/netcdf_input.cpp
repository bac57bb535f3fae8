#include "io/hdf5/netcdf_input.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "io/hdf5/file_access.hpp"

namespace jumelle::hdf5 {

namespace {

Handle opened_file(std::filesystem::path const& path) {
    Handle const access = file_access();
    return Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose, "opening the file");
}

herr_t keep_dataset(hid_t group, char const* name, H5L_info_t const*, void* data) {
    H5O_info_t info;
    if (H5Oget_info_by_name2(group, name, &info, H5O_INFO_BASIC, H5P_DEFAULT) < 0) return -1;
    if (info.type == H5O_TYPE_DATASET) static_cast<std::vector<std::string>*>(data)->emplace_back(name);
    return 0;
}

} // namespace

std::size_t Slab::size() const {
    return std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<>());
}

NetcdfInput::NetcdfInput(std::filesystem::path const& path) : file_(opened_file(path)) {}

bool NetcdfInput::has(std::string const& name) const {
    return require(H5Lexists(root(), name.c_str(), H5P_DEFAULT), "looking for " + name) > 0;
}

std::vector<std::string> NetcdfInput::variables() const {
    std::vector<std::string> names;
    if (H5Literate(root(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, keep_dataset, &names) >= 0) return names;
    names.clear(); // a file that did not keep the order
    require(H5Literate(root(), H5_INDEX_NAME, H5_ITER_INC, nullptr, keep_dataset, &names),
            "listing variables");
    return names;
}

Handle NetcdfInput::open(std::string const& name) const {
    return Handle(H5Dopen2(root(), name.c_str(), H5P_DEFAULT), H5Dclose, "opening " + name);
}

std::vector<hsize_t> NetcdfInput::shape(std::string const& name) const {
    Handle const variable = open(name);
    Handle const space(H5Dget_space(variable.get()), H5Sclose, "reading the size of " + name);
    std::vector<hsize_t> lengths(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space.get())));
    H5Sget_simple_extent_dims(space.get(), lengths.data(), nullptr);
    return lengths;
}

std::vector<double> NetcdfInput::read(std::string const& name) const {
    auto const count = shape(name);
    return read(name, {std::vector<hsize_t>(count.size(), 0), count});
}

std::vector<double> NetcdfInput::read(std::string const& name, Slab const& slab) const {
    std::string const action = "reading " + name;
    Handle const variable = open(name);
    Handle const space(H5Dget_space(variable.get()), H5Sclose, action);
    std::vector<double> values(slab.size());
    if (values.empty()) return values;
    require(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, slab.begin.data(), nullptr, slab.count.data(),
                                nullptr),
            action);
    Handle const memory(H5Screate_simple(static_cast<int>(slab.count.size()), slab.count.data(), nullptr),
                        H5Sclose, action);
    require(H5Dread(variable.get(), H5T_NATIVE_DOUBLE, memory.get(), space.get(), H5P_DEFAULT, values.data()),
            action);
    return values;
}

std::vector<std::string> NetcdfInput::read_texts(std::string const& name) const {
    auto const lengths = shape(name);
    std::string characters(Slab{{}, lengths}.size(), '\0');
    Handle const variable = open(name);
    require(H5Dread(variable.get(), H5T_C_S1, H5S_ALL, H5S_ALL, H5P_DEFAULT, characters.data()),
            "reading " + name);
    std::vector<std::string> texts;
    for (hsize_t row = 0; row < lengths.front(); ++row) {
        std::string text = characters.substr(row * lengths.back(), lengths.back());
        text.erase(std::find(text.begin(), text.end(), '\0'), text.end());
        texts.push_back(text);
    }
    return texts;
}

} // namespace jumelle::hdf5
