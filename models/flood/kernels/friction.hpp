#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

#include "core/base/kernel.hpp"

namespace jumelle::flood {

/// One step of the iteration y ← y (1 + e/3 + 2e²/9 + 14e³/81), e = 1 − x y³, which converges with fourth
/// order to x^(-1/3): the Taylor series of (1 − e)^(-1/3).
template <class T>
JUMELLE_INLINE T refined_inverse_cube_root(T x, T y) {
    constexpr T first = T(1.0 / 3.0), second = T(2.0 / 9.0), third = T(14.0 / 81.0);
    T const e = T(1) - x * y * y * y;
    return y * (T(1) + e * (first + e * (second + e * third)));
}

/// x^(-1/3) without division, so that it vectorises.
/// The first guess divides the exponent of the 32-bit float by −3 (shifts add up to 1/3); its error of a few
/// per cent falls below 1e-15 in two steps.
/// @pre 1e-37 < x < 1e37
template <class T>
JUMELLE_INLINE T inverse_cube_root(T x) {
    // 4/3 of the float's exponent bias, moved by the usual 0.045 that halves the largest error of the guess.
    constexpr std::int32_t bias = 0x54A2FA8C;
    auto const bits = std::bit_cast<std::int32_t>(static_cast<float>(x));
    std::int32_t third = (bits >> 2) + (bits >> 4);
    third += third >> 4;
    third += third >> 8;
    T y = static_cast<T>(std::bit_cast<float>(bias - third));
    y = refined_inverse_cube_root(x, y);
    return refined_inverse_cube_root(x, y);
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
