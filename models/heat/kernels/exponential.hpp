#pragma once

#include <bit>
#include <cstdint>

#include "core/base/kernel.hpp"

namespace jumelle::heat {

/// e^x, within 2e-16 of it, in a form that compilers vectorise: 2^n e^r with |r| <= ln(2)/2, e^r by its
/// series.
/// @pre |x| < 700
JUMELLE_INLINE double exponential(double x) {
    // NOLINTBEGIN(readability-magic-numbers): ln 2 in two parts (Cody & Waite 1980), and 1/n!
    constexpr double to_whole = 0x1.8p52, per_ln2 = 1.4426950408889634;
    constexpr double ln2_high = 0.6931471803691238, ln2_low = 1.9082149292705877e-10;
    double const shifted = x * per_ln2 + to_whole;
    double const whole = shifted - to_whole;
    double const r = (x - whole * ln2_high) - whole * ln2_low;
    // In pairs, pairs of pairs …: many short sums at once instead of a long one (Estrin 1960).
    double const r2 = r * r, r4 = r2 * r2;
    double const p0 = (1.0 + r) + r2 * (0.5 + r * (1.0 / 6.0));
    double const p4 = (1.0 / 24.0 + r * (1.0 / 120.0)) + r2 * (1.0 / 720.0 + r * (1.0 / 5040.0));
    double const p8 =
        (1.0 / 40320.0 + r * (1.0 / 362880.0)) + r2 * (1.0 / 3628800.0 + r * (1.0 / 39916800.0));
    double const p = p0 + r4 * (p4 + r4 * (p8 + r4 * (1.0 / 479001600.0)));
    constexpr std::uint64_t bias = 1023, fraction_bits = 52;
    return p * std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) + bias) << fraction_bits);
    // NOLINTEND(readability-magic-numbers)
}

/// The same in single precision, within 2e-7.
/// @pre |x| < 87
JUMELLE_INLINE float exponential(float x) {
    // NOLINTBEGIN(readability-magic-numbers): as above
    constexpr float to_whole = 0x1.8p23F, per_ln2 = 1.44269504F;
    constexpr float ln2_high = 0.693359375F, ln2_low = -2.12194440e-4F;
    float const shifted = x * per_ln2 + to_whole;
    float const whole = shifted - to_whole;
    float const r = (x - whole * ln2_high) - whole * ln2_low;
    float const r2 = r * r, r4 = r2 * r2;
    float const p0 = (1.0F + r) + r2 * (0.5F + r * (1.0F / 6.0F));
    float const p4 = (1.0F / 24.0F + r * (1.0F / 120.0F)) + r2 * (1.0F / 720.0F + r * (1.0F / 5040.0F));
    float const p = p0 + r4 * p4;
    constexpr std::uint32_t bias = 127, fraction_bits = 23;
    return p * std::bit_cast<float>((std::bit_cast<std::uint32_t>(shifted) + bias) << fraction_bits);
    // NOLINTEND(readability-magic-numbers)
}

} // namespace jumelle::heat
