#pragma once

#include <string>

#include "core/run/apply_measures.hpp"
#include "core/territory/measures/record.hpp"

namespace jumelle {

/// Whether a kind of measure is about streets or trips.
bool is_road_measure(std::string const& kind);

/// Makes one measure on streets or trips.
/// @throws InputError at the place where something is wrong
/// @pre is_road_measure(spec.kind)
MeasureRecord make_road_measure(MeasureSpec const& spec, Territory& territory, MeasureSources const& sources);

} // namespace jumelle
