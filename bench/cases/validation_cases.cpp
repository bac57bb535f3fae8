#include "bench/cases/validation_cases.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle::cases {

namespace {

/// A dam in the middle of a channel, and when to look.
struct Dam {
    double channel_m = 1000.0, left_m = 10.0, right_m = 0.0, time_s = 20.0;
};

CaseResult dam_break(CaseOptions const& options, Dam const& dam) {
    double const middle_m = 0.5 * dam.channel_m;
    ChannelShape shape;
    shape.cells = options.cells;
    shape.length_m = dam.channel_m;
    shape.along = options.along;
    shape.depth_m = [=](double x) { return x < middle_m ? dam.left_m : dam.right_m; };
    FloodCase problem = channel(shape);
    upstream(problem, options.along).kind = BorderKind::open;
    downstream(problem, options.along).kind = BorderKind::open;
    apply(problem, options);
    FloodRun run(std::move(problem));
    run.run_until(dam.time_s);
    return compared(run, options.along, [=](double x) {
        return exact::dam_break(dam.left_m, dam.right_m, x - middle_m, dam.time_s);
    });
}

constexpr double bump_length_m = 25.0;
constexpr double momentum_periods = 1.25; // at whole periods the water of a bowl stands still

/// Whether a place of a bowl counts.
template <class Bowl>
bool counts(Bowl const& bowl, double from_centre_m, BowlPart part) {
    if (part == BowlPart::all) return true;
    constexpr int moments = 64;
    constexpr double least_share = 0.1;
    for (int i = 0; i < moments; ++i) {
        double const t = bowl.period_s() * i / moments;
        if (bowl.water(from_centre_m, t).h_m < least_share * bowl.depth_m) return false;
    }
    return true;
}

} // namespace

LakeResult lake_over_bump(CaseOptions const& options, double level_m) {
    ChannelShape shape;
    shape.cells = options.cells;
    shape.length_m = bump_length_m;
    shape.along = options.along;
    shape.bed_m = exact::bump_bed;
    shape.depth_m = [=](double x) { return std::max(level_m - exact::bump_bed(x), 0.0); };
    FloodCase problem = channel(shape);
    apply(problem, options);
    FloodRun run(std::move(problem));
    run.run_until(10.0);
    auto const& speed = run.field("flow_speed");
    auto const& level = run.field("water_level");
    LakeResult result;
    for (Index r = 0; r < speed.rows(); ++r) {
        for (Index c = 0; c < speed.columns(); ++c) {
            result.largest_speed_mps = std::max(result.largest_speed_mps, speed(r, c));
            if (std::isnan(level(r, c))) continue;
            double const error = std::abs(level(r, c) - level_m);
            result.largest_level_error_m = std::max(result.largest_level_error_m, error);
        }
    }
    return result;
}

CaseResult stoker(CaseOptions const& options) {
    return dam_break(options, {1000.0, 10.0, 1.0, 20.0});
}

CaseResult ritter(CaseOptions const& options) {
    return dam_break(options, {});
}

CaseResult dam_break_pair(CaseOptions const& options, double right_m) {
    return dam_break(options, {200.0, 1.0, right_m, 15.0});
}

CaseResult bump_shock(CaseOptions const& options) {
    exact::BumpWithShock const flow = exact::bump_with_shock();
    ChannelShape shape;
    shape.cells = options.cells;
    shape.length_m = bump_length_m;
    shape.along = options.along;
    shape.bed_m = exact::bump_bed;
    shape.depth_m = [=](double x) { return flow.downstream_m - exact::bump_bed(x); };
    FloodCase problem = channel(shape);
    set_borders(problem, options.along, flow.discharge_m2ps * problem.territory.grid.cell_m,
                flow.downstream_m);
    apply(problem, options);
    FloodRun run(std::move(problem));
    constexpr double steady_s = 300.0;
    run.run_until(steady_s);
    return compared(run, options.along, [&](double x) { return exact::steady_water(flow, x); });
}

