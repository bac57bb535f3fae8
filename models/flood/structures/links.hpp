#pragma once

#include <memory>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/base/sum.hpp"
#include "models/flood/structures/control.hpp"
#include "models/flood/structures/discharge.hpp"

namespace jumelle::flood {

/// What a link carries at given levels, and what it may leave behind.
class LinkFlow {
  public:
    LinkFlow() = default;
    LinkFlow(LinkFlow const&) = delete;
    LinkFlow& operator=(LinkFlow const&) = delete;
    virtual ~LinkFlow() = default;
    /// Before a step: rules.
    virtual void update(StepTimes const&, Solver const&) {}
    virtual void archive_state(StateArchive& archive) = 0;
    /// Discharge from a level to another [m³/s], positive; falls where the first falls or the second rises.
    virtual double forward(double from_m, double to_m) const = 0;
    /// The same from `to` to `from`, given in the order of the flow.
    virtual double backward(double /*from_m*/, double /*to_m*/) const { return 0.0; }
    /// Whether water is lifted: goes forward whatever the levels are.
    virtual bool lifts() const { return false; }
    /// Adds cells that its rules look at.
    virtual void add_cells(std::vector<Cell>& /*cells*/) const {}
    /// Level below which nothing is taken from the cell that gives.
    virtual double lowest_level_m() const { return -unlimited; }
};

/// Water that goes from one cell to another, or out of the territory, beside the flow over the ground.
///
/// The discharge of a step solves Q = f(η₁ − Q dt/A, η₂ + Q dt/A): implicit, so that levels approach each
/// other and never pass, however long the step; at most the water of the cell that gives.
class Link {
  public:
    Link(std::string name, Cell from, std::optional<Cell> to, std::unique_ptr<LinkFlow> flow);

    void update(StepTimes const& times, Solver const& solver) { flow_->update(times, solver); }
    /// Moves the water of one step.
    void act(StepTimes const& times, Solver& solver, double cell_m2);
    /// Discharge that the present levels ask for.
    double wanted_m3ps(Solver const& solver) const;
    StructureDischarge discharge() const { return {name_, discharge_m3ps_}; }
    bool leaves_territory() const { return !to_; }
    /// Adds all cells that it looks at.
    void add_cells(std::vector<Cell>& cells) const {
        cells.push_back(from_);
        if (to_) cells.push_back(*to_);
        flow_->add_cells(cells);
    }
    /// Taken from the territory so far [m³].
    double taken_out_m3() const { return taken_out_m3_.value(); }
    /// Taken from one cell and, for rounding, not yet given to the other [m³].
    double under_way_m3() const { return under_way_m3_; }
    void archive_state(StateArchive& archive);

  private:
    bool goes_forward(Solver const& solver) const;
    double implicit_discharge(Solver const& solver, Cell giver, double step_per_area) const;

    std::string name_;
    Cell from_;
    std::optional<Cell> to_;
    std::unique_ptr<LinkFlow> flow_;
    double discharge_m3ps_ = 0.0, under_way_m3_ = 0.0;
    CompensatedSum taken_out_m3_;
};

/// Links of all culverts, openings and pumps. Adds all faults to `faults`.
std::vector<Link> make_links(Structures const& structures, Grid const& grid, Ground const& ground,
                             FaultList& faults);

} // namespace jumelle::flood
