#pragma once

#include <optional>

#include "core/territory/field.hpp"

namespace jumelle {

/// Depth [m] to which basins and swales may fill: water below their rim stands where it is meant to.
inline constexpr char const* retention_depth_field = "retention_depth";

/// Water above the rim of basins and swales: max(depth − retention_depth, 0) where the fields of a territory
/// have a `retention_depth` greater than 0, elsewhere the depth. NaN stays NaN.
class DepthAboveRim {
  public:
    /// @param depth_m rows × columns [m]; outlives this
    DepthAboveRim(FieldStore const& fields, Array2D<double> const& depth_m);
    Array2D<double> const& cells() const { return made_ ? *made_ : *depth_m_; }

  private:
    Array2D<double> const* depth_m_;
    std::optional<Array2D<double>> made_; ///< where there is anything to fill
};

} // namespace jumelle
