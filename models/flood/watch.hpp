#pragma once

#include <span>

#include "models/flood/sections.hpp"
#include "models/flood/thresholds.hpp"

namespace jumelle::flood {

/// What is noted of every step beside the maxima; either may be null.
struct Watch {
    Thresholds* thresholds = nullptr;
    CountedFaces* faces = nullptr;
};

/// A row that has been through a step.
struct WatchedRow {
    Index row = 0;
    std::span<Span const> spans;        ///< that were worked on
    double length_s = 0.0, end_s = 0.0; ///< of the step that the row was given
    double cell_m = 0.0;
};

/// Notes the depths and the mass fluxes that have led to them. Different rows may be noted at the same time.
template <class Depth, class Mass>
void watch_row(Watch const& watch, WatchedRow const& row, Depth const* depth_m,
               RowMasses<Mass> const& masses);

} // namespace jumelle::flood
