#pragma once

#include <cmath>

namespace jumelle::flood {

/// Where a falling function passes zero between `low` and `high`, from below; `high` where it does not.
/// Near a root with infinite slope false position stalls, so each third step halves the bracket.
/// @param f falling @pre low <= high
/// Source: Dowell & Jarratt 1971, BIT 11, 168-174 (the Illinois rule of false position).
template <class Function>
double falling_root(Function const& f, double low, double high) {
    constexpr int most_iterations = 150, halve_each = 3;
    constexpr double relative_tolerance = 1e-15;
    double at_low = f(low), at_high = f(high);
    if (at_low <= 0.0) return low;
    if (at_high >= 0.0) return high;
    double last = 0.0;
    for (int i = 1; i < most_iterations && high - low > relative_tolerance * std::abs(high); ++i) {
        double const share = i % halve_each == 0 ? 0.5 : at_low / (at_low - at_high);
        double const at = low + (high - low) * share;
        double const value = f(at);
        if (value >= 0.0) {
            low = at;
            at_low = value;
            if (last > 0.0) at_high *= 0.5;
        } else {
            high = at;
            at_high = value;
            if (last < 0.0) at_low *= 0.5;
        }
        if (value == 0.0) break;
        last = value;
    }
    return low;
}

} // namespace jumelle::flood
