#include "io/hdf5/omx.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <optional>

#include "core/base/contract.hpp"
#include "core/base/file_faults.hpp"
#include "io/hdf5/attributes.hpp"
#include "io/hdf5/file_access.hpp"

namespace jumelle {

namespace {

using hdf5::Handle;
using hdf5::require;

constexpr std::uint64_t most_zones = 30'000; // 7 GB a matrix: what is larger is a broken file

herr_t keep_name(hid_t, char const* name, H5L_info_t const*, void* names) {
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

std::vector<std::string> members_of(hid_t file, char const* group) {
    std::vector<std::string> names;
    if (H5Lexists(file, group, H5P_DEFAULT) <= 0) return names;
    Handle const opened(H5Gopen2(file, group, H5P_DEFAULT), H5Gclose, "opening a group");
    require(H5Literate(opened.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, keep_name, &names),
            "listing a group");
    return names;
}

/// The member of a group that is meant; nothing where the group is empty and none was asked for.
std::optional<std::string> chosen(std::filesystem::path const& file, std::string const& asked,
                                  std::vector<std::string> const& names, char const* what) {
    bool const is_there = std::find(names.begin(), names.end(), asked) != names.end();
    if (is_there) return asked;
    if (!asked.empty())
        refuse_file(file.string(), fmt::format("has no {} '{}'", what, asked), hint_for_name(asked, names));
    if (names.empty()) return std::nullopt;
    if (names.size() > 1)
        refuse_file(file.string(), fmt::format("nothing says which {} is meant", what),
                    hint_for_name("", names));
    return names.front();
}

std::vector<hsize_t> shape_of(hid_t dataset) {
    Handle const space(H5Dget_space(dataset), H5Sclose, "reading a size");
    std::vector<hsize_t> lengths(
        static_cast<std::size_t>(std::max(H5Sget_simple_extent_ndims(space.get()), 0)));
    H5Sget_simple_extent_dims(space.get(), lengths.data(), nullptr);
    return lengths;
}

std::vector<double> numbers_of(hid_t file, std::string const& path, std::vector<hsize_t>& shape) {
    Handle const dataset(H5Dopen2(file, path.c_str(), H5P_DEFAULT), H5Dclose, "opening " + path);
    shape = shape_of(dataset.get());
    hsize_t count = 1;
    for (auto const length : shape) count *= std::min<hsize_t>(length, most_zones);
    std::vector<double> values(static_cast<std::size_t>(count));
    bool const is_sound =
        std::all_of(shape.begin(), shape.end(), [](hsize_t length) { return length <= most_zones; });
    if (is_sound && count > 0)
        require(H5Dread(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
                "reading " + path);
    return values;
}

void read_lookup(std::filesystem::path const& file, hid_t opened, std::string const& lookup,
                 ZoneMatrix& made) {
    auto const name = chosen(file, lookup, members_of(opened, "lookup"), "lookup");
    if (!name) return;
    std::vector<hsize_t> shape;
    auto const numbers = numbers_of(opened, "lookup/" + *name, shape);
    if (numbers.size() != made.zones)
        refuse_file(
            file.string(),
            fmt::format("the lookup '{}' has {} zones, the matrix {}", *name, numbers.size(), made.zones),
            "");
    for (double const number : numbers) made.zone_id.push_back(fmt::format("{:.0f}", number));
}

std::optional<std::int32_t> number_of(std::string const& text) {
    std::int32_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// What is written into a dataset.
struct Block {
    hid_t type;
    std::vector<hsize_t> shape;
    void const* values;
    std::string unit = {}, long_name = {}; ///< attributes, where there are any
};

void write_block(hid_t group, std::string const& name, Block const& block) {
    Handle const space(H5Screate_simple(static_cast<int>(block.shape.size()), block.shape.data(), nullptr),
                       H5Sclose, name);
    Handle const dataset(
        H5Dcreate2(group, name.c_str(), block.type, space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        H5Dclose, name);
    require(H5Dwrite(dataset.get(), block.type, H5S_ALL, H5S_ALL, H5P_DEFAULT, block.values),
            "writing " + name);
    hdf5::put_text(dataset.get(), "unit", block.unit);
    hdf5::put_text(dataset.get(), "long_name", block.long_name);
}

void write_shape(hid_t file, std::size_t zones) {
    constexpr hsize_t sides = 2;
    auto const side = static_cast<std::int32_t>(zones);
    std::array<std::int32_t, sides> const shape{side, side};
    hsize_t const length = sides;
    Handle const space(H5Screate_simple(1, &length, nullptr), H5Sclose, "SHAPE");
    Handle const attribute(H5Acreate2(file, "SHAPE", H5T_NATIVE_INT32, space.get(), H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose, "SHAPE");
    require(H5Awrite(attribute.get(), H5T_NATIVE_INT32, shape.data()), "writing SHAPE");
}

void write_lookup(hid_t file, std::vector<std::string> const& zone_id) {
    Handle const group(H5Gcreate2(file, "lookup", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose, "lookup");
    std::vector<std::int32_t> numbers;
    for (auto const& name : zone_id) {
        auto const number = number_of(name);
        if (!number) return;
        numbers.push_back(*number);
    }
    if (!numbers.empty())
        write_block(group.get(), "zone", {H5T_NATIVE_INT32, {numbers.size()}, numbers.data()});
}

} // namespace

ZoneMatrix read_omx(std::filesystem::path const& file, std::string const& matrix, std::string const& lookup) {
    hdf5::Session const session;
    if (H5Fis_hdf5(file.c_str()) <= 0)
        refuse_file(file.string(), "is no HDF5 file", "an Open Matrix file is one");
    Handle const access = hdf5::file_access();
    Handle const opened(H5Fopen(file.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose,
                        "opening " + file.string());
    auto const name = chosen(file, matrix, members_of(opened.get(), "data"), "matrix");
    if (!name)
        refuse_file(file.string(), "has no matrix", "an Open Matrix file keeps them in its group 'data'");
    ZoneMatrix made;
    made.name = *name;
    std::vector<hsize_t> shape;
    made.values = numbers_of(opened.get(), "data/" + *name, shape);
    bool const is_square = shape.size() == 2 && shape[0] == shape[1] && shape[0] <= most_zones;
    if (!is_square)
        refuse_file(file.string(), fmt::format("the matrix '{}' is not square", *name),
                    "rows and columns are the same zones");
    made.zones = static_cast<std::size_t>(shape[0]);
    read_lookup(file, opened.get(), lookup, made);
    return made;
}

void write_omx(std::filesystem::path const& file, std::vector<ZoneMatrix> const& matrices) {
    JUMELLE_EXPECTS(!matrices.empty());
    hdf5::Session const session;
    Handle const access = hdf5::file_access();
    Handle const made(H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()), H5Fclose,
                      "making " + file.string());
    hdf5::put_text(made.get(), "OMX_VERSION", "0.2");
    std::size_t const zones = matrices.front().zones;
    write_shape(made.get(), zones);
    Handle const data(H5Gcreate2(made.get(), "data", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose,
                      "data");
    for (auto const& matrix : matrices) {
        JUMELLE_EXPECTS(matrix.zones == zones && matrix.values.size() == zones * zones);
        write_block(data.get(), matrix.name,
                    {H5T_NATIVE_DOUBLE, {zones, zones}, matrix.values.data(), matrix.unit, matrix.long_name});
    }
    write_lookup(made.get(), matrices.front().zone_id);
}

} // namespace jumelle
