#pragma once

#include "bench/cases/flood_run.hpp"
#include "models/flood/structures/face_chain.hpp"
#include "models/flood/structures/structures.hpp"
#include "models/flood/terrain.hpp"

namespace jumelle::flood::test {

inline WallLine wall(std::string name, std::vector<Point> line, double crest_m) {
    WallLine made;
    made.label.name = std::move(name);
    made.line = std::move(line);
    made.crest.height_m = {crest_m};
    made.weir_coefficient = broad_crest_coefficient;
    return made;
}

/// A solver over cells with structures, stepped by hand.
class Works {
  public:
    Works(Territory territory, Precision precision = Precision::binary64)
        : territory_(std::move(territory)), ground_(ground_from(territory_.fields, {})) {
        settings_.cell_m = territory_.grid.cell_m;
        settings_.wet = {1e-5, 0.05};
        solver_ = make_solver(precision, ground_, {}, settings_);
        process_ = make_structures(territory_.structures, territory_.grid, ground_, settings_, *solver_);
    }
    /// The process alone: no flow over the ground.
    void act(double length_s) {
        StepTimes const times{now_s_, now_s_ + length_s};
        process_->prepare(times, *solver_);
        process_->act(times, *solver_);
        now_s_ = times.to_s;
    }
    Solver& solver() { return *solver_; }
    StructureProcess& process() { return *process_; }
    double level(Cell cell) const { return solver_->ground_m(cell) + solver_->water(cell).h_m; }
    double discharge() const { return process_->discharges().front().discharge_m3ps; }

  private:
    Territory territory_;
    Ground ground_;
    SolverSettings settings_;
    std::unique_ptr<Solver> solver_;
    std::unique_ptr<StructureProcess> process_;
    double now_s_ = 0.0;
};

/// Three cells in a row of 10 m; depths on the first and the last, a building between.
inline Territory two_ponds(double first_m, double last_m) {
    Territory territory = cases::flat_territory(1, 3, 10.0);
    cases::set_field(territory, "building_height", [](Cell c) { return c.column == 1 ? 5.0 : 0.0; });
    cases::set_field(territory, "initial_depth",
                     [=](Cell c) { return c.column == 0 ? first_m : (c.column == 2 ? last_m : 0.0); });
    return territory;
}
inline constexpr Point first_pond{5.0, -5.0}, last_pond{25.0, -5.0};

} // namespace jumelle::flood::test
