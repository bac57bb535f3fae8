#include "models/heat/kernels/wet_bulb_globe.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace jumelle::heat {

namespace {

// NOLINTBEGIN(readability-magic-numbers): properties of air and water by formulas with published coefficients
// Constants of Liljegren et al. 2008, appendix; other parts of the model use newer ones.
constexpr double sigma = 5.6696e-8;
constexpr double air_heat = 1003.5, molar_air = 28.97, molar_water = 18.015, gas_jpkmolk = 8314.34;
constexpr double gas_air = gas_jpkmolk / molar_air;
constexpr double prandtl = air_heat / (air_heat + 1.25 * gas_air);
constexpr double wick_emissivity = 0.95, wick_albedo = 0.4, wick_m = 0.007, wick_length_m = 0.0254;
constexpr double globe_emissivity = 0.95, globe_albedo = 0.05, globe_m = 0.0508;
constexpr double ground_emissivity = 0.999, ground_albedo = 0.45;
constexpr double lowest_sine = 0.00873, least_wind_mps = 0.13, most_beam_share = 0.9;
constexpr double pascal_per_hpa = 100.0, zero_celsius_k = 273.15;

/// Buck 1981, with its factor for moist air [Pa].
double saturated_pa(double k) {
    return 1.004 * 611.21 * std::exp(17.502 * (k - zero_celsius_k) / (k - 32.18));
}

/// Dynamic viscosity of air [Pa s]. Source: Bird, Stewart & Lightfoot 1960, p. 23.
double viscosity(double k) {
    double const omega = (k / 97.0 - 2.9) / 0.4 * -0.034 + 1.048;
    return 2.6693e-6 * std::sqrt(molar_air * k) / (3.617 * 3.617 * omega);
}

double conductivity(double k) {
    return (air_heat + 1.25 * gas_air) * viscosity(k);
}

/// Of water vapour in air [m²/s]. Source: Bird, Stewart & Lightfoot 1960, p. 505.
double diffusivity(double k, double pressure_pa) {
    constexpr double atmosphere_pa = 101325.0, cm2_to_m2 = 1e-4;
    double const pressures = std::cbrt(36.4 * 218.0);                // critical, air and water [atm]
    double const temperatures = std::pow(132.0 * 647.3, 5.0 / 12.0); // critical [K]
    double const masses = std::sqrt(1.0 / molar_air + 1.0 / molar_water);
    return 3.640e-4 * std::pow(k / std::sqrt(132.0 * 647.3), 2.334) * pressures * temperatures * masses *
           (atmosphere_pa / pressure_pa) * cm2_to_m2;
}

/// [J/kg], straight line between 283 and 313 K.
double evaporation_heat(double k) {
    return (313.15 - k) / 30.0 * -71100.0 + 2.4073e6;
}

// NOLINTEND(readability-magic-numbers)

/// What both sensors see.
struct Surroundings {
    WorkWeather weather;
    double vapour_pa = 0.0;
    double longwave = 0.0; ///< of sky and ground, mean [W/m²]
};

double reynolds(Surroundings const& around, double k, double size_m) {
    double const density = around.weather.pressure_pa / (gas_air * k);
    return std::max(around.weather.wind_mps, least_wind_mps) * density * size_m / viscosity(k);
}

/// What the globe gains [W/m²] at a temperature: a sphere.
double globe_gain(Surroundings const& around, double k) {
    WorkWeather const& w = around.weather;
    double const between = 0.5 * (k + w.air_k);
    double const nusselt = 2.0 + 0.6 * std::sqrt(reynolds(around, between, globe_m)) * std::cbrt(prandtl);
    double const h = nusselt * conductivity(between) / globe_m;
    double const beam = w.beam_share > 0.0 ? w.beam_share * (1.0 / (2.0 * w.sine) - 1.0) : 0.0;
    double const sun = 0.5 * w.global_wpm2 * (1.0 - globe_albedo) * (beam + 1.0 + ground_albedo);
    return sun + globe_emissivity * (around.longwave - sigma * k * k * k * k) - h * (k - w.air_k);
}

/// What the wick gains, over its heat transfer coefficient [K]: a cylinder that evaporates.
double wick_gain(Surroundings const& around, double k) {
    WorkWeather const& w = around.weather;
    double const between = 0.5 * (k + w.air_k);
    constexpr double factor = 0.281, power = 0.6, exponent = 0.44, mass_exponent = 0.56;
    double const nusselt =
        factor * std::pow(reynolds(around, between, wick_m), power) * std::pow(prandtl, exponent);
    double const h = nusselt * conductivity(between) / wick_m;
    double const cap = 0.25 * wick_m / wick_length_m;
    double const tangent = w.beam_share > 0.0 ? std::sqrt(1.0 - w.sine * w.sine) / w.sine : 0.0;
    double const sun = (1.0 - wick_albedo) * w.global_wpm2 *
                       ((1.0 - w.beam_share) * (1.0 + cap) +
                        w.beam_share * (tangent / std::numbers::pi + cap) + ground_albedo);
    double const radiation = wick_emissivity * (around.longwave - sigma * k * k * k * k) + sun;
    double const density = w.pressure_pa / (gas_air * between);
    double const schmidt = viscosity(between) / (density * diffusivity(between, w.pressure_pa));
    double const saturated = saturated_pa(k);
    double const evaporated = evaporation_heat(between) / (air_heat * molar_air / molar_water) *
                              (saturated - around.vapour_pa) / (w.pressure_pa - saturated) *
                              std::pow(prandtl / schmidt, mass_exponent);
    return w.air_k - evaporated + radiation / h - k;
}

/// The zero of a falling function by the secant rule kept inside a bracket (Illinois). @pre it changes sign
template <class Gain>
double zero_of(Gain const& gain, double low_k, double high_k, bool& has_converged) {
    constexpr int most = 100;
    constexpr double close_k = 1e-7;
    double low = gain(low_k), high = gain(high_k);
    has_converged = low >= 0.0 && high <= 0.0;
    double at_k = low_k;
    for (int i = 0; has_converged && i < most && high_k - low_k > close_k; ++i) {
        double const next_k = (low * high_k - high * low_k) / (low - high);
        double const value = gain(next_k);
        if (std::abs(next_k - at_k) < close_k) return next_k;
        at_k = next_k;
        if (value >= 0.0) {
            low_k = next_k;
            low = value;
            high *= 0.5;
        } else {
            high_k = next_k;
            high = value;
            low *= 0.5;
        }
    }
    return at_k;
}

} // namespace

