#pragma once

#include <cstdint>
#include <hdf5.h>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jumelle::hdf5 {

/// Attributes as netCDF-4 readers want them: texts of fixed length, numbers as arrays of one dimension.
/// All of them replace an attribute of the same name, and throw IoError.

/// An empty text is not written: netCDF has no such attribute.
void put_text(hid_t object, std::string const& name, std::string const& text);
void put_integer(hid_t object, std::string const& name, std::int32_t value);
void put_number(hid_t object, std::string const& name, double value);
void put_numbers(hid_t object, std::string const& name, std::vector<double> const& values);
/// `_FillValue` of a float32 variable: exactly of its type.
void put_float(hid_t object, std::string const& name, float value);
/// netCDF's number of a dimension: the one attribute that is a scalar.
void put_dimension_number(hid_t scale, std::int32_t number);

/// @returns nothing where there is no such attribute or it is of another kind
std::optional<std::string> get_text(hid_t object, std::string const& name);
std::optional<double> get_number(hid_t object, std::string const& name);

/// All texts and single numbers of an object, by name.
std::map<std::string, std::string> all_texts(hid_t object);
std::map<std::string, double> all_numbers(hid_t object);

} // namespace jumelle::hdf5
