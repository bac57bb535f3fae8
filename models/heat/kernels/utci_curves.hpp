#pragma once

#include "models/heat/kernels/comfort.hpp"

namespace jumelle::heat {

/// Weather of places side by side, as `UtciWeather` has it for one.
struct UtciPlaces {
    alignas(64) UtciLane air_c, wind10_mps, vapour_hpa;
};

/// `UtciCurve` of places, or of cells, side by side.
struct UtciCurves {
    alignas(64) UtciLane air_c;
    alignas(64) std::array<UtciLane, utci_degree + 1> powers; ///< of Tmrt − Ta
    /// Radiant temperatures between which the polynomial was fitted; where the weather lies outside of its
    /// range no temperature lies between them.
    alignas(64) std::array<float, utci_lanes> lowest_c, highest_c;
};

/// Curves of the first `count` places: 210 coefficients each. Places that fill the last register get some
/// weather.
void make_curves(UtciPlaces& places, Index count, UtciCurves& curves) noexcept;

/// Gives each of `count` cells the curve of its place.
void spread_curves(UtciCurves const& places, std::array<std::int32_t, utci_lanes> const& place, Index count,
                   UtciCurves& cells) noexcept;

} // namespace jumelle::heat
