#include "models/heat/kernels/sky_links.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace jumelle::heat {

LinkedCell linked_cell(HorizonLinks const& links, std::size_t azimuth, LinkedCell from, double cell_m) {
    constexpr double rad_per_deg = std::numbers::pi / 180.0;
    double const distance = link_distance_m(links.distance[azimuth](from.row, from.column)) / cell_m;
    double const angle = links.azimuth_deg[azimuth] * rad_per_deg;
    // Into the cell behind the edge: a small step further than the face, along the axis the line steps on.
    constexpr double into_cell = 0.5;
    double const longer = std::max(std::abs(std::sin(angle)), std::abs(std::cos(angle)));
    double const reach = distance + into_cell / longer;
    // Whole steps along the major axis, as lines are drawn.
    return {from.row - static_cast<Index>(std::lround(reach * std::cos(angle))),
            from.column + static_cast<Index>(std::lround(reach * std::sin(angle)))};
}

} // namespace jumelle::heat
