#include "models/flood/structures/control.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

Fault structure_fault(StructureLabel const& label, std::string message, std::string hint) {
    return {label.place, label.key, std::move(message), std::move(hint), FaultKind::data};
}

double level_in(Solver const& solver, Cell cell) {
    return solver.ground_m(cell) + solver.water(cell).h_m;
}

Cell wet_cell_at(Point at, char const* what, StructureLabel const& label, Grid const& grid,
                 Ground const& ground) {
    auto const cell = grid.cell_at(at);
    if (!cell) {
        throw InputError(structure_fault(
            label,
            fmt::format("{} of '{}' at [{}, {}] lies outside the grid", what, label.name, at.x_m, at.y_m),
            fmt::format("the grid reaches from x {} to {} and from y {} to {}", grid.west_m, grid.east_m(),
                        grid.south_m(), grid.north_m)));
    }
    if (ground.level_m(cell->row, cell->column) > solid_above_m) {
        throw InputError(structure_fault(label,
                                         fmt::format("{} of '{}' at [{}, {}] stands on a building or outside "
                                                     "the territory, where no water can be",
                                                     what, label.name, at.x_m, at.y_m),
                                         "move it to open ground"));
    }
    return *cell;
}

Controller::Controller(Control control, StructureLabel const& label, Grid const& grid, Ground const& ground)
    : control_(std::move(control)) {
    if (control_.by_level) watched_ = wet_cell_at(control_.by_level->at, "the rule", label, grid, ground);
}

bool Controller::is_on(Solver const& solver) {
    LevelSwitch const& rule = *control_.by_level;
    double const level = level_in(solver, watched_);
    bool const above = rule.on_when == LevelSwitch::When::above;
    bool const wants_on = above ? level > rule.on_m : level < rule.on_m;
    bool const wants_off = above ? level < rule.off_m : level > rule.off_m;
    if (wants_on) on_ = true;
    if (wants_off) on_ = false;
    return on_;
}

void Controller::update(StepTimes const& times, Solver const& solver) {
    double target = control_.share.mean(times.from_s, times.to_s);
    if (control_.by_level) target = is_on(solver) ? 1.0 : 0.0;
    target = std::clamp(target, 0.0, 1.0);
    if (!begun_ || control_.travel_s <= 0.0) {
        begun_ = true;
        share_ = target;
        return;
    }
    double const reach = times.length_s() / control_.travel_s;
    share_ += std::clamp(target - share_, -reach, reach);
}

} // namespace jumelle::flood
