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

/// A first guess of x^(-1/3), wrong by at most 3.6 per cent: it divides the exponent of the 32-bit float by
/// −3 (shifts add up to 1/3). @pre 1e-37 < x < 1e37
JUMELLE_INLINE float guessed_inverse_cube_root(float x) {
    // 4/3 of the float's exponent bias, less what halves the largest error of the guess.
    constexpr float bias = 1419885196.0F, third = 1.0F / 3.0F;
    auto const bits = static_cast<float>(std::bit_cast<std::int32_t>(x));
    return std::bit_cast<float>(static_cast<std::int32_t>(bias - third * bits));
}

/// x^(-1/3) without division, so that it vectorises: the error of the guess falls below the rounding of a
/// float in one step of sixth order, of a double in two of fourth.
/// @pre 1e-37 < x < 1e37
template <class T>
JUMELLE_INLINE T inverse_cube_root(T x) {
    T const y = static_cast<T>(guessed_inverse_cube_root(static_cast<float>(x)));
    if constexpr (std::is_same_v<T, float>) {
        return refined_inverse_cube_root<5>(x, y);
    } else {
        return refined_inverse_cube_root<3>(x, refined_inverse_cube_root<3>(x, y));
    }
}

/// x^(-7/3), with y near x^(-1/3) as y^7 (1 − e)^(-7/3), e = 1 − x y³. For a float y is the first guess and
/// the power a polynomial of least relative error (4e-7) over −0.098 <= e <= 0.105; for a double y is right
/// to a float's rounding and three terms of the Taylor series do.
/// @pre 1e-5 < x < 1e5 for full accuracy, 1e-16 < x < 1e16 for a float to hold all powers
template <class T>
JUMELLE_INLINE T inverse_seven_thirds(T x) {
    float const guess = guessed_inverse_cube_root(static_cast<float>(x));
    if constexpr (std::is_same_v<T, float>) {
        constexpr float c0 = 1.00000040F, c1 = 2.33333634F, c2 = 3.88818358F, c3 = 5.61482674F;
        constexpr float c4 = 7.67137735F, c5 = 9.87885731F;
        float const y = guess, y2 = y * y, y3 = y2 * y;
        float const e = 1.0F - x * y3, e2 = e * e;
        float const power = (c0 + e * c1) + e2 * ((c2 + e * c3) + e2 * (c4 + e * c5));
        return (y3 * (y2 * y2)) * power;
    } else {
        constexpr double c1 = 7.0 / 3.0, c2 = 35.0 / 9.0;
        double const y = refined_inverse_cube_root<5>(static_cast<float>(x), guess);
        double const y2 = y * y, y3 = y2 * y;
        double const e = 1.0 - x * y3;
        return (y3 * (y2 * y2)) * (1.0 + e * (c1 + e * c2));
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
