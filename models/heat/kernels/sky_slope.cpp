#include "models/heat/kernels/sky_slope.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace jumelle::heat {

namespace {

constexpr double half_pi = 0.5 * std::numbers::pi;
constexpr double mean_log = 0.5; ///< of ln sec z over a level plane

SlopeTable level() {
    SlopeTable made{};
    for (std::size_t i = 0; i + 1 < made.size(); ++i) {
        double const hidden = 1.0 - static_cast<double>(i) / static_cast<double>(made.size() - 1);
        made[i] = mean_log * hidden * std::log(hidden);
    }
    return made;
}

/// Sky view of an upright plane above a horizon.
double view_above(double horizon) {
    return 0.5 - horizon / std::numbers::pi - std::sin(2.0 * horizon) / (2.0 * std::numbers::pi);
}

/// From the zenith down in fine steps, each by its middle, noting where the view passes a value of the table.
SlopeTable upright() {
    constexpr int steps = 20000;
    SlopeTable made{};
    double sum = 0.0;
    std::size_t next = 1;
    double const step = half_pi / steps;
    for (int i = 0; i < steps; ++i) {
        double const upper = half_pi - step * i, middle = upper - 0.5 * step;
        double const cosine = std::cos(middle);
        double const added = step / half_pi * cosine * cosine * (-std::log(std::sin(middle)) - mean_log);
        double const before = view_above(upper), after = view_above(upper - step);
        while (next < made.size()) {
            double const wanted = 0.5 * static_cast<double>(next) / static_cast<double>(made.size() - 1);
            if (wanted > after) break;
            made[next++] = sum + added * (wanted - before) / (after - before);
        }
        sum += added;
    }
    std::fill(made.begin() + static_cast<std::ptrdiff_t>(next), made.end(), sum); // rounding: the last
    return made;
}

} // namespace

SlopeTable const level_sky_slope = level();
SlopeTable const upright_sky_slope = upright();

} // namespace jumelle::heat
