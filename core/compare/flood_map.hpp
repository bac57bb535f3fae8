#pragma once

#include <optional>

#include "core/compare/indicator.hpp"
#include "core/territory/retention.hpp"

namespace jumelle {

/// What a flood brought to each cell, without what stands in basins and swales below their rim
/// (`retention_depth`): `max_water_depth` counts from the rim; any other field of the flood, such as
/// `max_hazard`, is 0 where no flood (`flooded_depth_m`) rose above it.
class FloodMap {
  public:
    FloodMap(IndicatorInput const& input, char const* name);
    /// rows × columns; null where the run has not got the field
    Array2D<double> const* cells() const;

  private:
    Array2D<double> const* known_ = nullptr;
    std::optional<DepthAboveRim> depth_;
    std::optional<Array2D<double>> made_;
};

} // namespace jumelle
