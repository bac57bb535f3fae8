#include "models/flood/drainage/vessel.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle::flood {

namespace {

constexpr double rim_width_m = 0.01;       // height over which a manhole widens into its pond
constexpr double unnamed_pond_m2 = 1000.0; // where the network names no ponded area: a piece of street
constexpr double smallest_plan_m2 = 1e-6;
constexpr int most_tries = 100;

} // namespace

Rising vessel_of(DrainNode const& node, Spill spill) {
    std::vector<double> depth, area;
    for (auto const& point : node.storage) {
        if (depth.empty() && point.x > 0.0) {
            depth.push_back(0.0);
            area.push_back(point.y);
        }
        depth.push_back(point.x);
        area.push_back(point.y);
    }
    if (depth.empty()) {
        depth = {0.0};
        area = {node.plan_area_m2};
    }
    for (std::size_t k = 1; k < area.size(); ++k) area[k] = std::max(area[k], smallest_plan_m2);
    if (area.size() == 1) area.front() = std::max(area.front(), smallest_plan_m2);
    if (spill == Spill::onto_street || node.kind == DrainNodeKind::outfall) return {depth, area};
    double const spills_at = std::max(node.rim_m - node.invert_m + node.surcharge_depth_m, rim_width_m);
    Rising const below(depth, area);
    while (depth.size() > 1 && depth.back() >= spills_at) {
        depth.pop_back();
        area.pop_back();
    }
    double const at_rim = std::max(below.at(spills_at).width, smallest_plan_m2);
    depth.insert(depth.end(), {spills_at, spills_at + rim_width_m});
    area.insert(
        area.end(),
        {at_rim, std::max(node.ponded_area_m2 > 0.0 ? node.ponded_area_m2 : unnamed_pond_m2, at_rim)});
    return {depth, area};
}

/// Brackets the root from the guess, then the Illinois variant of the rule of false position (Dowell &
/// Jarratt 1971, BIT 11, 168).
double settled_depth_m(LevelSearch const& search, FunctionRef<double(double)> balance_m3) {
    double at = std::max(search.guess_m, 0.0), f = balance_m3(at);
    if (std::abs(f) <= search.tolerance_m3) return at;
    double low = 0.0, high = at, f_low = 0.0, f_high = f;
    bool has_low = false, has_high = f > 0.0;
    if (f < 0.0) low = at, f_low = f, has_low = true;
    constexpr double least_stride_m = 1e-9; // a step of 0 would not bracket anything
    double stride = std::max(std::abs(f) / search.stiffness_m2, least_stride_m);
    for (int i = 0; i < most_tries && !(has_low && has_high); ++i, stride *= 4.0) {
        at = has_low ? low + stride : std::max(high - stride, 0.0);
        f = balance_m3(at);
        if (std::abs(f) <= search.tolerance_m3) return at;
        if (f > 0.0) {
            high = at, f_high = f, has_high = true;
            if (at <= 0.0) return 0.0;
        } else {
            low = at, f_low = f, has_low = true;
        }
    }
    int side = 0; // which end was moved last
    for (int i = 0; i < most_tries; ++i) {
        at = low + (high - low) * (f_low / (f_low - f_high));
        if (!(at > low && at < high)) break;
        f = balance_m3(at);
        if (std::abs(f) <= search.tolerance_m3) return at;
        if (f > 0.0) {
            high = at, f_high = f;
            if (side == 1) f_low *= 0.5;
            side = 1;
        } else {
            low = at, f_low = f;
            if (side == -1) f_high *= 0.5;
            side = -1;
        }
    }
    return low;
}

} // namespace jumelle::flood
