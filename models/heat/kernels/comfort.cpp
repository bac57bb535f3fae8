#include "models/heat/kernels/comfort.hpp"

#include <algorithm>
#include <cmath>

#include "models/heat/kernels/humidity.hpp"

namespace jumelle::heat {

namespace {

constexpr double pascal_per_hpa = 100.0, hpa_per_kpa = 10.0;

} // namespace

UtciRange utci_weather_range(UtciWeather const& weather) noexcept {
    constexpr double coldest_c = -50.0, hottest_c = 50.0, calmest_mps = 0.5, windiest_mps = 17.0;
    constexpr double moistest_hpa = 50.0, rounding = 1.0 + 1e-9;
    if (!(weather.air_c >= coldest_c && weather.air_c <= hottest_c)) return UtciRange::air;
    if (!(weather.wind10_mps >= calmest_mps && weather.wind10_mps <= windiest_mps)) return UtciRange::wind;
    double const saturated_hpa = saturation(weather.air_c + zero_celsius_k).pressure_pa / pascal_per_hpa;
    double const most_hpa = std::min(saturated_hpa, moistest_hpa) * rounding;
    if (!(weather.vapour_hpa >= 0.0 && weather.vapour_hpa <= most_hpa)) return UtciRange::humidity;
    return UtciRange::inside;
}

namespace {

JUMELLE_INLINE void copy(UtciLane const& from, Index count, UtciLane& to) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) to[i] = from[i];
}

JUMELLE_INLINE void multiply(UtciLane const& by, Index count, UtciLane& product) {
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        product[i] *= by[i];
    }
}

/// sum += coefficient · power, and the next power.
JUMELLE_INLINE void add_term(double coefficient, UtciLane const& by, Index count, UtciLane& power,
                             UtciLane& sum) {
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        sum[i] += coefficient * power[i];
        power[i] *= by[i];
    }
}

} // namespace

JUMELLE_KERNEL void utci_powers(UtciLane const& air_c, UtciLane const& wind10_mps, UtciLane const& vapour_hpa,
                                Index count, std::array<UtciLane, utci_degree + 1>& powers) noexcept {
    alignas(64) UtciLane vapour_kpa, vapour_power, wind_power, air_power;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        vapour_kpa[i] = vapour_hpa[i] / hpa_per_kpa;
        vapour_power[i] = 1.0;
        for (auto& sum : powers) sum[i] = 0.0;
    }
    auto coefficient = utci_coefficients.begin();
    for (int p = 0; p <= utci_degree; ++p) {
        for (int d = 0; d <= utci_degree - p; ++d) {
            copy(vapour_power, count, wind_power);
            for (int v = 0; v <= utci_degree - p - d; ++v) {
                copy(wind_power, count, air_power);
                for (int t = 0; t <= utci_degree - p - d - v; ++t)
                    add_term(*coefficient++, air_c, count, air_power, powers[static_cast<std::size_t>(d)]);
                multiply(wind10_mps, count, wind_power);
            }
        }
        multiply(vapour_kpa, count, vapour_power);
    }
}

UtciCurve::UtciCurve(UtciWeather const& weather) noexcept
    : air_c_(weather.air_c), weather_range_(utci_weather_range(weather)) {
    UtciLane air_c, wind10_mps, vapour_hpa;
    air_c[0] = weather.air_c;
    wind10_mps[0] = weather.wind10_mps;
    vapour_hpa[0] = weather.vapour_hpa;
    std::array<UtciLane, utci_degree + 1> powers;
    utci_powers(air_c, wind10_mps, vapour_hpa, 1, powers);
    for (std::size_t d = 0; d < powers.size(); ++d) powers_[d] = powers[d][0];
}

UtciRange UtciCurve::range(double radiant_c) const noexcept {
    constexpr double lowest_k = -30.0, highest_k = 70.0;
    double const difference_k = radiant_c - air_c_;
    bool const radiant_is_inside = difference_k >= lowest_k && difference_k <= highest_k;
    return radiant_is_inside ? weather_range_ : UtciRange::radiant;
}

double utci_wind_mps(double wind_mps, double height_m) noexcept {
    constexpr double roughness_m = 0.01, reference_m = 10.0;
    return wind_mps * std::log(reference_m / roughness_m) / std::log(height_m / roughness_m);
}

} // namespace jumelle::heat
