#pragma once

#include <memory>

#include "core/model/model.hpp"
#include "core/parallel/grid_share.hpp"
#include "models/flood/kernels/losses.hpp"
#include "models/flood/losses_parameters.hpp"

namespace jumelle::flood {

/// One step of a row as losses see it.
struct LossStep {
    double end_s = 0.0, length_s = 0.0;
    RainRow rain;              ///< of this row
    double* water_m = nullptr; ///< what may be taken; is lowered by what is
    double* gain_m = nullptr;  ///< is lowered by what is taken
    double* taken_m = nullptr; ///< scratch
};

/// Water that leaves the surface for good: into the soil, into the air. The sweep calls it for every row,
/// from any thread but one row by one thread only.
class Losses {
  public:
    Losses() = default;
    Losses(Losses const&) = delete;
    Losses& operator=(Losses const&) = delete;
    virtual ~Losses() = default;

    /// Tells the losses of a new step of the whole grid, before any of its rows.
    virtual void begin_step(double from_s, double to_s, bool rains) = 0;
    /// Tells of a part of that step, from `begin` to `end` as shares of it, in which some of the rows' cells
    /// are worked on (local time steps). Without it the step has one part.
    virtual void begin_part(double begin, double end) = 0;
    virtual void take(Index row, Span span, LossStep const& step) = 0;
    /// Where ranks share the grid: puts together the sums of all rows, for `report`.
    virtual void gather(GridShare const& share) = 0;
    /// Adds the terms `infiltration` and `evaporation`.
    virtual void report(Balance& balance) const = 0;
    virtual void archive_state(StateArchive& archive) = 0;
    /// Where ranks share the grid: puts together all that `archive_state` passes.
    virtual void gather_state(GridShare const& share) = 0;
    /// Depth that a cell has infiltrated since the start [m].
    virtual double infiltrated_m(Cell cell) const = 0;
    virtual double bytes() const = 0;
};

/// @returns nothing where the parameters ask for neither infiltration nor evaporation
/// @throws InputError where the field `soil` has a class that is not known
std::unique_ptr<Losses> make_losses(ModelSetup const& setup, LossParameters const& parameters);

} // namespace jumelle::flood