CaseResult mac_donald(CaseOptions const& options, exact::MacDonald const& flow, FirstWater first) {
    double const length = exact::MacDonald::length_m;
    ChannelShape shape;
    shape.cells = options.cells;
    shape.length_m = length;
    shape.along = options.along;
    shape.bed_m = [=](double x) { return exact::bed(flow, x); };
    bool const wet = first == FirstWater::exact;
    shape.depth_m = [=](double x) { return wet ? exact::steady_water(flow, x).h_m : 0.0; };
    FloodCase problem = channel(shape);
    if (wet)
        set_velocity(problem, options.along, [=](double x) { return exact::steady_water(flow, x).u_mps; });
    set_field(problem.territory, "manning", [](Cell) { return exact::MacDonald::manning; });
    double const cell_m = problem.territory.grid.cell_m;
    double const outlet = exact::steady_water(flow, length).h_m; // the bed ends at 0
    set_borders(problem, options.along, flow.upstream_m2ps * cell_m, outlet);
    problem.forcing.rain_mps = TimeSeries::constant(flow.rain_mps);
    apply(problem, options);
    FloodRun run(std::move(problem));
    constexpr double steady_s = 2400.0;
    run.run_until(steady_s);
    return compared(run, options.along, [&](double x) { return exact::steady_water(flow, x); });
}

CaseResult thacker_planar(CaseOptions const& options, BowlPart part) {
    exact::PlanarBowl const bowl;
    double const half_m = 2.0 * bowl.half_width_m;
    ChannelShape shape;
    shape.cells = options.cells;
    shape.length_m = 2.0 * half_m;
    shape.along = options.along;
    shape.bed_m = [=](double x) { return bowl.bed(x - half_m); };
    shape.depth_m = [=](double x) { return bowl.water(x - half_m, 0.0).h_m; };
    FloodCase problem = channel(shape);
    apply(problem, options);
    FloodRun run(std::move(problem));
    Stretch over{half_m, half_m};
    double const cell_m = run.grid().cell_m;
    while (over.to_m < 2.0 * half_m && counts(bowl, over.to_m - half_m, part)) over.to_m += cell_m;
    while (over.from_m > 0.0 && counts(bowl, over.from_m - half_m, part)) over.from_m -= cell_m;
    auto const at = [&](double t) {
        run.run_until(t);
        return compared(
            run, options.along, [=](double x) { return bowl.water(x - half_m, t); }, over);
    };
    CaseResult result = at(bowl.period_s());
    result.error.momentum = at(momentum_periods * bowl.period_s()).error.momentum;
    return result;
}

CaseResult thacker_radial(CaseOptions const& options, BowlPart part) {
    exact::RadialBowl const bowl;
    double const half_m = 4000.0;
    double const cell_m = 2.0 * half_m / static_cast<double>(options.cells);
    auto const from_centre = [=](Index i) { return (static_cast<double>(i) + 0.5) * cell_m - half_m; };
    auto const radius = [=](Cell c) { return std::hypot(from_centre(c.row), from_centre(c.column)); };
    FloodCase problem;
    problem.territory = flat_territory(options.cells, options.cells, cell_m);
    set_field(problem.territory, "elevation", [&](Cell c) { return bowl.bed(radius(c)); });
    set_field(problem.territory, "initial_depth", [&](Cell c) { return bowl.water(radius(c), 0.0).h_m; });
    set_field(problem.territory, "manning", [](Cell) { return 0.0; });
    apply(problem, options);
    FloodRun run(std::move(problem));
    auto const at = [&](double t) {
        run.run_until(t);
        auto const& depth = run.field("water_depth");
        auto const& u = run.field("velocity_x");
        ErrorSum sum;
        for (Index r = 0; r < depth.rows(); ++r) {
            for (Index c = 0; c < depth.columns(); ++c) {
                if (!counts(bowl, radius({r, c}), part)) continue;
                exact::Water expected = bowl.water(radius({r, c}), t);
                expected.u_mps *= from_centre(c) / radius({r, c});
                sum.add({depth(r, c), u(r, c)}, expected);
            }
        }
        return sum.result(run);
    };
    CaseResult result = at(bowl.period_s());
    result.error.momentum = at(momentum_periods * bowl.period_s()).error.momentum;
    return result;
}

} // namespace jumelle::cases
