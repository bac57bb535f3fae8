#pragma once

#include <limits>
#include <vector>

#include "core/model/model.hpp"
#include "models/flood/solver.hpp"

namespace jumelle::flood {

/// One step, since the start of the run [s].
struct StepTimes {
    double from_s = 0.0, to_s = 0.0;
    double length_s() const { return to_s - from_s; }
};

/// Anything that acts on the water beside the flow over the ground: an inflow, losses into the soil, drains.
/// It owns what it remembers, gives and takes water through `Solver::add_water`, and keeps its own account.
/// Its answer must not depend on the number of threads. Where ranks share the grid, each has its own copy of
/// the process, which acts on the same numbers.
class Process {
  public:
    Process() = default;
    Process(Process const&) = delete;
    Process& operator=(Process const&) = delete;
    virtual ~Process() = default;

    /// All cells whose water it ever looks at or changes: where ranks share the grid, these are known to all.
    virtual std::vector<Cell> cells() const = 0;
    /// Longest step that it can follow from the present state [s].
    virtual double longest_step_s(Solver const& /*solver*/) const {
        return std::numeric_limits<double>::infinity();
    }
    /// Before the flow of a step.
    virtual void prepare(StepTimes const& /*times*/, Solver& /*solver*/) {}
    /// After the flow of a step.
    virtual void act(StepTimes const& times, Solver& solver) = 0;
    /// Adds its terms, what it brought and took, and what it stores itself.
    virtual void report(Balance& balance) const = 0;
    /// All that it remembers from step to step.
    virtual void archive_state(StateArchive& archive) = 0;
    /// Numbers over time that results keep of it; the same ones during the whole run.
    virtual std::vector<SeriesInfo> series() const { return {}; }
    /// Appends the value of each of `series`.
    virtual void read_series(std::vector<double>& /*values*/) const {}
};

/// Longest step in which a dry cell that rises at `rise_mps` keeps within the Courant number: after dt its
/// waves run at sqrt(g rise dt).
///
///     2 sqrt(g rise dt) dt = courant · cell
double step_for_rise_s(double rise_mps, SolverSettings const& settings);

} // namespace jumelle::flood
