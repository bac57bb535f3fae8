#pragma once

#include "core/base/kernel.hpp"

namespace jumelle::flood {

/// Depth below which a cell gives no water away [m]: far below any film, far above the smallest float, so
/// that draining cells do not end in slow denormal numbers. The water stays in the cell and in the account.
inline constexpr double still_depth_m = 1e-12;

/// Ground level of a cell that water can neither enter nor leave [m]: higher than any place on Earth, and
/// still a small number for a 32-bit float.
inline constexpr double solid_level_m = 1e6;
/// Whatever lies above this is solid [m].
inline constexpr double solid_above_m = 0.5 * solid_level_m;

/// The depth that takes part in the flow: 0 below `still_depth_m`.
template <class T>
JUMELLE_INLINE T moving_depth(T h_m) {
    return h_m > T(still_depth_m) ? h_m : T(0);
}

} // namespace jumelle::flood
