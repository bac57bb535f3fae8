#include "bench/cases/flood_run.hpp"

#include <algorithm>

#include "models/flood/flood_model.hpp"

namespace jumelle::cases {

Territory flat_territory(Index rows, Index columns, double cell_m) {
    Territory territory;
    territory.grid.rows = rows;
    territory.grid.columns = columns;
    territory.grid.cell_m = cell_m;
    set_field(territory, "elevation", [](Cell) { return 0.0; });
    return territory;
}

void set_field(Territory& territory, std::string const& name, std::function<double(Cell)> const& value) {
    Field field;
    field.info.name = name;
    field.cells = Array2D<double>(territory.grid.rows, territory.grid.columns);
    for (Index r = 0; r < territory.grid.rows; ++r) {
        for (Index c = 0; c < territory.grid.columns; ++c) field.cells(r, c) = value({r, c});
    }
    territory.fields.put(std::move(field));
}

void set_scheme(FloodCase& problem, std::string const& scheme) {
    bool const advects = scheme == "inertial_upwind";
    problem.parameters["scheme"] = Value::make_text(advects ? "inertial" : scheme);
    if (!advects) return;
    problem.parameters["inertial"] = Value::make_map(
        {{"advection", Value::make_text("upwind")}, {"face_ground", Value::make_text("mean")}});
}

void set_viscosity(FloodCase& problem, flood::EddyViscosity const& viscosity) {
    problem.parameters["eddy_viscosity"] =
        Value::make_map({{"constant", Value::make_quantity(viscosity.constant_m2ps)},
                         {"bed_friction", Value::make_quantity(viscosity.bed_friction)},
                         {"smagorinsky", Value::make_quantity(viscosity.smagorinsky)}});
}

FloodCase channel(ChannelShape const& shape) {
    bool const across = shape.along == Along::rows;
    double const cell_m = shape.length_m / static_cast<double>(shape.cells);
    FloodCase made;
    made.territory = across ? flat_territory(shape.cells, shape.width, cell_m)
                            : flat_territory(shape.width, shape.cells, cell_m);
    auto const x = [=](Cell cell) {
        return (static_cast<double>(across ? cell.row : cell.column) + 0.5) * cell_m;
    };
    if (shape.bed_m) set_field(made.territory, "elevation", [&](Cell c) { return shape.bed_m(x(c)); });
    set_field(made.territory, "initial_depth", [&](Cell c) { return shape.depth_m(x(c)); });
    set_field(made.territory, "manning", [](Cell) { return 0.0; });
    return made;
}

Border& upstream(FloodCase& problem, Along along) {
    return along == Along::rows ? problem.forcing.borders.north : problem.forcing.borders.west;
}

Border& downstream(FloodCase& problem, Along along) {
    return along == Along::rows ? problem.forcing.borders.south : problem.forcing.borders.east;
}

FloodRun::FloodRun(FloodCase problem, Communicator& ranks)
    : problem_(std::move(problem)),
      fields_(problem_.territory.fields),
      parameters_(Value::make_map(problem_.parameters)) {
    model_ = flood::entry().make({problem_.territory, fields_, problem_.forcing, parameters_, Duration{},
                                  problem_.requested, problem_.sections, ranks});
}

void FloodRun::run_until(double time_s) {
    Duration const end = Duration::from_seconds(time_s);
    while (now_ < end) {
        Duration const length = std::min(model_->longest_step(), end - now_);
        model_->step(now_, length);
        now_ = now_ + length;
        ++steps_;
    }
}

Array2D<double> const& FloodRun::field(std::string const& name) {
    model_->publish(fields_);
    return fields_.at(name).cells;
}

Array2D<double> const& FloodRun::summary(std::string const& name) {
    model_->publish_summaries(fields_);
    return fields_.at(name).cells;
}

} // namespace jumelle::cases
