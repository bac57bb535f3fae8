#include "models/heat/people.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/parallel/first_touch.hpp"
#include "models/heat/kernels/sky_slope.hpp"

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

People::People(City const& city, Surfaces const& surfaces, Blocks const& blocks,
               HeatParameters const& parameters)
    : city_(city), surfaces_(surfaces), blocks_(blocks), grid_(blocks.grid()), parameters_(parameters) {
    for (auto* array :
         {&radiant_c_, &utci_c_, &largest_radiant_c_, &largest_utci_c_, &side_sky_, &side_open_, &utci_sum_})
        *array = first_touched(grid_.rows, grid_.columns, none);
    for (auto& array : above_s_) array = first_touched(grid_.rows, grid_.columns, none);
    for (auto& array : degree_s_) array = first_touched(grid_.rows, grid_.columns, none);
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
    kept_s_ = 0.0;
    for_rows(grid_.rows, [&](Index row) {
        for (Index column = 0; column < grid_.columns; ++column) {
            if (!is_outdoors(row, column)) continue;
            largest_radiant_c_(row, column) = largest_utci_c_(row, column) = none;
            utci_sum_(row, column) = 0.0F;
            for (auto& array : above_s_) array(row, column) = 0.0F;
            for (auto& array : degree_s_) array(row, column) = 0.0F;
        }
    });
}

void People::archive_state(StateArchive& archive) {
    archive("radiant", radiant_c_);
    archive("utci", utci_c_);
    archive("largest_radiant", largest_radiant_c_);
    archive("largest_utci", largest_utci_c_);
    archive("utci_sum", utci_sum_);
    archive("above", above_s_);
    archive("degree", degree_s_);
    archive("outside_share", outside_share_);
    archive("kept", kept_s_);
}

double People::mean_utci_c(Index row, Index column) const {
    if (kept_s_ <= 0.0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(utci_sum_(row, column)) / kept_s_;
}

double People::radiant_k(SkyState const& sky, float lit, Index row, Index column) const {
    Glow const down = surfaces_.down(row, column), up = surfaces_.up(row, column);
    double const all_sky = static_cast<double>(side_sky_(row, column));
    double const open = static_cast<double>(side_open_(row, column));
    double const closed = 0.5 - all_sky, of_crowns = all_sky - open;
    // What stands before the sky gives to a side what it gives to a level plane: what arrived less sky and
    // beam.
    auto const& views = city_.views();
    double const seen = static_cast<double>(views.sky(row, column));
    double const taken = 1.0 - parameters_.leaf_transmissivity;
    double const crowns = views.crowns.empty() ? 0.0 : taken * static_cast<double>(views.crowns(row, column));
    double const beam = sky.is_day ? static_cast<double>(lit) * sky.beam_wpm2 * sky.sine : 0.0;
    constexpr double least_hidden = 0.005; // less: rounding of the sums would be all there is
    double const per_hidden = 1.0 / std::max(1.0 - seen, least_hidden);
    double const short_closed =
        per_hidden * std::max(0.0, down.shortwave - beam - (seen - crowns) * sky.diffuse_wpm2);
    double const long_closed =
        per_hidden *
        std::max(0.0, down.longwave - (seen - crowns) * sky.longwave_wpm2 -
                          sky.low_sky_wpm2 * low_sky_of_level(seen - crowns) - crowns * sky.air_glow_wpm2);
    SixFluxes fluxes;
    fluxes.shortwave_down = down.shortwave;
    fluxes.shortwave_up = up.shortwave;
    fluxes.longwave_down = down.longwave;
    fluxes.longwave_up = up.longwave;
    fluxes.shortwave_sides =
        sides_of_cube * (open * sky.diffuse_wpm2 + closed * short_closed + 0.5 * up.shortwave);
    fluxes.longwave_sides =
        sides_of_cube * (open * sky.longwave_wpm2 + sky.low_sky_wpm2 * low_sky_of_upright(open) +
                         of_crowns * sky.air_glow_wpm2 + closed * long_closed + 0.5 * up.longwave);
    if (sky.is_day) fluxes.beam_side = static_cast<double>(lit) * sky.beam_wpm2 * sky.cosine;
    return mean_radiant_temperature_k(fluxes, parameters_.posture);
}

/// One curve a block, or one for all.
std::vector<UtciCurve> People::curves(SkyState const& sky, PeopleStep const& step) const {
    constexpr double calmest_mps = 0.5, windiest_mps = 17.0, pascal_per_hpa = 100.0;
    auto const curve_of = [&](Air const& air) {
        double const wind_mps =
            std::clamp(utci_wind_mps(air.wind_mps, air.height_m), calmest_mps, windiest_mps);
        return UtciCurve({air.temperature_k - zero_celsius_k, wind_mps, air.vapour_pa / pascal_per_hpa});
    };
    std::vector<UtciCurve> made(blocks_.size(), curve_of(sky.air));
    if (step.streets == nullptr) return made;
    for_rows(blocks_.rows(), [&](Index block_row) {
        for (Index column = 0; column < blocks_.columns(); ++column) {
            std::size_t const block = blocks_.air().at(block_row, column);
            made[block] = curve_of((*step.streets)[block]);
        }
    });
    return made;
}

void People::keep(double radiant_c, double utci_c, double length_s, Index row, Index column) {
    auto const r = static_cast<float>(radiant_c), u = static_cast<float>(utci_c);
    auto const length = static_cast<float>(length_s);
    radiant_c_(row, column) = r;
    utci_c_(row, column) = u;
    largest_radiant_c_(row, column) = std::fmax(largest_radiant_c_(row, column), r);
    largest_utci_c_(row, column) = std::fmax(largest_utci_c_(row, column), u);
    utci_sum_(row, column) += length * u;
    if (utci_c <= utci_thresholds_c.front()) return;
    for (std::size_t t = 0; t < utci_thresholds_c.size(); ++t) {
        if (utci_c > utci_thresholds_c[t]) above_s_[t](row, column) += length;
    }
    for (std::size_t t = 0; t < degree_thresholds_c.size(); ++t) {
        double const excess_k = utci_c - degree_thresholds_c[t];
        if (excess_k > 0.0) degree_s_[t](row, column) += static_cast<float>(excess_k * length_s);
    }
}

/// One row; tells in how many cells the UTCI lies outside its range.
double People::feel(SkyState const& sky, PeopleStep const& step, std::vector<UtciCurve> const& curves,
                    Index row) {
    double outside = 0.0;
    for (Index column = 0; column < grid_.columns; ++column) {
        if (!is_outdoors(row, column)) continue;
        float const lit_share = sky.is_day ? step.lit(row, column) : 0.0F;
        double const radiant_c = radiant_k(sky, lit_share, row, column) - zero_celsius_k;
        UtciCurve const& curve = curves[blocks_.of(row, column)];
        if (curve.range(radiant_c) != UtciRange::inside) outside += 1.0;
        keep(radiant_c, curve(radiant_c), step.length_s, row, column);
    }
    return outside;
}

void People::step(SkyState const& sky, PeopleStep const& step) {
    std::vector<UtciCurve> const known = curves(sky, step);
    kept_s_ += step.length_s;
    std::vector<double> outside(static_cast<std::size_t>(grid_.rows), 0.0);
    for_rows(grid_.rows,
             [&](Index row) { outside[static_cast<std::size_t>(row)] = feel(sky, step, known, row); });
    outside_share_ = fixed_order_sum(outside) / static_cast<double>(grid_.size());
}

} // namespace jumelle::heat
