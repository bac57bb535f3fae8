#include "core/scenario/tide.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace jumelle {

namespace {

constexpr double hour_s = 3600.0;

/// Names and periods [h].
constexpr std::array<std::pair<char const*, double>, 11> periods_h{{{"M2", 12.4206012},
                                                                    {"S2", 12.0},
                                                                    {"N2", 12.65834751},
                                                                    {"K2", 11.96723606},
                                                                    {"K1", 23.93447213},
                                                                    {"O1", 25.81933871},
                                                                    {"P1", 24.06588766},
                                                                    {"Q1", 26.868350},
                                                                    {"M4", 6.210300601},
                                                                    {"MS4", 6.103339275},
                                                                    {"M6", 4.140200401}}};

std::vector<NamedConstituent> make_constituents() {
    std::vector<NamedConstituent> made;
    for (auto const& [name, period_h] : periods_h) made.push_back({name, period_h * hour_s});
    return made;
}

/// A straight line over 1/220 of a period misses a cosine by (2π/220)² / 8 = 1e-4 of its amplitude.
constexpr double samples_a_period = 220.0;

} // namespace

std::vector<NamedConstituent> const& named_constituents() {
    static std::vector<NamedConstituent> const constituents = make_constituents();
    return constituents;
}

TimeSeries tide_series(TideSpec const& tide, Instant start, Duration duration) {
    double const offset_s = tide.reference ? (start - *tide.reference).seconds() : 0.0;
    double shortest_s = std::max(duration.seconds(), 1.0) * samples_a_period;
    for (auto const& part : tide.parts) shortest_s = std::min(shortest_s, part.period_s);
    double const step_s = shortest_s / samples_a_period;
    TimeSeries series;
    for (double t = 0.0; t < duration.seconds() + step_s; t += step_s) {
        double level = tide.mean_m;
        for (auto const& part : tide.parts) {
            double const angle = 2.0 * std::numbers::pi * (t + offset_s) / part.period_s;
            level += part.amplitude_m * std::cos(angle - part.phase_rad);
        }
        series.time_s.push_back(t);
        series.value.push_back(level);
    }
    return series;
}

} // namespace jumelle
