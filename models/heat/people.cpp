#include "models/heat/people.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/parallel/first_touch.hpp"

namespace jumelle::heat {

namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();
constexpr double sides_of_cube = 4.0;

/// Share of what a vertical plane receives that comes from the sky, where the horizon is as high all round as
/// gives a level plane the sky view v = cos²h: ½ − h/π − sin(2h)/(2π).
float side_view(double level_view) {
    double const h = std::acos(std::sqrt(std::clamp(level_view, 0.0, 1.0)));
    return static_cast<float>(0.5 - h / std::numbers::pi - std::sin(2.0 * h) / (2.0 * std::numbers::pi));
}

} // namespace

People::People(City const& city, Surfaces const& surfaces, Grid const& grid, HeatParameters const& parameters)
    : city_(city), surfaces_(surfaces), grid_(grid), parameters_(parameters) {
    for (auto* array :
         {&radiant_c_, &utci_c_, &largest_radiant_c_, &largest_utci_c_, &side_sky_, &side_open_})
        *array = first_touched(grid.rows, grid.columns, none);
    for (auto& array : above_s_) array = first_touched(grid.rows, grid.columns, none);
}

void People::look_around() {
    auto const& views = city_.views();
    for_rows(grid_.rows, [&](Index row) {
        for (Index column = 0; column < grid_.columns; ++column) {
            if (!is_outdoors(row, column)) continue;
            double const sky = static_cast<double>(views.sky(row, column));
            double const crowns = views.crowns.empty() ? 0.0 : static_cast<double>(views.crowns(row, column));
            side_sky_(row, column) = side_view(sky);
            side_open_(row, column) = side_view(sky - (1.0 - parameters_.leaf_transmissivity) * crowns);
        }
    });
    forget();
}

void People::forget() {
    for_rows(grid_.rows, [&](Index row) {
        for (Index column = 0; column < grid_.columns; ++column) {
            if (!is_outdoors(row, column)) continue;
            largest_radiant_c_(row, column) = largest_utci_c_(row, column) = none;
            for (auto& array : above_s_) array(row, column) = 0.0F;
        }
    });
}

void People::archive_state(StateArchive& archive) {
    archive("radiant", radiant_c_);
    archive("utci", utci_c_);
    archive("largest_radiant", largest_radiant_c_);
    archive("largest_utci", largest_utci_c_);
    archive("above", above_s_);
    archive("outside_share", outside_share_);
}

double People::radiant_k(SkyState const& sky, float lit, Index row, Index column) const {
    Glow const down = surfaces_.down(row, column), up = surfaces_.up(row, column), walls = surfaces_.walls();
    double const all_sky = static_cast<double>(side_sky_(row, column));
    double const open = static_cast<double>(side_open_(row, column));
    double const of_walls = 0.5 - all_sky, of_crowns = all_sky - open;
    double const air = sky.air.temperature_k;
    SixFluxes fluxes;
    fluxes.shortwave_down = down.shortwave;
    fluxes.shortwave_up = up.shortwave;
    fluxes.longwave_down = down.longwave;
    fluxes.longwave_up = up.longwave;
    fluxes.shortwave_sides =
        sides_of_cube * (open * sky.diffuse_wpm2 + of_walls * walls.shortwave + 0.5 * up.shortwave);
    fluxes.longwave_sides =
        sides_of_cube * (open * sky.longwave_wpm2 + of_crowns * stefan_boltzmann * air * air * air * air +
                         of_walls * walls.longwave + 0.5 * up.longwave);
    if (sky.is_day) fluxes.beam_side = static_cast<double>(lit) * sky.beam_wpm2 * sky.cosine;
    return mean_radiant_temperature_k(fluxes, parameters_.posture);
}

void People::step(SkyState const& sky, View2D<float const> lit, double length_s) {
    constexpr double calmest_mps = 0.5, windiest_mps = 17.0, pascal_per_hpa = 100.0;
    double const wind_mps =
        std::clamp(utci_wind_mps(sky.air.wind_mps, sky.air.height_m), calmest_mps, windiest_mps);
    UtciCurve const curve(
        {sky.air.temperature_k - zero_celsius_k, wind_mps, sky.air.vapour_pa / pascal_per_hpa});
    std::vector<double> outside(static_cast<std::size_t>(grid_.rows), 0.0);
    for_rows(grid_.rows, [&](Index row) {
        for (Index column = 0; column < grid_.columns; ++column) {
            if (!is_outdoors(row, column)) continue;
            float const lit_share = sky.is_day ? lit(row, column) : 0.0F;
            double const radiant_c = radiant_k(sky, lit_share, row, column) - zero_celsius_k;
            double const utci_c = curve(radiant_c);
            if (curve.range(radiant_c) != UtciRange::inside) outside[static_cast<std::size_t>(row)] += 1.0;
            auto const r = static_cast<float>(radiant_c), u = static_cast<float>(utci_c);
            radiant_c_(row, column) = r;
            utci_c_(row, column) = u;
            largest_radiant_c_(row, column) = std::fmax(largest_radiant_c_(row, column), r);
            largest_utci_c_(row, column) = std::fmax(largest_utci_c_(row, column), u);
            for (std::size_t t = 0; t < utci_thresholds_c.size(); ++t) {
                if (utci_c > utci_thresholds_c[t]) above_s_[t](row, column) += static_cast<float>(length_s);
            }
        }
    });
    outside_share_ = fixed_order_sum(outside) / static_cast<double>(grid_.size());
}

} // namespace jumelle::heat
