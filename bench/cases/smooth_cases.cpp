#include "bench/cases/smooth_cases.hpp"

#include <cmath>

namespace jumelle::cases {

CaseResult smooth_bump(CaseOptions const& options, exact::SmoothBump const& bump) {
    constexpr double length_m = 25.0, steady_s = 300.0;
    ChannelShape shape;
    shape.cells = options.cells;
    shape.length_m = length_m;
    shape.along = options.along;
    shape.bed_m = [=](double x) { return bump.bed(x); };
    shape.depth_m = [=](double x) { return exact::steady_water(bump, x).h_m; };
    FloodCase problem = channel(shape);
    set_velocity(problem, options.along, [=](double x) { return exact::steady_water(bump, x).u_mps; });
    set_borders(problem, options.along, bump.discharge_m2ps * problem.territory.grid.cell_m,
                bump.downstream_m);
    if (bump.transcritical) downstream(problem, options.along).kind = BorderKind::open;
    apply(problem, options);
    FloodRun run(std::move(problem));
    run.run_until(steady_s);
    return compared(run, options.along, [=](double x) { return exact::steady_water(bump, x); });
}

CaseResult simple_wave(CaseOptions const& options) {
    constexpr double length_m = 160.0, time_s = 15.0;
    exact::SimpleWave const wave;
    ChannelShape shape;
    shape.cells = options.cells;
    shape.length_m = length_m;
    shape.along = options.along;
    shape.depth_m = [=](double x) { return wave.first_depth(x); };
    FloodCase problem = channel(shape);
    set_velocity(problem, options.along, [=](double x) { return wave.water(x, 0.0).u_mps; });
    apply(problem, options);
    FloodRun run(std::move(problem));
    run.run_until(time_s);
    return compared(run, options.along, [=](double x) { return wave.water(x, time_s); });
}

CaseResult travelling_vortex(CaseOptions const& options) {
    exact::TravellingVortex const vortex;
    constexpr double length_m = 2.0, way_m = 1.0;
    double const time_s = way_m / vortex.flow_mps, cell_m = length_m / static_cast<double>(options.cells);
    FloodCase problem;
    problem.territory = flat_territory(options.cells / 2, options.cells, cell_m);
    // y runs southward here.
    auto const exact_at = [=](Cell c, double t) {
        return vortex.state((static_cast<double>(c.column) + 0.5) * cell_m,
                            (static_cast<double>(c.row) + 0.5) * cell_m, t);
    };
    set_field(problem.territory, "initial_depth", [&](Cell c) { return exact_at(c, 0.0).h_m; });
    set_field(problem.territory, "initial_velocity_x", [&](Cell c) { return exact_at(c, 0.0).u_mps; });
    set_field(problem.territory, "initial_velocity_y", [&](Cell c) { return -exact_at(c, 0.0).v_mps; });
    set_field(problem.territory, "manning", [](Cell) { return 0.0; });
    set_borders(problem, Along::columns, vortex.depth_m * vortex.flow_mps, vortex.depth_m);
    apply(problem, options);
    FloodRun run(std::move(problem));
    run.run_until(time_s);
    auto const& depth = run.field("water_depth");
    auto const& u = run.field("velocity_x");
    ErrorSum sum;
    for (Index r = 0; r < depth.rows(); ++r) {
        for (Index c = 0; c < depth.columns(); ++c) {
            auto const expected = exact_at({r, c}, time_s);
            // Against the flow that carries it: the vortex alone.
            sum.add({depth(r, c), u(r, c) - vortex.flow_mps},
                    {expected.h_m, expected.u_mps - vortex.flow_mps});
        }
    }
    return sum.result(run);
}

CaseResult gentle_channel(CaseOptions const& options) {
    exact::GentleChannel const flow;
    constexpr double steady_s = 3000.0;
    ChannelShape shape;
    shape.cells = options.cells;
    shape.length_m = exact::GentleChannel::length_m;
    shape.along = options.along;
    shape.bed_m = [=](double x) { return flow.bed(x); };
    shape.depth_m = [=](double x) { return flow.water(x).h_m; };
    FloodCase problem = channel(shape);
    set_velocity(problem, options.along, [=](double x) { return flow.water(x).u_mps; });
    set_field(problem.territory, "manning", [](Cell) { return exact::GentleChannel::manning; });
    set_borders(problem, options.along, exact::GentleChannel::discharge_m2ps * problem.territory.grid.cell_m,
                flow.water(exact::GentleChannel::length_m).h_m);
    apply(problem, options);
    FloodRun run(std::move(problem));
    run.run_until(steady_s);
    return compared(run, options.along, [=](double x) { return flow.water(x); });
}

} // namespace jumelle::cases
