#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/territory/town/frame.hpp"

namespace jumelle::town {

/// Corner of a convex polygon, counter-clockwise, and the street along the side to the next corner.
struct Corner {
    PlanPoint at;
    std::int32_t street = -1;
};

using Polygon = std::vector<Corner>;

/// A straight line: a point and a unit direction.
struct Line {
    PlanPoint at;
    double direction_p = 1.0, direction_q = 0.0;
};

/// Where a line crosses one side of a polygon.
struct SideCrossing {
    std::size_t side = 0;
    PlanPoint at;
};

double polygon_area_m2(Polygon const& polygon);
PlanPoint polygon_centroid(Polygon const& polygon);
double distance_between(PlanPoint a, PlanPoint b);
/// Width of the polygon across its longest side [m].
double polygon_width_m(Polygon const& polygon);
std::size_t longest_side(Polygon const& polygon);

/// The two sides that a line crosses, each crossing kept `clear_m` (or a third of a short side) away from the
/// corners; nothing where the line misses the polygon.
std::optional<std::array<SideCrossing, 2>> crossings_of(Polygon const& polygon, Line const& line,
                                                        double clear_m);

/// The parts on the left and on the right of the way from the first to the second crossing; the new side of
/// both lies along `street`.
std::array<Polygon, 2> cut_polygon(Polygon const& polygon, std::array<SideCrossing, 2> const& crossings,
                                   std::int32_t street);

} // namespace jumelle::town
