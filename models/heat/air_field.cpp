#include "models/heat/air_field.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "core/base/error.hpp"
#include "models/heat/kernels/humidity.hpp"

namespace jumelle::heat {

namespace {

constexpr double radians = std::numbers::pi / 180.0;
/// ρ cp of dry air at 20 °C and 1013.25 hPa, for the air's own account [J/m³K].
constexpr double air_jpm3k = 1.2041 * air_heat_j_per_kgk;
constexpr double vapour_j_per_kgk = 461.5; ///< gas constant of water vapour
/// The mixed air by day and by night. Source: Bueno et al. 2013 (UWG), J. Build. Perform. Simul. 6, 269,
/// table 1.
constexpr double day_depth_m = 1000.0, night_depth_m = 80.0;
/// How fast one becomes the other: morning and evening take some hours (Stull 1988, fig. 1.7).
constexpr double depth_time_s = 2.0 * 3600.0;
/// Share of the ground's heat that the top of the mixed air takes in, over a step in temperature of 2 K
/// there. Source: Tennekes 1973, J. Atmos. Sci. 30, 558.
constexpr double entrained_share = 0.2, step_at_top_k = 2.0;
constexpr double upper_m = 100.0;   ///< log profiles hold so far; above, the mixed air is even
constexpr double furthest_k = 30.0; ///< from the country: more is a mistake
constexpr double driest_pa = 10.0;
constexpr double seconds_per_hour = 3600.0;

} // namespace

void AirBudget::archive_state(StateArchive& archive) {
    archive("from_surfaces", from_surfaces);
    archive("from_people", from_people);
    archive("as_country", as_country);
    archive("lee", lee);
    archive("top", top);
}

AirField::AirField(Blocks const& blocks) : blocks_(blocks), depth_m_(night_depth_m) {
    for (auto* layers : {&heat_k_, &vapour_kgpm3_}) {
        layers->canopy.assign(blocks.size(), 0.0);
        layers->above.assign(blocks.size(), 0.0);
    }
    for (auto* values : {&sources_.canopy, &sources_.above, &sources_.exchange_mps, &sources_.moved})
        values->assign(blocks.size(), 0.0);
    streets_.resize(blocks.size());
    roofs_.resize(blocks.size());
}

AirStep AirField::step_of(Country const& country, double length_s) {
    AirStep step;
    step.length_s = length_s;
    double const canopy_mps =
        open_wind_mps(country.air.wind_mps, country.air.height_m, 0.5 * blocks_.air().canopy_m);
    double const above_mps = open_wind_mps(country.air.wind_mps, country.air.height_m, upper_m);
    double const from = country.wind_from_deg * radians;
    step.canopy_south_mps = canopy_mps * std::cos(from);
    step.canopy_east_mps = -canopy_mps * std::sin(from);
    step.above_south_mps = above_mps * std::cos(from);
    step.above_east_mps = -above_mps * std::sin(from);
    double const target_m = country.sensible_wpm2 > 0.0 ? day_depth_m : night_depth_m;
    step.depth_before_m = depth_m_;
    step.depth_m = target_m + (depth_m_ - target_m) * std::exp(-length_s / depth_time_s);
    step.entrainment_mps =
        entrained_share * std::max(0.0, country.sensible_wpm2) / (air_jpm3k * step_at_top_k);
    return step;
}

/// Between the layers, with the temperatures of the step before: a rough city mixes more than the country,
/// and brings down at night what lies warm above.
void AirField::set_exchange(Country const& country) {
    Mixing mixing;
    mixing.wind_mps = open_wind_mps(country.air.wind_mps, country.air.height_m, upper_m);
    mixing.upper_m = upper_m;
    mixing.lower_m = 0.5 * blocks_.air().canopy_m;
    mixing.temperature_k = country.air.temperature_k;
    double const lift_k = warmer_above_k(mixing, country.sensible_wpm2, air_jpm3k);
    mixing.warmer_k = lift_k;
    double const of_country = exchange_mps(mixing, {open_roughness_m, 0.0});
    auto const& air = blocks_.air();
    for_rows(air.rows, [&](Index row) {
        Mixing here = mixing;
        for (Index column = 0; column < air.columns; ++column) {
            std::size_t const i = air.at(row, column);
            double const area_m2 =
                air.height_m[static_cast<std::size_t>(row)] * air.width_m[static_cast<std::size_t>(column)];
            here.warmer_k = lift_k + heat_k_.above[i] - heat_k_.canopy[i];
            sources_.exchange_mps[i] = exchange_mps(here, blocks_.roughness()[i]);
            sources_.moved[i] = (sources_.exchange_mps[i] - of_country) * lift_k * area_m2;
        }
    });
}

void AirField::step(Country const& country, std::vector<BlockHeat> const& heat,
                    std::vector<double> const& people_w, double length_s) {
    AirStep const step = step_of(country, length_s);
    set_exchange(country);
    CompensatedSum surfaces, people, as_country;
    auto const& inside_m2 = blocks_.inside_m2();
    for (std::size_t i = 0; i < heat.size(); ++i) {
        double const beyond_w = inside_m2[i] * country.sensible_wpm2;
        sources_.canopy[i] = (heat[i].canopy_w + people_w[i] - beyond_w) / air_jpm3k;
        sources_.above[i] = heat[i].roof_w / air_jpm3k;
        surfaces.add(heat[i].canopy_w + heat[i].roof_w);
        people.add(people_w[i]);
        as_country.add(beyond_w);
    }
    AirAccount const account = transport(blocks_.air(), step, sources_, heat_k_);
    budget_.from_surfaces.add(surfaces.value() * length_s);
    budget_.from_people.add(people.value() * length_s);
    budget_.as_country.add(as_country.value() * length_s);
    budget_.lee.add(account.lee * air_jpm3k);
    budget_.top.add(account.top * air_jpm3k);
    double const joule_per_kg = evaporation_heat(country.air.temperature_k);
    for (std::size_t i = 0; i < heat.size(); ++i) {
        sources_.canopy[i] = (heat[i].canopy_latent_w - inside_m2[i] * country.latent_wpm2) / joule_per_kg;
        sources_.above[i] = heat[i].roof_latent_w / joule_per_kg;
        sources_.moved[i] = 0.0;
    }
    transport(blocks_.air(), step, sources_, vapour_kgpm3_);
    depth_m_ = step.depth_m;
    check(country);
}

void AirField::check(Country const& country) const {
    for (std::size_t i = 0; i < streets_.size(); ++i) {
        double const size_k = std::max(std::abs(heat_k_.canopy[i]), std::abs(heat_k_.above[i]));
        if (size_k < furthest_k) continue; // not-a-number comes through
        auto const row = static_cast<Index>(i) / blocks_.columns(),
                   column = static_cast<Index>(i) % blocks_.columns();
        throw RunError(fmt::format("heat: the air around cell (row {}, column {}) got {:.1f} K away from the "
                                   "country's {:.1f} degC, {:.2f} h after the start",
                                   row * blocks_.cells(), column * blocks_.cells(), heat_k_.canopy[i],
                                   country.air.temperature_k - zero_celsius_k,
                                   country.end_s / seconds_per_hour));
    }
}

void AirField::mix_into(Air const& country) {
    auto const air_of = [&](double warmer_k, double vapour_kgpm3, double wind_share) {
        Air made = country;
        made.temperature_k += warmer_k;
        double const most_pa = saturation(made.temperature_k).pressure_pa;
        double const more_pa = vapour_kgpm3 * vapour_j_per_kgk * made.temperature_k;
        if (vapour_kgpm3 != 0.0)
            made.vapour_pa = std::clamp(country.vapour_pa + more_pa, driest_pa, std::max(most_pa, driest_pa));
        made.wind_mps *= wind_share;
        return complete(made);
    };
    auto const& wind = blocks_.air().wind_share;
    for_rows(blocks_.rows(), [&](Index row) {
        for (Index column = 0; column < blocks_.columns(); ++column) {
            std::size_t const i = blocks_.air().at(row, column);
            streets_[i] = air_of(heat_k_.canopy[i], vapour_kgpm3_.canopy[i], wind[i]);
            roofs_[i] = air_of(heat_k_.above[i], vapour_kgpm3_.above[i], 1.0);
        }
    });
}

double AirField::stored_j() const {
    auto const& air = blocks_.air();
    CompensatedSum sum;
    for (Index row = 0; row < air.rows; ++row) {
        for (Index column = 0; column < air.columns; ++column) {
            std::size_t const i = air.at(row, column);
            double const area_m2 =
                air.height_m[static_cast<std::size_t>(row)] * air.width_m[static_cast<std::size_t>(column)];
            sum.add(area_m2 * air.air_share[i] * air.canopy_m * heat_k_.canopy[i]);
            sum.add(area_m2 * depth_m_ * heat_k_.above[i]);
        }
    }
    return sum.value() * air_jpm3k;
}

void AirField::archive_state(StateArchive& archive) {
    archive("canopy_heat", heat_k_.canopy);
    archive("upper_heat", heat_k_.above);
    archive("canopy_vapour", vapour_kgpm3_.canopy);
    archive("upper_vapour", vapour_kgpm3_.above);
    archive("depth", depth_m_);
    archive("budget", budget_);
}

} // namespace jumelle::heat
