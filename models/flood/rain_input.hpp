#pragma once

#include <cstdint>
#include <vector>

#include "core/base/state_archive.hpp"
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
    /// Rain of a step. @pre the step does not pass the time of a map
    RainStep of(StepTimes const& times) const;
    /// Strongest rain anywhere at any time [m/s].
    double strongest_mps() const { return strongest_mps_; }
    /// Rain of a step, and counts it. @pre the step does not pass the time of a map
    RainStep during(StepTimes const& times);
    double fallen_m3() const { return fallen_m3_.value(); }
    void archive_state(StateArchive& archive) { archive("fallen", fallen_m3_); }

  private:
    std::size_t map_at(double now_s) const;

    Forcing const& forcing_;
    double cell_area_m2_, rain_cells_;
    std::vector<double> map_m3ps_;    ///< discharge of each map over the territory, green roofs left out
    std::vector<std::uint8_t> falls_; ///< whether each map has rain anywhere
    double strongest_mps_ = 0.0, rise_step_s_ = 0.0;
    CompensatedSum fallen_m3_;
};

} // namespace jumelle::flood
