#include "core/compare/heat_indicators.hpp"

#include <cmath>
#include <limits>

#include "core/base/sum.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle {

namespace {

Array2D<double> const* cells_of(IndicatorInput const& input, char const* name) {
    FieldStore const& fields = input.territory.fields;
    return fields.has(name) ? &fields.at(name).cells : nullptr;
}

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

std::vector<Indicator> heat_indicators() {
    constexpr char const* scale = "UTCI assessment scale: Bröde et al. 2012, Int. J. Biometeorol. 56, 481";
    return {
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
         Better::neither}};
}

} // namespace jumelle
