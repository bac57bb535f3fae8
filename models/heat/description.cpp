#include "models/heat/description.hpp"

#include <fmt/format.h>
#include <limits>

#include "models/heat/parameters.hpp"
#include "models/heat/people.hpp"

namespace jumelle::heat {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double balance_limit = 1e-8; // each facet closes to 1e-9 W/m²
constexpr double temperature_precision_k = 0.01, share_precision = 0.001, time_precision_h = 0.001,
                 wind_precision_mps = 0.01;

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

std::vector<FieldInfo> writes() {
    auto surface = temperature("surface_temperature", "temperature of ground and roofs");
    surface.standard_name = "surface_temperature"; // CF standard name table
    return {surface, temperature("mean_radiant_temperature", "mean radiant temperature of a person outdoors"),
            temperature("utci", "Universal Thermal Climate Index of a person outdoors"),
            info("shade", "1", "share of the sun's beam that does not arrive; 1 at night", share_precision),
            temperature("air_temperature", "temperature of the air between the buildings")};
}

std::vector<FieldInfo> on_request() {
    return {temperature("pet", "physiological equivalent temperature of a person outdoors"),
            temperature("wbgt", "wet bulb globe temperature of a worker outdoors"),
            info("wind_speed", "m s-1", "wind between the buildings, at the height of the weather's",
                 wind_precision_mps),
            info("relative_humidity", "1", "relative humidity of the air between the buildings",
                 share_precision)};
}

FieldInfo with_meaning(TimeMeaning meaning, FieldInfo made) {
    made.meaning = meaning;
    return made;
}

std::vector<FieldInfo> air_summaries() {
    using enum TimeMeaning;
    return {
        with_meaning(mean, temperature("mean_air_temperature", "mean air temperature over the run")),
        with_meaning(maximum, temperature("max_air_temperature", "highest air temperature")),
        with_meaning(minimum, temperature("min_air_temperature", "lowest air temperature")),
        with_meaning(sum,
                     info("tropical_nights", "1",
                          "days of the run whose lowest air temperature was above 20 degrees Celsius", 0.0)),
        with_meaning(sum, info("hot_days", "1",
                               "days of the run whose highest air temperature was above 30 degrees Celsius",
                               0.0))};
}

std::vector<FieldInfo> hours_and_degrees() {
    std::vector<FieldInfo> made;
    for (double const threshold_c : utci_thresholds_c)
        made.push_back(with_meaning(
            TimeMeaning::sum, info(fmt::format("hours_above_utci_{:.0f}", threshold_c), "h",
                                   fmt::format("time with a UTCI above {:.0f} degrees Celsius", threshold_c),
                                   time_precision_h)));
    for (double const threshold_c : degree_thresholds_c)
        made.push_back(with_meaning(
            TimeMeaning::sum,
            info(fmt::format("degree_hours_above_utci_{:.0f}", threshold_c), "K h",
                 fmt::format("excess of the UTCI over {:.0f} degrees Celsius, times its duration",
                             threshold_c),
                 time_precision_h)));
    return made;
}

std::vector<FieldInfo> summaries() {
    using enum TimeMeaning;
    std::vector<FieldInfo> made{
        with_meaning(constant, info("sky_view_factor", "1",
                                    "share of a level plane's light that comes from open sky, crowns counted",
                                    share_precision)),
        with_meaning(sum, info("sun_hours", "h", "time in the sun", time_precision_h)),
        with_meaning(sum, info("shade_hours", "h", "daylight without the sun's beam", time_precision_h)),
        with_meaning(maximum,
                     temperature("max_surface_temperature", "highest temperature of ground and roofs")),
        with_meaning(maximum,
                     temperature("max_mean_radiant_temperature", "highest mean radiant temperature")),
        with_meaning(maximum, temperature("max_utci", "highest UTCI")),
        with_meaning(mean, temperature("mean_utci", "mean UTCI over the run"))};
    for (auto const& info : hours_and_degrees()) made.push_back(info);
    for (auto const& info : air_summaries()) made.push_back(info);
    return made;
}

} // namespace

ModelDescription description() {
    ModelDescription made;
    made.name = "heat";
    made.sentence =
        "shade, radiation, surface temperatures and thermal comfort of every cell under a given weather";
    made.parameters = parameter_schema();
    made.reads = {{"elevation", "m", Location::cell, true},
                  {"building_height", "m", Location::cell, false},
                  {"canopy_height", "m", Location::cell, false},
                  {"albedo", "1", Location::cell, false},
                  {"roof_storage", "m", Location::cell, false},
                  {"land_cover", "1", Location::cell, false},
                  {"water_depth", "m", Location::cell, false},
                  {"traffic_heat", "W m-2", Location::cell, false},
                  {"anthropogenic_heat", "W m-2", Location::cell, false}};
    made.writes = writes();
    made.on_request = on_request();
    made.state_version = 2; // with the air of the town
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
    add("air_warmer", "K", "mean over the territory: air between the buildings minus air of the weather");
    return made;
}

} // namespace jumelle::heat
