#pragma once

#include <cmath>

#include "core/base/constants.hpp"

namespace jumelle::exact {

/// Root of a function that is negative at `low` and positive at `high`, or the other way round.
template <class F>
double bisect(F const& f, double low, double high) {
    constexpr int halvings = 200;
    bool const low_is_negative = f(low) < 0.0;
    for (int i = 0; i < halvings; ++i) {
        double const middle = 0.5 * (low + high);
        ((f(middle) < 0.0) == low_is_negative ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// ∫ f from `from` to `to` by Simpson's rule.
template <class F>
double simpson(F const& f, double from, double to) {
    constexpr int pieces = 2000;
    double const width = (to - from) / pieces;
    double sum = 0.0;
    for (int i = 0; i < pieces; ++i) {
        double const a = from + i * width;
        sum += f(a) + 4.0 * f(a + 0.5 * width) + f(a + width);
    }
    constexpr double weights = 6.0; // 1 + 4 + 1
    return sum * width / weights;
}

/// h + q²/(2 g h²) [m].
inline double specific_energy(double q_m2ps, double h_m) {
    return h_m + q_m2ps * q_m2ps / (2.0 * gravity_mps2 * h_m * h_m);
}

/// Depth of the least energy, (q²/g)^(1/3) [m].
inline double critical_depth(double q_m2ps) {
    return std::cbrt(q_m2ps * q_m2ps / gravity_mps2);
}

/// The slow of the two depths of a given energy.
inline double subcritical_depth(double q_m2ps, double energy_m) {
    return bisect([&](double h) { return specific_energy(q_m2ps, h) - energy_m; }, critical_depth(q_m2ps),
                  energy_m + 1.0);
}

/// The fast one.
inline double supercritical_depth(double q_m2ps, double energy_m) {
    constexpr double nearly_dry_m = 1e-6; // far below any supercritical depth here
    return bisect([&](double h) { return specific_energy(q_m2ps, h) - energy_m; }, nearly_dry_m,
                  critical_depth(q_m2ps));
}

} // namespace jumelle::exact
