#include "core/compare/heat_indicators.hpp"

#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "core/base/sum.hpp"
#include "core/compare/input_fields.hpp"
#include "core/compare/residents.hpp"
#include "core/parallel/loops.hpp"
#include "core/territory/land_cover.hpp"

namespace jumelle {

namespace {

/// Mean of the cells of `name` in which people can stand: those with a UTCI.
std::optional<double> outdoor_mean(IndicatorInput const& input, char const* name) {
    auto const* const cells = cells_of(input, name);
    auto const* const utci = cells_of(input, "max_utci");
    if (cells == nullptr || utci == nullptr) return std::nullopt;
    double count = 0.0;
    CompensatedSum sum;
    for (Index row = 0; row < cells->rows(); ++row) {
        for (Index column = 0; column < cells->columns(); ++column) {
            double const value = (*cells)(row, column);
            if (std::isnan((*utci)(row, column)) || std::isnan(value)) continue;
            sum.add(value);
            count += 1.0;
        }
    }
    if (count == 0.0) return std::nullopt;
    return sum.value() / count;
}

std::optional<double> hottest_surface(IndicatorInput const& input) {
    auto const* const cells = cells_of(input, "max_surface_temperature");
    if (cells == nullptr) return std::nullopt;
    constexpr double none = -std::numeric_limits<double>::infinity();
    double const hottest = max_rows(cells->rows(), none, [&](Index row) {
        double value = none;
        for (Index column = 0; column < cells->columns(); ++column)
            value = std::fmax(value, (*cells)(row, column));
        return value;
    });
    if (!std::isfinite(hottest)) return std::nullopt;
    return hottest;
}

std::optional<double> mean_max_surface(IndicatorInput const& input) {
    return outdoor_mean(input, "max_surface_temperature");
}

std::optional<double> mean_max_utci(IndicatorInput const& input) {
    return outdoor_mean(input, "max_utci");
}

std::optional<double> mean_max_radiant(IndicatorInput const& input) {
    return outdoor_mean(input, "max_mean_radiant_temperature");
}

/// Streets and squares: ground that everybody may use and that is nearly all of a town's public space.
bool is_public(double cover) {
    return cover == static_cast<double>(LandCover::asphalt) || cover == static_cast<double>(LandCover::paved);
}

std::optional<double> public_radiant(IndicatorInput const& input) {
    auto const* const radiant = cells_of(input, "max_mean_radiant_temperature");
    auto const* const cover = cells_of(input, "land_cover");
    if (radiant == nullptr || cover == nullptr) return std::nullopt;
    double count = 0.0;
    CompensatedSum sum;
    for (Index row = 0; row < radiant->rows(); ++row) {
        for (Index column = 0; column < radiant->columns(); ++column) {
            double const value = (*radiant)(row, column);
            if (std::isnan(value) || !is_public((*cover)(row, column))) continue;
            sum.add(value);
            count += 1.0;
        }
    }
    if (count == 0.0) return std::nullopt;
    return sum.value() / count;
}

/// Residents × hours outdoors at their homes above one threshold and not above the next one.
std::optional<double> person_hours(IndicatorInput const& input, char const* above, char const* not_above) {
    if (cells_of(input, above) == nullptr) return std::nullopt;
    auto const homes = homes_of(input, above);
    if (homes.empty()) return std::nullopt;
    auto const beyond = not_above == nullptr ? std::vector<Home>() : homes_of(input, not_above);
    CompensatedSum sum;
    for (std::size_t h = 0; h < homes.size(); ++h) {
        if (std::isnan(homes[h].heat)) continue;
        double const more_h = beyond.empty() ? 0.0 : beyond[h].heat;
        sum.add(homes[h].people * (homes[h].heat - more_h));
    }
    return sum.value();
}

std::optional<double> moderate_person_hours(IndicatorInput const& input) {
    return person_hours(input, "hours_above_utci_26", "hours_above_utci_32");
}

std::optional<double> strong_person_hours(IndicatorInput const& input) {
    return person_hours(input, "hours_above_utci_32", "hours_above_utci_38");
}

std::optional<double> very_strong_person_hours(IndicatorInput const& input) {
    return person_hours(input, "hours_above_utci_38", "hours_above_utci_46");
}

std::optional<double> extreme_person_hours(IndicatorInput const& input) {
    return person_hours(input, "hours_above_utci_46", nullptr);
}

std::optional<double> degree_hours(IndicatorInput const& input) {
    return outdoor_mean(input, "degree_hours_above_utci_26");
}

std::optional<double> mean_max_air(IndicatorInput const& input) {
    return outdoor_mean(input, "max_air_temperature");
}

std::optional<double> tropical_nights(IndicatorInput const& input) {
    return outdoor_mean(input, "tropical_nights");
}

std::optional<double> strong_stress(IndicatorInput const& input) {
    return outdoor_mean(input, "hours_above_utci_32");
}

std::optional<double> very_strong_stress(IndicatorInput const& input) {
    return outdoor_mean(input, "hours_above_utci_38");
}

std::optional<double> mean_sun(IndicatorInput const& input) {
    return outdoor_mean(input, "sun_hours");
}

} // namespace

namespace {

std::vector<Indicator> air_indicators(char const* scale) {
    return {{"degree_hours", "K h",
             "mean over outdoor ground of the excess of the UTCI over 26 °C × the time for which it lasts",
             scale, degree_hours},
            {"mean_max_air_temperature", "degC",
             "mean over outdoor ground of the highest air temperature between the buildings", "",
             mean_max_air},
            {"tropical_nights", "1",
             "mean over outdoor ground of the number of days whose lowest air temperature was above 20 °C",
             "TR20 of the Expert Team on Climate Change Detection and Indices (ETCCDI)", tropical_nights}};
}

std::vector<Indicator> person_hour_indicators(char const* scale) {
    auto const said = [](char const* class_text) {
        return fmt::format(
            "residents × hours with a UTCI {}, as it is on average outdoors at the walls of their "
            "building (where they live without a building: at their cell)",
            class_text);
    };
    return {
        {"moderate_heat_stress_person_hours", "h", said("above 26 °C up to 32 °C"), scale,
         moderate_person_hours},
        {"strong_heat_stress_person_hours", "h", said("above 32 °C up to 38 °C"), scale, strong_person_hours},
        {"very_strong_heat_stress_person_hours", "h", said("above 38 °C up to 46 °C"), scale,
         very_strong_person_hours},
        {"extreme_heat_stress_person_hours", "h", said("above 46 °C"), scale, extreme_person_hours}};
}

} // namespace

std::vector<Indicator> heat_indicators() {
    constexpr char const* scale = "UTCI assessment scale: Bröde et al. 2012, Int. J. Biometeorol. 56, 481";
    std::vector<Indicator> made{
        {"strong_heat_stress_hours", "h", "mean over outdoor ground of the time with a UTCI above 32 °C",
         scale, strong_stress},
        {"very_strong_heat_stress_hours", "h", "mean over outdoor ground of the time with a UTCI above 38 °C",
         scale, very_strong_stress},
        {"mean_max_utci", "degC", "mean over outdoor ground of the highest UTCI", "", mean_max_utci},
        {"mean_max_radiant_temperature", "degC",
         "mean over outdoor ground of the highest mean radiant temperature", "", mean_max_radiant},
        {"mean_max_ground_temperature", "degC", "mean over outdoor ground of its highest surface temperature",
         "", mean_max_surface},
        {"hottest_surface", "degC", "highest temperature of ground and roofs anywhere", "", hottest_surface},
        {"mean_sun_hours", "h", "mean over outdoor ground of the time in the sun", "", mean_sun,
         Better::neither},
        {"public_space_radiant_temperature", "degC",
         "mean over streets and squares (land cover asphalt and paved) of the highest mean radiant "
         "temperature",
         "", public_radiant}};
    for (auto const& more : {air_indicators(scale), person_hour_indicators(scale)})
        made.insert(made.end(), more.begin(), more.end());
    return made;
}

} // namespace jumelle
