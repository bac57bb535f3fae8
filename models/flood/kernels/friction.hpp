#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <type_traits>

#include "core/base/kernel.hpp"

namespace jumelle::flood {

/// One step of the iteration y ← y (1 + e/3 + 2e²/9 + 14e³/81 + 35e⁴/243 + 91e⁵/729), e = 1 − x y³: the
/// Taylor series of (1 − e)^(-1/3) up to a degree of 3 or 5. Converges to x^(-1/3) with fourth or sixth
/// order.
template <int degree, class T>
JUMELLE_INLINE T refined_inverse_cube_root(T x, T y) {
    static_assert(degree == 3 || degree == 5);
    constexpr T first = T(1.0 / 3.0), second = T(2.0 / 9.0), third = T(14.0 / 81.0);
    constexpr T fourth = T(35.0 / 243.0), fifth = T(91.0 / 729.0);
    // Powers of e side by side instead of one after the other: processors wait for results, not for room.
    T const e = T(1) - (x * y) * (y * y), e2 = e * e;
    T const start = T(1) + e * first, middle = second + e * third;
    T const series = degree == 3 ? start + e2 * middle : start + e2 * (middle + e2 * (fourth + e * fifth));
    return y * series;
}

/// x^(-1/3) without division, so that it vectorises.
/// The first guess divides the exponent of the 32-bit float by −3 (shifts add up to 1/3); its error of at
/// most 3.6 per cent falls below the rounding of a float in one step of sixth order, of a double in two of
/// fourth.
/// @pre 1e-37 < x < 1e37
template <class T>
JUMELLE_INLINE T inverse_cube_root(T x) {
    // 4/3 of the float's exponent bias, less what halves the largest error of the guess.
    constexpr float bias = 1419885196.0F, third = 1.0F / 3.0F;
    auto const bits = static_cast<float>(std::bit_cast<std::int32_t>(static_cast<float>(x)));
    T const y = static_cast<T>(std::bit_cast<float>(static_cast<std::int32_t>(bias - third * bits)));
    if constexpr (std::is_same_v<T, float>) {
        return refined_inverse_cube_root<5>(x, y);
    } else {
        return refined_inverse_cube_root<3>(x, refined_inverse_cube_root<3>(x, y));
    }
}

/// By which factor Manning friction slows a flow during `dt`, from the exact solution of the fully implicit
/// step  w' = w − dt k |w'| w'.
///
///     w' / w = 2 / (1 + sqrt(1 + 4 dt k |w|))
///
/// It never turns the flow round, and leaves a uniform flow on a slope exactly at its normal depth.
/// @param resistance dt k |w| [1]
/// Source: Xia & Liang 2018, Adv. Water Resour. 117, 87-97, equations 21-25 (the same quadratic).
template <class T>
JUMELLE_INLINE T friction_factor(T resistance) {
    return T(2) / (T(1) + std::sqrt(T(1) + T(4) * resistance));
}

/// The same for water of depth `before_m` whose momentum is shared by `after_m` of water:
///
///     w' / w = 2 / (1 + sqrt(1 + 4 dt k |w|)) · before / after
template <class T>
JUMELLE_INLINE T diluted_friction_factor(T resistance, T before_m, T after_m) {
    return T(2) * before_m / ((T(1) + std::sqrt(T(1) + T(4) * resistance)) * after_m);
}

} // namespace jumelle::flood
