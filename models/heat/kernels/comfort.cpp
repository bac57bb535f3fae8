#include "models/heat/kernels/comfort.hpp"

#include <algorithm>
#include <cmath>

#include "models/heat/kernels/humidity.hpp"
#include "models/heat/kernels/utci_coefficients.hpp"

namespace jumelle::heat {

namespace {

constexpr double pascal_per_hpa = 100.0, hpa_per_kpa = 10.0;

UtciRange weather_range(UtciWeather const& weather) noexcept {
    constexpr double coldest_c = -50.0, hottest_c = 50.0, calmest_mps = 0.5, windiest_mps = 17.0;
    constexpr double moistest_hpa = 50.0, rounding = 1.0 + 1e-9;
    if (!(weather.air_c >= coldest_c && weather.air_c <= hottest_c)) return UtciRange::air;
    if (!(weather.wind10_mps >= calmest_mps && weather.wind10_mps <= windiest_mps)) return UtciRange::wind;
    double const saturated_hpa = saturation(weather.air_c + zero_celsius_k).pressure_pa / pascal_per_hpa;
    double const most_hpa = std::min(saturated_hpa, moistest_hpa) * rounding;
    if (!(weather.vapour_hpa >= 0.0 && weather.vapour_hpa <= most_hpa)) return UtciRange::humidity;
    return UtciRange::inside;
}

} // namespace

UtciCurve::UtciCurve(UtciWeather const& weather) noexcept
    : air_c_(weather.air_c), weather_range_(weather_range(weather)) {
    double const vapour_kpa = weather.vapour_hpa / hpa_per_kpa;
    auto coefficient = utci_coefficients.begin();
    double vapour_power = 1.0;
    for (int p = 0; p <= utci_degree; ++p) {
        for (int d = 0; d <= utci_degree - p; ++d) {
            double wind_power = vapour_power;
            for (int v = 0; v <= utci_degree - p - d; ++v) {
                double air_power = wind_power;
                for (int t = 0; t <= utci_degree - p - d - v; ++t) {
                    powers_[static_cast<std::size_t>(d)] += *coefficient++ * air_power;
                    air_power *= weather.air_c;
                }
                wind_power *= weather.wind10_mps;
            }
        }
        vapour_power *= vapour_kpa;
    }
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
