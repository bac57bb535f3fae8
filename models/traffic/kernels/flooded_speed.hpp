#pragma once

#include <algorithm>

namespace jumelle::traffic {

/// Depth from which nobody drives any more [m].
/// Source: Pregnolato et al. 2017, Transportation Research D 55, 67-81.
inline constexpr double usual_closing_depth_m = 0.3;

/// Speed that drivers of cars dare on a street under water:
///
///     v(w) = 0.0009 w² - 0.5529 w + 86.9448 km/h, w in mm
///
/// Beyond the minimum of this fit, at 307 mm, the speed stays what it is there.
/// @pre    depth_m >= 0
/// @returns speed [m/s], falling with depth
/// Source: Pregnolato, Ford, Wilkinson & Dawson 2017, Transportation Research D 55, 67-81, equation 3.
inline double flooded_speed_mps(double depth_m) noexcept {
    constexpr double square_kmph_per_mm2 = 0.0009, linear_kmph_per_mm = -0.5529, dry_kmph = 86.9448;
    constexpr double lowest_at_mm = -linear_kmph_per_mm / (2.0 * square_kmph_per_mm2);
    constexpr double mm_per_m = 1000.0, kmph_per_mps = 3.6;
    double const w_mm = std::min(depth_m * mm_per_m, lowest_at_mm);
    return ((square_kmph_per_mm2 * w_mm + linear_kmph_per_mm) * w_mm + dry_kmph) / kmph_per_mps;
}

} // namespace jumelle::traffic
