#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/scenario/value.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// The position of a place that the territory knows by name.
/// @throws InputError at `where` with the nearest name, where it knows none of that name
Point find_place(Territory const& territory, std::string const& name, Value const& where);

/// Corners that a scenario names: `[x, y]` or places in a list, or a file, which `read` knows how to read.
/// @throws InputError where a place is not known
std::vector<Point> line_of(Value const& where, Territory const& territory,
                           std::function<std::vector<Point>(Value const& file)> const& read);

/// Length of a line of corners [m].
double length_of(std::vector<Point> const& line);

} // namespace jumelle
