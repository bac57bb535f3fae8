#include "models/heat/season.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "models/heat/kernels/physics.hpp"

namespace jumelle::heat {

namespace {

using namespace std::chrono;

constexpr double seconds_per_day = 86400.0;
constexpr std::size_t days_of_year = 366;
constexpr int january = 1, july = 7;
/// A year, but for a day that a file may lack at its end.
constexpr double least_days = 364.0;

/// Rows of the plant database of SWAT, as its file `plant.dat` has them: T_BASE; FRGRW1, LAIMX1; FRGRW2,
/// LAIMX2; DLAI. Source: Neitsch et al. 2011.
struct LeafCurve {
    double base_c = 0.0;
    double early_heat = 0.0, early_leaves = 0.0, later_heat = 0.0, later_leaves = 0.0; ///< two points
    double decline = 1.0; ///< heat from which leaves go
};
constexpr std::array<LeafCurve, plant_kinds> curves{{
    {12.0, 0.05, 0.10, 0.25, 0.70, 0.35}, // RNGE
    {10.0, 0.05, 0.05, 0.40, 0.95, 0.99}, // FRSD
}};

double growing(LeafCurve const& curve, double heat) {
    double const early = std::log(curve.early_heat / curve.early_leaves - curve.early_heat);
    double const later = std::log(curve.later_heat / curve.later_leaves - curve.later_heat);
    double const slope = (early - later) / (curve.later_heat - curve.early_heat);
    return heat / (heat + std::exp(early + slope * curve.early_heat - slope * heat));
}

double leaves_at(LeafCurve const& curve, double heat) {
    if (heat <= curve.decline) return growing(curve, heat);
    return growing(curve, curve.decline) * (1.0 - heat) / (1.0 - curve.decline);
}

/// Days since the plants' year began, with fractions.
double day_of(Instant time, int first_month) {
    double const since_s =
        static_cast<double>(time.ticks()) / static_cast<double>(Duration::ticks_per_second);
    auto const day = sys_days(days(static_cast<int>(std::floor(since_s / seconds_per_day))));
    year_month_day const date(day);
    auto const first = month(static_cast<unsigned>(first_month));
    auto const begin_year = date.month() < first ? date.year() - years(1) : date.year();
    auto const begin = sys_days(begin_year / first / 1);
    return since_s / seconds_per_day - static_cast<double>(begin.time_since_epoch().count());
}

/// Mean temperature of each day of the plants' year [K].
std::vector<double> daily_means(Weather const& weather, int first_month) {
    std::vector<double> sums(days_of_year, 0.0), counts(days_of_year, 0.0);
    TimeSeries const& air = weather.air_temperature_k;
    for (double begin_s = air.time_s.front(); begin_s < air.time_s.back(); begin_s += seconds_per_day) {
        Instant const middle = weather.start + Duration::from_seconds(begin_s + 0.5 * seconds_per_day);
        auto const day = static_cast<std::size_t>(day_of(middle, first_month));
        sums[std::min(day, days_of_year - 1)] += air.mean(begin_s, begin_s + seconds_per_day);
        counts[std::min(day, days_of_year - 1)] += 1.0;
    }
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = counts[i] > 0.0 ? sums[i] / counts[i] : 0.0;
    for (std::size_t i = 1; i < sums.size(); ++i) {
        if (sums[i] <= 0.0) sums[i] = sums[i - 1]; // 29 February, the last day
    }
    return sums;
}

} // namespace

bool Season::is_enough(Weather const& weather) {
    auto const& times = weather.air_temperature_k.time_s;
    return !times.empty() && times.back() - times.front() >= least_days * seconds_per_day;
}

Season::Season(Weather const& weather)
    : start_(weather.start), first_month_(weather.latitude_deg < 0.0 ? july : january) {
    std::vector<double> const means_k = daily_means(weather, first_month_);
    for (std::size_t kind = 0; kind < plant_kinds; ++kind) {
        std::vector<double> heat(means_k.size() + 1, 0.0);
        for (std::size_t i = 0; i < means_k.size(); ++i)
            heat[i + 1] = heat[i] + std::max(0.0, means_k[i] - zero_celsius_k - curves[kind].base_c);
        for (double const sum : heat)
            leaves_[kind].push_back(heat.back() > 0.0 ? leaves_at(curves[kind], sum / heat.back()) : 0.0);
    }
}

double Season::leaves(PlantKind kind, double time_s) const {
    auto const& known = leaves_[static_cast<std::size_t>(kind)];
    if (known.empty()) return 1.0;
    double const day = day_of(start_ + Duration::from_seconds(time_s), first_month_);
    auto const below = std::min(static_cast<std::size_t>(day), known.size() - 2);
    double const rest = std::min(1.0, day - static_cast<double>(below));
    return known[below] + rest * (known[below + 1] - known[below]);
}

} // namespace jumelle::heat
