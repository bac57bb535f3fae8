#pragma once

#include "core/territory/town/frame.hpp"

namespace jumelle::town {

/// How central a place is: 1 in the middle of the town, falling to the fringe, with centres of quarters in
/// towns of some kilometres.
class Urbanity {
  public:
    explicit Urbanity(TownOptions const& options);
    /// @returns 0 … 1
    double at(PlanPoint place) const;

  private:
    double centre_m_;
    double quarters_; ///< weight of the quarters' own centres
    SmoothNoise noise_;
};

} // namespace jumelle::town
