#pragma once

#include <algorithm>
#include <cmath>

#include "core/base/kernel.hpp"

namespace jumelle::flood {

/// How steep a reconstruction may be: 1 is the smooth `minmod`, 2 the sharp monotonised central limiter.
/// A value up to 2 keeps face values between the cell's and its neighbour's, so face depths stay >= 0.
inline constexpr double limiter_sharpness = 1.5;

/// Change across a cell from the differences to its two neighbours, limited so that no new extremum arises.
///
///     s = sign(a) min(θ|a|, θ|b|, |a + b| / 2)   where a b > 0, else 0
///
/// Source: van Leer 1979, J. Comput. Phys. 32, 101-136; LeVeque 2002, section 6.11.
template <class T>
JUMELLE_INLINE T limited_change(T a, T b) {
    T const steepest = T(limiter_sharpness) * std::min(std::abs(a), std::abs(b));
    T const change = std::min(steepest, T(0.5) * std::abs(a + b));
    // Written with numbers only: comparing truth values would keep the loop from vectorising.
    T const sign = std::copysign(T(0.5), a) + std::copysign(T(0.5), b);
    return sign * change;
}

} // namespace jumelle::flood