WetBulbGlobe wet_bulb_globe(WorkWeather const& weather) noexcept {
    constexpr double widest_k = 80.0;
    constexpr double wet_weight = 0.7, globe_weight = 0.2, air_weight = 0.1; // ISO 7243
    Surroundings around{weather, weather.relative_humidity * saturated_pa(weather.air_k), 0.0};
    auto& share = around.weather.beam_share;
    share = weather.sine < lowest_sine ? 0.0 : std::clamp(share, 0.0, most_beam_share);
    double const sky = 0.575 * std::pow(around.vapour_pa / pascal_per_hpa, 0.143); // Oke 1987, p. 373
    around.longwave = 0.5 * (sky + ground_emissivity) * sigma * std::pow(weather.air_k, 4);
    WetBulbGlobe made;
    bool globe = false, wick = false;
    made.globe_k = zero_of([&](double k) { return globe_gain(around, k); }, weather.air_k - widest_k,
                           weather.air_k + widest_k, globe);
    made.natural_wet_bulb_k = zero_of([&](double k) { return wick_gain(around, k); },
                                      weather.air_k - widest_k, weather.air_k + widest_k / 2.0, wick);
    made.has_converged = globe && wick;
    made.wbgt_k =
        wet_weight * made.natural_wet_bulb_k + globe_weight * made.globe_k + air_weight * weather.air_k;
    return made;
}

} // namespace jumelle::heat
