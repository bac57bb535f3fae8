#include "models/flood/held_levels.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "core/base/sum.hpp"
#include "models/flood/kernels/limits.hpp"
#include "models/flood/outer_discharge.hpp"
#include "models/flood/outer_flow.hpp"

namespace jumelle::flood {

namespace {

/// One of the cells and how much of each series its level is made of.
struct HeldCell {
    Cell cell;
    double ground_m = 0.0;
    std::vector<double> shares;
    double first_level_m = 0.0;
};

struct HeldArea {
    std::vector<TimeSeries> levels_m;
    double spin_up_s = 0.0;
    std::vector<HeldCell> cells;
};

Fault fault_of(HeldLevel const& level, std::string message, std::string hint) {
    Fault fault;
    fault.place = level.place;
    fault.key = level.key;
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    fault.kind = FaultKind::data;
    return fault;
}

HeldArea area_of(HeldLevel const& level, Ground const& ground) {
    HeldArea area{level.levels_m, level.spin_up_s, {}};
    for (std::size_t i = 0; i < level.cells.size(); ++i) {
        Cell const cell = level.cells[i];
        double const z = ground.level_m(cell.row, cell.column);
        if (z > solid_above_m) continue;
        std::vector<double> shares{1.0};
        if (!level.shares.empty()) shares = level.shares[i];
        area.cells.push_back({cell, z, std::move(shares), z + ground.depth_m(cell.row, cell.column)});
    }
    if (!area.cells.empty()) return area;
    throw InputError(fault_of(level,
                              fmt::format("held level '{}' has no cell that water can enter", level.name),
                              "move it off the buildings and into the territory"));
}

std::vector<Cell> cells_of(HeldArea const& area) {
    std::vector<Cell> cells;
    for (HeldCell const& held : area.cells) cells.push_back(held.cell);
    return cells;
}

/// Water that moves outside absorbing levels: in their cells, or through the faces round them.
struct Outside {
    std::vector<OuterFlow> flows;
    std::unique_ptr<OuterDischarge> discharge; ///< none where null
};

class HeldLevels : public Process {
  public:
    HeldLevels(std::vector<HeldArea> areas, Outside outside, double cell_area_m2)
        : areas_(std::move(areas)), outside_(std::move(outside)), cell_area_m2_(cell_area_m2) {}

    std::vector<Cell> cells() const override {
        std::vector<Cell> all;
        for (HeldArea const& area : areas_) {
            for (HeldCell const& held : area.cells) all.push_back(held.cell);
        }
        auto const add = [&](std::vector<Cell> const& cells) {
            all.insert(all.end(), cells.begin(), cells.end());
        };
        for (OuterFlow const& outer : outside_.flows) add(outer.cells_beside());
        if (outside_.discharge) add(outside_.discharge->cells_beside());
        return all;
    }

    void prepare(StepTimes const& times, Solver& solver) override {
        if (outside_.discharge) outside_.discharge->prepare(times, solver);
    }

    void act(StepTimes const& times, Solver& solver) override {
        std::vector<double> now;
        CompensatedSum in_m, out_m;
        for (HeldArea const& area : areas_) {
            now.clear();
            double const given = times.to_s < area.spin_up_s ? times.to_s / area.spin_up_s : 1.0;
            for (TimeSeries const& level : area.levels_m) now.push_back(level.at(times.to_s));
            for (HeldCell const& held : area.cells) {
                double level_m = 0.0;
                for (std::size_t k = 0; k < now.size(); ++k) level_m += held.shares[k] * now[k];
                level_m = given * level_m + (1.0 - given) * held.first_level_m;
                double const wanted_m = std::max(level_m - held.ground_m, 0.0);
                double const added_m = solver.add_water(held.cell, wanted_m - solver.water(held.cell).h_m);
                (added_m > 0.0 ? in_m : out_m).add(added_m);
            }
        }
        for (OuterFlow& outer : outside_.flows) outer.act(times, solver);
        in_m3_.add(in_m.value() * cell_area_m2_);
        out_m3_.add(out_m.value() * cell_area_m2_);
    }

    void archive_state(StateArchive& archive) override {
        archive("in", in_m3_);
        archive("out", out_m3_);
        archive("outer_flows", outside_.flows);
        archive("outer_discharge", outside_.discharge);
    }

    void report(Balance& balance) const override {
        if (areas_.empty()) return;
        balance.terms.push_back({"held_level", in_m3_.value() + out_m3_.value()});
        balance.in += in_m3_.value();
        balance.out -= out_m3_.value();
    }

  private:
    std::vector<HeldArea> areas_;
    Outside outside_;
    double cell_area_m2_;
    CompensatedSum in_m3_, out_m3_;
};

/// What the edges of held cells depend on.
struct Shore {
    HeldBy held_by;
    OpenFaces faces;
    Index rows = 0;
};

HeldBy holders_of(std::vector<HeldArea> const& areas) {
    HeldBy made;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        for (HeldCell const& held : areas[i].cells) made[{held.cell.row, held.cell.column}] = i;
    }
    return made;
}

/// A cell that several levels hold would be filled by one and emptied by the next, each step.
void leave_to_last(std::vector<HeldArea>& areas, HeldBy const& held_by) {
    for (std::size_t i = 0; i < areas.size(); ++i) {
        std::erase_if(areas[i].cells, [&](HeldCell const& held) {
            return held_by.at({held.cell.row, held.cell.column}) != i;
        });
    }
}

/// @throws InputError where the solver has no absorbing levels
Outside outside_of(std::vector<HeldLevel> const& levels, std::vector<HeldArea> const& areas,
                   Shore const& shore, SolverSettings const& settings, Solver& solver) {
    Outside outside;
    std::vector<OuterEdge> edges;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (!levels[i].absorbing) continue;
        if (settings.scheme != Scheme::inertial) {
            outside.flows.emplace_back(cells_of(areas[i]), shore.faces, *levels[i].absorbing);
            continue;
        }
        if (solver.given_flows() == nullptr) {
            throw InputError(fault_of(levels[i], "sub-grid terrain has no absorbing levels",
                                      "leave 'absorbing' or territory.terrain_resolution out"));
        }
        auto const more = outer_edges(shore.held_by, i, shore.faces, *levels[i].absorbing);
        edges.insert(edges.end(), more.begin(), more.end());
    }
    if (!edges.empty())
        outside.discharge = std::make_unique<OuterDischarge>(std::move(edges), settings, shore.rows, solver);
    return outside;
}

} // namespace

std::unique_ptr<Process> make_held_levels(std::vector<HeldLevel> const& levels, Ground const& ground,
                                          SolverSettings const& settings, Solver& solver) {
    std::vector<HeldArea> areas;
    for (HeldLevel const& level : levels) areas.push_back(area_of(level, ground));
    Shore const shore{holders_of(areas), OpenFaces(ground, solver.barriers()), ground.rows()};
    Outside outside = outside_of(levels, areas, shore, settings, solver);
    leave_to_last(areas, shore.held_by);
    return std::make_unique<HeldLevels>(std::move(areas), std::move(outside),
                                        settings.cell_m * settings.cell_m);
}

} // namespace jumelle::flood
