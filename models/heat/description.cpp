#include "models/heat/description.hpp"

#include <fmt/format.h>
#include <limits>

#include "models/heat/parameters.hpp"
#include "models/heat/people.hpp"

namespace jumelle::heat {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double balance_limit = 1e-8; // each facet closes to 1e-9 W/m²
constexpr double temperature_precision_k = 0.01, share_precision = 0.001, time_precision_h = 0.001;

FieldInfo info(std::string name, std::string unit, std::string long_name, double precision) {
    FieldInfo made;
    made.name = std::move(name);
    made.unit = std::move(unit);
    made.long_name = std::move(long_name);
    made.precision = precision;
    made.background = none;
    return made;
}

FieldInfo temperature(std::string name, std::string long_name) {
    return info(std::move(name), "degC", std::move(long_name), temperature_precision_k);
}

FieldInfo maximum(FieldInfo made) {
    made.meaning = TimeMeaning::maximum;
    return made;
}

std::vector<FieldInfo> writes() {
    auto surface = temperature("surface_temperature", "temperature of ground and roofs");
    surface.standard_name = "surface_temperature"; // CF standard name table
    return {surface, temperature("mean_radiant_temperature", "mean radiant temperature of a person outdoors"),
            temperature("utci", "Universal Thermal Climate Index of a person outdoors"),
            info("shade", "1", "share of the sun's beam that does not arrive; 1 at night", share_precision)};
}

std::vector<FieldInfo> summaries() {
    auto view =
        info("sky_view_factor", "1",
             "share of a level plane's light that comes from open sky, crowns counted", share_precision);
    view.meaning = TimeMeaning::constant;
    auto lit = info("sun_hours", "h", "time in the sun", time_precision_h);
    lit.meaning = TimeMeaning::sum;
    std::vector<FieldInfo> made{
        view, lit, maximum(temperature("max_surface_temperature", "highest temperature of ground and roofs")),
        maximum(temperature("max_mean_radiant_temperature", "highest mean radiant temperature")),
        maximum(temperature("max_utci", "highest UTCI"))};
    for (double const threshold_c : utci_thresholds_c) {
        auto hours =
            info(fmt::format("hours_above_utci_{:.0f}", threshold_c), "h",
                 fmt::format("time with a UTCI above {:.0f} degrees Celsius", threshold_c), time_precision_h);
        hours.meaning = TimeMeaning::sum;
        made.push_back(hours);
    }
    return made;
}

} // namespace

ModelDescription description() {
    ModelDescription made;
    made.name = "heat";
    made.sentence =
        "shade, radiation, surface temperatures and thermal comfort of every cell under a given weather";
    made.parameters = parameter_schema();
    made.reads = {
        {"elevation", "m", Location::cell, true},      {"building_height", "m", Location::cell, false},
        {"canopy_height", "m", Location::cell, false}, {"albedo", "1", Location::cell, false},
        {"roof_storage", "m", Location::cell, false},  {"land_cover", "1", Location::cell, false},
        {"water_depth", "m", Location::cell, false}};
    made.writes = writes();
    made.summaries = summaries();
    made.balance_limit = balance_limit;
    return made;
}

std::vector<SeriesInfo> series_info() {
    std::vector<SeriesInfo> made;
    auto const add = [&](std::string quantity, std::string unit, std::string long_name) {
        made.push_back({"heat", "", std::move(quantity), std::move(unit), std::move(long_name)});
    };
    add("air_temperature", "degC", "air temperature of the weather");
    add("wall_temperature", "degC", "mean temperature of all walls");
    add("global_radiation", "W m-2", "radiation of sun and sky on open ground");
    add("sky_longwave", "W m-2", "longwave radiation of the sky");
    add("utci_outside_range", "1", "share of cells whose UTCI lies outside the range of its fit");
    return made;
}

} // namespace jumelle::heat
