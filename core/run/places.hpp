#pragma once

#include <string>

#include "core/scenario/value.hpp"
#include "core/territory/territory.hpp"

namespace jumelle {

/// The position of a place that the territory knows by name.
/// @throws InputError at `where` with the nearest name, where it knows none of that name
Point find_place(Territory const& territory, std::string const& name, Value const& where);

} // namespace jumelle
