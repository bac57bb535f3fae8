#include "models/flood/inflows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/sum.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

struct Source {
    TimeSeries discharge_m3ps;
    std::vector<Cell> cells;
};

/// Cells of an inflow that water can stand in.
std::vector<Cell> free_cells(Inflow const& inflow, Ground const& ground) {
    std::vector<Cell> cells;
    for (Cell const cell : inflow.cells) {
        if (ground.level_m(cell.row, cell.column) < solid_above_m) cells.push_back(cell);
    }
    if (cells.empty()) {
        Fault fault;
        fault.place = inflow.place;
        fault.key = inflow.key;
        fault.message = fmt::format("inflow '{}' has no cell that water can enter", inflow.name);
        fault.hint = "move it off the buildings and into the territory";
        fault.kind = FaultKind::data;
        throw InputError(fault);
    }
    return cells;
}

class Inflows : public Process {
  public:
    Inflows(std::vector<Source> sources, SolverSettings const& settings)
        : sources_(std::move(sources)), cell_area_m2_(settings.cell_m * settings.cell_m) {
        double rise_mps = 0.0;
        for (Source const& source : sources_) {
            double const area_m2 = static_cast<double>(source.cells.size()) * cell_area_m2_;
            rise_mps = std::max(rise_mps, source.discharge_m3ps.maximum() / area_m2);
        }
        longest_step_s_ = step_for_rise_s(rise_mps, settings);
    }
    std::vector<Cell> cells() const override {
        std::vector<Cell> all;
        for (Source const& source : sources_) all.insert(all.end(), source.cells.begin(), source.cells.end());
        return all;
    }
    double longest_step_s(Solver const&) const override { return longest_step_s_; }

    void act(StepTimes const& times, Solver& solver) override {
        for (Source const& source : sources_) {
            double const volume_m3 = source.discharge_m3ps.integral(times.from_s, times.to_s);
            if (volume_m3 == 0.0) continue;
            double const depth_m = volume_m3 / (cell_area_m2_ * static_cast<double>(source.cells.size()));
            CompensatedSum added_m;
            for (Cell const cell : source.cells) added_m.add(solver.add_water(cell, depth_m));
            (volume_m3 > 0.0 ? in_m3_ : out_m3_).add(added_m.value() * cell_area_m2_);
        }
    }

    void archive_state(StateArchive& archive) override {
        archive("in", in_m3_);
        archive("out", out_m3_);
    }

    void report(Balance& balance) const override {
        balance.terms.push_back({"inflow", in_m3_.value() + out_m3_.value()});
        balance.in += in_m3_.value();
        balance.out -= out_m3_.value();
    }

  private:
    std::vector<Source> sources_;
    double cell_area_m2_, longest_step_s_ = 0.0;
    CompensatedSum in_m3_, out_m3_;
};

} // namespace

std::unique_ptr<Process> make_inflows(std::vector<Inflow> const& inflows, Ground const& ground,
                                      SolverSettings const& settings) {
    std::vector<Source> sources;
    for (Inflow const& inflow : inflows) {
        sources.push_back({inflow.discharge_m3ps, free_cells(inflow, ground)});
    }
    return std::make_unique<Inflows>(std::move(sources), settings);
}

} // namespace jumelle::flood
