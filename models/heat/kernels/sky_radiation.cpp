#include "models/heat/kernels/sky_radiation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "models/heat/kernels/physics.hpp"

namespace jumelle::heat {

namespace {

constexpr double pascal_per_hpa = 100.0;

/// One row of table 6 of Perez et al. 1990: up to which clearness it holds, then F11 … F23.
struct PerezRow {
    double up_to, f11, f12, f13, f21, f22, f23;
};
constexpr std::array<PerezRow, 8> perez_table{{
    {1.065, -0.0083117, 0.5877285, -0.0620636, -0.0596012, 0.0721249, -0.0220216},
    {1.230, 0.1299457, 0.6825954, -0.1513752, -0.0189325, 0.0659650, -0.0288748},
    {1.500, 0.3296958, 0.4868735, -0.2210958, 0.0554140, -0.0639588, -0.0260542},
    {1.950, 0.5682053, 0.1874525, -0.2951290, 0.1088631, -0.1519229, -0.0139754},
    {2.800, 0.8730280, -0.3920403, -0.3616149, 0.2255647, -0.4620442, 0.0012448},
    {4.500, 1.1326077, -1.2367284, -0.4118494, 0.2877813, -0.8230357, 0.0558651},
    {6.200, 1.0601591, -1.5999137, -0.3589221, 0.2642124, -1.1272340, 0.1310694},
    {1e30, 0.6777470, -0.3272588, -0.2504286, 0.1561313, -1.3765031, 0.2506212},
}};

/// Relative air mass. Source: Kasten & Young 1989, Applied Optics 28, 4735.
double air_mass(double height_rad) {
    constexpr double a = 0.50572, b = 6.07995, power = -1.6364;
    double const height_deg = height_rad * 180.0 / std::numbers::pi;
    return 1.0 / (std::sin(height_rad) + a * std::pow(height_deg + b, power));
}

} // namespace

double extraterrestrial_wpm2(double day_of_year) noexcept {
    constexpr double solar_constant = 1361.0, ellipse = 0.033, days = 365.25;
    return solar_constant * (1.0 + ellipse * std::cos(2.0 * std::numbers::pi * day_of_year / days));
}

// NOLINTBEGIN(readability-magic-numbers): coefficients of a fit, as published
double reindl_diffuse_share(double global_wpm2, SunHeight const& sun, double air_c,
                            double relative_humidity) noexcept {
    constexpr double overcast_below = 0.3, clear_above = 0.78; // the three ranges of clearness
    constexpr double least = 0.1, most = 0.97;                 // bounds in the last two
    double const clearness = std::min(1.0, global_wpm2 / (sun.extraterrestrial * sun.sine));
    if (clearness <= overcast_below) {
        double const share =
            1.0 - 0.232 * clearness + 0.0239 * sun.sine - 0.000682 * air_c + 0.0195 * relative_humidity;
        return std::clamp(share, 0.0, 1.0);
    }
    if (clearness < clear_above) {
        double const share =
            1.329 - 1.716 * clearness + 0.267 * sun.sine - 0.00357 * air_c + 0.106 * relative_humidity;
        return std::clamp(share, least, most);
    }
    double const share = 0.426 * clearness - 0.256 * sun.sine + 0.00349 * air_c + 0.0734 * relative_humidity;
    return std::clamp(share, least, 1.0);
}

// NOLINTEND(readability-magic-numbers)

SkyRadiation split_global(double global_wpm2, SunHeight const& sun, double air_c,
                          double relative_humidity) noexcept {
    if (sun.sine <= 0.0 || global_wpm2 <= 0.0) return {0.0, std::max(global_wpm2, 0.0)};
    double const diffuse = global_wpm2 * reindl_diffuse_share(global_wpm2, sun, air_c, relative_humidity);
    double const beam = std::min((global_wpm2 - diffuse) / sun.sine, sun.extraterrestrial);
    return {beam, global_wpm2 - beam * sun.sine};
}

SkyShape perez_shape(SkyRadiation const& radiation, SunHeight const& sun) noexcept {
    constexpr double kappa = 1.041; // eq. 1, zenith angle in radians
    if (radiation.diffuse_wpm2 <= 0.0) return {};
    double const height = std::asin(std::min(sun.sine, 1.0));
    double const zenith = std::numbers::pi / 2.0 - height;
    double const cubed = kappa * zenith * zenith * zenith;
    double const clearness = (1.0 + radiation.beam_wpm2 / radiation.diffuse_wpm2 + cubed) / (1.0 + cubed);
    double const brightness = radiation.diffuse_wpm2 * air_mass(height) / sun.extraterrestrial;
    auto const row = std::find_if(perez_table.begin(), perez_table.end() - 1,
                                  [&](PerezRow const& candidate) { return clearness < candidate.up_to; });
    return {std::max(0.0, row->f11 + row->f12 * brightness + row->f13 * zenith),
            row->f21 + row->f22 * brightness + row->f23 * zenith};
}

SkyRadiation with_circumsolar_as_beam(SkyRadiation const& radiation, SunHeight const& sun) noexcept {
    constexpr double lowest_sine = 0.087; // 5°, the bound that Perez et al. put on their divisor
    if (sun.sine <= 0.0) return radiation;
    double const share = std::min(perez_shape(radiation, sun).circumsolar, 1.0);
    double const most = std::max(sun.extraterrestrial - radiation.beam_wpm2, 0.0);
    double const moved_beam =
        std::min(radiation.diffuse_wpm2 * share / std::max(sun.sine, lowest_sine), most);
    return {radiation.beam_wpm2 + moved_beam, radiation.diffuse_wpm2 - moved_beam * sun.sine};
}

ClearAir clear_air(double vapour_pa, double air_k, double pressure_pa) noexcept {
    constexpr double factor = 46.5; // Prata 1996
    return {factor * vapour_pa / pascal_per_hpa / air_k, pressure_pa};
}

// NOLINTBEGIN(readability-magic-numbers): coefficients of fits, as published
double clear_sky_global_wpm2(SunHeight const& sun, ClearAir const& air) noexcept {
    constexpr double pascal_per_kpa = 1000.0;
    if (sun.sine <= 0.0) return 0.0;
    double const mass = 35.0 / std::sqrt(1224.0 * sun.sine * sun.sine + 1.0);
    double const gases =
        1.021 - 0.084 * std::sqrt(mass * (0.00949 * air.pressure_pa / pascal_per_kpa + 0.051));
    double const water = 1.0 - 0.077 * std::pow(mass * air.water_cm, 0.3);
    return sun.extraterrestrial * sun.sine * gases * std::max(0.0, water) * std::pow(0.935, mass);
}

// NOLINTEND(readability-magic-numbers)

double prata_emissivity(double air_k, double vapour_pa) noexcept {
    constexpr double factor = 46.5, base = 1.2, growth = 3.0; // e in hPa
    double const water = factor * vapour_pa / pascal_per_hpa / air_k;
    return 1.0 - (1.0 + water) * std::exp(-std::sqrt(base + growth * water));
}

// NOLINTBEGIN(readability-magic-numbers): coefficients of a fit, as published
double dilley_emissivity(double air_k, double vapour_pa) noexcept {
    double const water_cm = 46.5 * vapour_pa / pascal_per_hpa / air_k, warmth = air_k / 273.16;
    double const cubed = warmth * warmth * warmth;
    double const wpm2 = 59.38 + 113.7 * cubed * cubed + 96.96 * std::sqrt(water_cm / 2.5);
    return std::min(1.0, wpm2 / (stefan_boltzmann * air_k * air_k * air_k * air_k));
}

// NOLINTEND(readability-magic-numbers)

double sky_longwave_wpm2(double air_k, double clear_emissivity, double cloud_share) noexcept {
    double const emissivity = cloud_share + (1.0 - cloud_share) * clear_emissivity;
    return emissivity * stefan_boltzmann * air_k * air_k * air_k * air_k;
}

} // namespace jumelle::heat
