#pragma once

#include "core/base/sum.hpp"
#include "core/model/forcing.hpp"
#include "models/flood/ground.hpp"
#include "models/flood/process.hpp"

namespace jumelle::flood {

/// The rain of a run, step by step, and how much of it fell.
class RainInput {
  public:
    RainInput(Forcing const& forcing, Ground const& ground, SolverSettings const& settings);
    /// Longest step from `now_s`: within the Courant number of the strongest rain, and to the next map of
    /// rain at most.
    double longest_step_s(double now_s) const;
    /// Rain of a step, and counts it. @pre the step does not pass the time of a map
    RainStep during(StepTimes const& times);
    double fallen_m3() const { return fallen_m3_.value(); }

  private:
    std::size_t map_at(double now_s) const;

    Forcing const& forcing_;
    double cell_area_m2_, rain_cells_;
    std::vector<double> map_m3ps_; ///< discharge of each map over the territory
    double rise_step_s_ = 0.0;
    CompensatedSum fallen_m3_;
};

} // namespace jumelle::flood
