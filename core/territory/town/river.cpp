#include "core/territory/town/river.hpp"

#include <cmath>

namespace jumelle::town {

namespace {

using Side = TownLandmarks::Side;

/// The last place of the centre line inside the territory, going from the centre up (-1) or down (+1).
Point river_end(Frame const& frame, int direction) {
    constexpr double step_m = 0.25;
    double const reach_m = frame.reach_p_m();
    double out_m = 0.0;
    // The line leaves once and for all at the end that is nearest to the border of the plan: search from
    // there.
    double low_m = 0.0, high_m = reach_m;
    while (high_m - low_m > step_m) {
        double const middle_m = (low_m + high_m) / 2.0;
        (frame.inside(frame.to_ground({direction * middle_m, 0.0})) ? low_m : high_m) = middle_m;
    }
    out_m = low_m;
    return frame.to_ground({direction * out_m, 0.0});
}

Side nearest_side(Frame const& frame, Point place) {
    auto const from_middle = frame.relative(place);
    double const to_east_m = frame.width_m() / 2.0 - std::abs(from_middle.x_m);
    double const to_north_m = frame.height_m() / 2.0 - std::abs(from_middle.y_m);
    if (to_east_m < to_north_m) return from_middle.x_m > 0.0 ? Side::east : Side::west;
    return from_middle.y_m > 0.0 ? Side::north : Side::south;
}

} // namespace

TownLandmarks make_landmarks(TownOptions const& options, Frame const& frame, Terrain const& terrain,
                             Plan const& plan) {
    auto const layout = layout_of(options);
    TownLandmarks made;
    made.river_inflow = river_end(frame, -1);
    made.inflow_side = nearest_side(frame, made.river_inflow);
    made.river_outflow = river_end(frame, +1);
    made.outflow_side = nearest_side(frame, made.river_outflow);
    made.river_width_m = 2.0 * layout.river_half_m;
    made.river_depth_m = layout.river_depth_m;
    made.centre = frame.to_ground({0.0, 0.0});
    for (auto const& bridge : plan.bridges) {
        auto const a = plan.nodes[static_cast<std::size_t>(bridge.south)];
        auto const b = plan.nodes[static_cast<std::size_t>(bridge.north)];
        auto const middle = frame.to_ground({(a.p_m + b.p_m) / 2.0, (a.q_m + b.q_m) / 2.0});
        if (frame.inside(middle)) made.bridges.push_back(middle);
    }
    for (int const side : {-1, +1}) {
        for (auto const& line : terrain.lines(side)) {
            double const q = side * (layout.river_half_m + layout.bank_m);
            auto const mouth = frame.to_ground({line.p0_m + line.tilt * q, q});
            if (line.thalweg && frame.inside(mouth)) made.thalweg_mouths.push_back(mouth);
        }
    }
    return made;
}

} // namespace jumelle::town
