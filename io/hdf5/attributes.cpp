#include "io/hdf5/attributes.hpp"

#include <algorithm>

#include "io/hdf5/hdf5_handle.hpp"

namespace jumelle::hdf5 {

namespace {

/// What an attribute is called in HDF5: netCDF allows no slash in a name.
std::string legal_name(std::string name) {
    std::replace(name.begin(), name.end(), '/', '_');
    return name;
}

struct AttributeKind {
    hid_t type;
    hid_t space;
};

void put(hid_t object, std::string const& wanted_name, AttributeKind kind, void const* value) {
    std::string const name = legal_name(wanted_name);
    if (require(H5Aexists(object, name.c_str()), name) > 0) require(H5Adelete(object, name.c_str()), name);
    Handle const attribute(H5Acreate2(object, name.c_str(), kind.type, kind.space, H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose, "creating attribute " + name);
    require(H5Awrite(attribute.get(), kind.type, value), "writing attribute " + name);
}

Handle row_of(std::size_t count) {
    hsize_t const length = count;
    return Handle(H5Screate_simple(1, &length, nullptr), H5Sclose, "creating a dataspace");
}

Handle scalar() {
    return Handle(H5Screate(H5S_SCALAR), H5Sclose, "creating a dataspace");
}

bool is_ascii(std::string const& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

Handle open(hid_t object, std::string const& name) {
    return Handle(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, "opening attribute " + name);
}

std::vector<std::string> names_of(hid_t object) {
    std::vector<std::string> names;
    auto const keep = [](hid_t, char const* name, H5A_info_t const*, void* data) -> herr_t {
        static_cast<std::vector<std::string>*>(data)->emplace_back(name);
        return 0;
    };
    require(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, nullptr, keep, &names), "listing attributes");
    return names;
}

} // namespace

void put_text(hid_t object, std::string const& name, std::string const& text) {
    if (text.empty()) return;
    Handle const type(H5Tcopy(H5T_C_S1), H5Tclose, "copying a type");
    require(H5Tset_size(type.get(), text.size()), "setting the length of " + name);
    require(H5Tset_strpad(type.get(), H5T_STR_NULLPAD), name);
    require(H5Tset_cset(type.get(), is_ascii(text) ? H5T_CSET_ASCII : H5T_CSET_UTF8), name);
    put(object, name, {type.get(), scalar().get()}, text.data());
}

void put_integer(hid_t object, std::string const& name, std::int32_t value) {
    put(object, name, {H5T_STD_I32LE, row_of(1).get()}, &value);
}

void put_number(hid_t object, std::string const& name, double value) {
    put_numbers(object, name, {value});
}

void put_numbers(hid_t object, std::string const& name, std::vector<double> const& values) {
    put(object, name, {H5T_IEEE_F64LE, row_of(values.size()).get()}, values.data());
}

void put_float(hid_t object, std::string const& name, float value) {
    put(object, name, {H5T_IEEE_F32LE, row_of(1).get()}, &value);
}

void put_dimension_number(hid_t scale, std::int32_t number) {
    put(scale, "_Netcdf4Dimid", {H5T_STD_I32LE, scalar().get()}, &number);
}

namespace {

/// A text of any length, as h5py and xarray write it.
std::optional<std::string> variable_text(hid_t attribute, hid_t type, std::string const& name) {
    Handle const space(H5Aget_space(attribute), H5Sclose, "reading the size of " + name);
    if (H5Sget_simple_extent_npoints(space.get()) != 1) return std::nullopt;
    char* text = nullptr;
    require(H5Aread(attribute, type, static_cast<void*>(&text)), "reading attribute " + name);
    std::string made = text != nullptr ? text : "";
    H5Dvlen_reclaim(type, space.get(), H5P_DEFAULT, static_cast<void*>(&text));
    return made;
}

} // namespace

std::optional<std::string> get_text(hid_t object, std::string const& name) {
    if (require(H5Aexists(object, name.c_str()), name) == 0) return std::nullopt;
    Handle const attribute = open(object, name);
    Handle const type(H5Aget_type(attribute.get()), H5Tclose, "reading the type of " + name);
    if (H5Tget_class(type.get()) != H5T_STRING) return std::nullopt;
    if (H5Tis_variable_str(type.get()) > 0) return variable_text(attribute.get(), type.get(), name);
    std::string text(H5Tget_size(type.get()), '\0');
    require(H5Aread(attribute.get(), type.get(), text.data()), "reading attribute " + name);
    text.erase(std::find(text.begin(), text.end(), '\0'), text.end());
    return text;
}

std::optional<double> get_number(hid_t object, std::string const& name) {
    if (require(H5Aexists(object, name.c_str()), name) == 0) return std::nullopt;
    Handle const attribute = open(object, name);
    Handle const type(H5Aget_type(attribute.get()), H5Tclose, "reading the type of " + name);
    Handle const space(H5Aget_space(attribute.get()), H5Sclose, "reading the size of " + name);
    auto const kind = H5Tget_class(type.get());
    bool const number = kind == H5T_FLOAT || kind == H5T_INTEGER;
    if (!number || H5Sget_simple_extent_npoints(space.get()) != 1) return std::nullopt;
    double value = 0.0;
    require(H5Aread(attribute.get(), H5T_NATIVE_DOUBLE, &value), "reading attribute " + name);
    return value;
}

std::map<std::string, std::string> all_texts(hid_t object) {
    std::map<std::string, std::string> texts;
    for (auto const& name : names_of(object)) {
        if (auto text = get_text(object, name)) texts.emplace(name, std::move(*text));
    }
    return texts;
}

std::map<std::string, double> all_numbers(hid_t object) {
    std::map<std::string, double> numbers;
    for (auto const& name : names_of(object)) {
        if (auto const number = get_number(object, name)) numbers.emplace(name, *number);
    }
    return numbers;
}

} // namespace jumelle::hdf5
