#include "bench/cases/case_error.hpp"

#include <cmath>

namespace jumelle::cases {

void apply(FloodCase& problem, CaseOptions const& options) {
    set_scheme(problem, options.scheme);
    problem.parameters["precision"] = Value::make_text(options.precision);
    set_viscosity(problem, options.viscosity);
}

void ErrorSum::add(exact::Water const& computed, exact::Water const& expected) {
    depth_ += std::abs(computed.h_m - expected.h_m);
    momentum_ += std::abs(computed.momentum_m2ps() - expected.momentum_m2ps());
    depth_scale_ += std::abs(expected.h_m);
    momentum_scale_ += std::abs(expected.momentum_m2ps());
    cells_ += 1.0;
}

CaseResult ErrorSum::result(FloodRun const& run) const {
    return {{depth_ / depth_scale_, momentum_scale_ > 0.0 ? momentum_ / momentum_scale_ : 0.0},
            depth_ / cells_,
            run.balance().relative_error()};
}

CaseResult compared(FloodRun& run, Along along, std::function<exact::Water(double)> const& expected,
                    Stretch const& over) {
    bool const rows = along == Along::rows;
    auto const& depth = run.field("water_depth");
    auto const& u = run.field(rows ? "velocity_y" : "velocity_x");
    double const sign = rows ? -1.0 : 1.0; // x runs southward, velocity_y is northward
    ErrorSum sum;
    for (Index i = 0; i < (rows ? depth.rows() : depth.columns()); ++i) {
        double const x = (static_cast<double>(i) + 0.5) * run.grid().cell_m;
        if (x < over.from_m || x > over.to_m) continue;
        Index const r = rows ? i : 0, c = rows ? 0 : i;
        sum.add({depth(r, c), sign * u(r, c)}, expected(x));
    }
    return sum.result(run);
}

void set_borders(FloodCase& problem, Along along, double discharge_m3ps, double level_m) {
    Border& in = upstream(problem, along);
    in.kind = BorderKind::discharge;
    in.discharge_m3ps = TimeSeries::constant(discharge_m3ps);
    Border& out = downstream(problem, along);
    out.kind = BorderKind::level;
    out.level_m = TimeSeries::constant(level_m);
}

void set_velocity(FloodCase& problem, Along along, std::function<double(double)> const& u_mps) {
    bool const rows = along == Along::rows;
    double const cell_m = problem.territory.grid.cell_m;
    set_field(problem.territory, rows ? "initial_velocity_y" : "initial_velocity_x", [&](Cell c) {
        double const x = (static_cast<double>(rows ? c.row : c.column) + 0.5) * cell_m;
        return rows ? -u_mps(x) : u_mps(x);
    });
}

} // namespace jumelle::cases
