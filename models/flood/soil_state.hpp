#pragma once

#include <memory>

#include "models/flood/losses.hpp"

namespace jumelle::flood {

/// What the ground of one infiltration method remembers, and how a row of it takes water.
class SoilState {
  public:
    SoilState() = default;
    SoilState(SoilState const&) = delete;
    SoilState& operator=(SoilState const&) = delete;
    virtual ~SoilState() = default;

    /// @param dry_s time without rain anywhere that ended when this step's rain began, 0 in other steps
    virtual void begin_step(double length_s, double dry_s) = 0;
    /// Sets `taken` of a row.
    virtual void take(Index row, Span span, LossRow const& water, RainRow const& rain) = 0;
    /// Lets a part of a row that held no water for `dry_s` dry.
    virtual void recover(Index row, Span span, double dry_s) = 0;
    virtual void archive_state(StateArchive& archive) = 0;
    /// Puts what the rows of all ranks remember together.
    virtual void gather(GridShare const& share) = 0;
    virtual double bytes() const = 0;
};

/// @pre parameters.infiltration is not none
std::unique_ptr<SoilState> make_soil_state(ModelSetup const& setup, LossParameters const& parameters);

} // namespace jumelle::flood
