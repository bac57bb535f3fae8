#include "core/territory/town/polygon.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle::town {

namespace {

PlanPoint next_corner(Polygon const& polygon, std::size_t side) {
    return polygon[(side + 1) % polygon.size()].at;
}

/// A point of the side, at least `clear_m` (or a third of the side) from its corners.
PlanPoint kept_clear(PlanPoint a, PlanPoint b, double share, double clear_m) {
    double const length_m = distance_between(a, b);
    double const clear = std::min(clear_m / std::max(length_m, clear_m), 1.0 / 3.0);
    double const t = std::clamp(share, clear, 1.0 - clear);
    return {a.p_m + t * (b.p_m - a.p_m), a.q_m + t * (b.q_m - a.q_m)};
}

} // namespace

double polygon_area_m2(Polygon const& polygon) {
    double twice_m2 = 0.0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        auto const a = polygon[i].at, b = next_corner(polygon, i);
        twice_m2 += a.p_m * b.q_m - b.p_m * a.q_m;
    }
    return twice_m2 / 2.0;
}

PlanPoint polygon_centroid(Polygon const& polygon) {
    PlanPoint sum;
    for (auto const& corner : polygon) {
        sum.p_m += corner.at.p_m;
        sum.q_m += corner.at.q_m;
    }
    auto const corners = static_cast<double>(polygon.size());
    return {sum.p_m / corners, sum.q_m / corners};
}

double distance_between(PlanPoint a, PlanPoint b) {
    return std::hypot(b.p_m - a.p_m, b.q_m - a.q_m);
}

std::size_t longest_side(Polygon const& polygon) {
    std::size_t longest = 0;
    double longest_m = 0.0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        double const length_m = distance_between(polygon[i].at, next_corner(polygon, i));
        if (length_m <= longest_m) continue;
        longest_m = length_m;
        longest = i;
    }
    return longest;
}

double polygon_width_m(Polygon const& polygon) {
    auto const side = longest_side(polygon);
    auto const a = polygon[side].at, b = next_corner(polygon, side);
    double const length_m = distance_between(a, b);
    double width_m = 0.0;
    for (auto const& corner : polygon) {
        double const across =
            ((corner.at.q_m - a.q_m) * (b.p_m - a.p_m) - (corner.at.p_m - a.p_m) * (b.q_m - a.q_m)) /
            length_m;
        width_m = std::max(width_m, across);
    }
    return width_m;
}

std::optional<std::array<SideCrossing, 2>> crossings_of(Polygon const& polygon, Line const& line,
                                                        double clear_m) {
    auto const left_of = [&](PlanPoint point) {
        return (point.q_m - line.at.q_m) * line.direction_p - (point.p_m - line.at.p_m) * line.direction_q;
    };
    std::array<SideCrossing, 2> found;
    std::size_t count = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        auto const a = polygon[i].at, b = next_corner(polygon, i);
        double const left_a = left_of(a), left_b = left_of(b);
        if ((left_a >= 0.0) == (left_b >= 0.0)) continue;
        if (count == found.size()) return std::nullopt; // rounding at a corner
        found[count++] = {i, kept_clear(a, b, left_a / (left_a - left_b), clear_m)};
    }
    if (count != found.size()) return std::nullopt;
    return found;
}

std::array<Polygon, 2> cut_polygon(Polygon const& polygon, std::array<SideCrossing, 2> const& crossings,
                                   std::int32_t street) {
    auto const& [first, second] = crossings;
    // Left of first → second: first, second, then the corners after the second crossing round to the first.
    auto const part = [&](SideCrossing const& from, SideCrossing const& to) {
        Polygon made{{from.at, street}, {to.at, polygon[to.side].street}};
        for (std::size_t i = (to.side + 1) % polygon.size(); i != (from.side + 1) % polygon.size();
             i = (i + 1) % polygon.size()) {
            made.push_back(polygon[i]);
        }
        return made;
    };
    return {part(first, second), part(second, first)};
}

} // namespace jumelle::town
