#include <array>
#include <initializer_list>
#include <numbers>

#include <fmt/format.h>

#include "core/scenario/from_value.hpp"

namespace jumelle::from_value {

namespace {

DesignStorm::Shape shape_of(std::string const& name) {
    using Shape = DesignStorm::Shape;
    constexpr std::array<std::pair<char const*, Shape>, 4> shapes{
        {{"constant", Shape::constant},
         {"triangle", Shape::triangle},
         {"double_triangle", Shape::double_triangle},
         {"chicago", Shape::chicago}}};
    for (auto const& [known, shape] : shapes) {
        if (name == known) return shape;
    }
    return Shape::constant;
}

DesignStorm storm_from(Value const& value) {
    DesignStorm storm;
    storm.depth = metres(number_or(member(value, "depth"), 0.0));
    storm.duration = seconds(number_or(member(value, "duration"), 0.0));
    storm.shape = shape_of(text_or(member(value, "shape"), ""));
    storm.peak = number_or(member(value, "peak"), storm.peak);
    storm.start = seconds(number_or(member(value, "start"), 0.0));
    return storm;
}

/// A key that belongs to one way of giving the rain.
struct RainKey {
    char const *key, *belongs_to;
};

void refuse_beside(Value const& rain, char const* chosen, std::initializer_list<RainKey> keys,
                   FaultList& faults) {
    for (RainKey const& other : keys) {
        if (!rain.has(other.key)) continue;
        faults.add(rain[other.key].fault(fmt::format("does not go with '{}'", chosen),
                                         fmt::format("it belongs to {}; remove it", other.belongs_to)));
    }
}

RainMapsSpec rain_maps_from(Value const& rain) {
    RainMapsSpec maps;
    maps.where = rain;
    for (auto const& file : elements(member(rain, "maps"))) maps.files.push_back(text_or(file, ""));
    maps.variable = text_or(member(rain, "variable"), "");
    maps.unit = text_or(member(rain, "unit"), "");
    maps.crs = text_or(member(rain, "crs"), "");
    if (rain.has("every")) maps.every_s = rain["every"].quantity();
    maps.start_s = number_or(member(rain, "start"), 0.0);
    return maps;
}

/// One of the ways in which a scenario gives the rain.
void read_rain(Value const& rain, ForcingSpec& spec, FaultList& faults) {
    constexpr RainKey column{"column", "'csv'"}, variable{"variable", "'maps'"}, every{"every", "'maps'"},
        start{"start", "'maps'"}, crs{"crs", "'maps'"};
    if (given(rain, "design_storm")) {
        spec.storm = storm_from(rain["design_storm"]);
        refuse_beside(rain, "design_storm",
                      {column, {"unit", "'csv' or 'maps'"}, variable, every, start, crs}, faults);
    } else if (given(rain, "maps")) {
        spec.rain_maps = rain_maps_from(rain);
        refuse_beside(rain, "maps", {column}, faults);
        if (rain.has("start") && !rain.has("every"))
            faults.add(rain["start"].fault("needs 'every'", "without it the times are those of the files"));
    } else {
        spec.rain_mps = series(rain);
        if (given(rain, "csv")) refuse_beside(rain, "csv", {variable, every, start, crs}, faults);
    }
}

WeatherSpec weather_from(Value const& value) {
    constexpr double degrees_per_radian = 180.0 / std::numbers::pi;
    WeatherSpec spec;
    spec.where = value;
    spec.epw = text_or(member(value, "epw"), "");
    spec.csv = text_or(member(value, "csv"), "");
    spec.umep = text_or(member(value, "umep"), "");
    spec.netcdf = text_or(member(value, "netcdf"), "");
    spec.wind_speed_mps = number(member(value, "wind_speed"));
    spec.stamp = text_or(member(value, "stamp"), "");
    auto const degrees = [&](char const* key) -> std::optional<double> {
        auto const angle = number(member(value, key));
        if (!angle) return std::nullopt;
        return *angle * degrees_per_radian;
    };
    spec.latitude_deg = degrees("latitude");
    spec.longitude_deg = degrees("longitude");
    spec.utc_offset_s = number(member(value, "utc_offset"));
    spec.wind_height_m = number_or(member(value, "wind_height"), 0.0);
    spec.temperature_change_k = number_or(member(value, "temperature_change"), 0.0);
    return spec;
}

RegionSpec region_from(Value const& value) {
    RegionSpec region;
    region.where = value;
    region.point = position(member(value, "at"));
    region.place = text_or(member(value, "at"), "");
    region.polygons = text_or(member(value, "polygons"), "");
    region.line = line_points(member(value, "line"));
    Value const& circle = member(value, "circle");
    if (auto const centre = position(member(circle, "centre"))) {
        region.circle = {centre->first, centre->second, number_or(member(circle, "radius"), 0.0)};
    }
    return region;
}

std::optional<AbsorbingSpec> absorbing_from(Value const& value) {
    auto const relaxation_s = number(member(value, "relaxation"));
    if (!relaxation_s) return std::nullopt;
    return AbsorbingSpec{*relaxation_s, number_or(member(value, "reflection"), 1.0)};
}

HeldLevelSpec held_level_from(Value const& value) {
    HeldLevelSpec spec{text_or(member(value, "name"), ""),
                       region_from(value),
                       series(member(value, "level")),
                       number_or(member(value, "spin_up"), 0.0),
                       {}};
    spec.absorbing = absorbing_from(member(value, "absorbing"));
    return spec;
}

void refuse_absorbing_without_level(Value const& value, FaultList& faults) {
    bool const has_level = given(value, "level"), absorbs = given(value, "absorbing");
    if (absorbs && !has_level)
        faults.add(value["absorbing"].fault("belongs to a level", "remove it, or give a level"));
    if (given(value, "spin_up") && !absorbs)
        faults.add(value["spin_up"].fault("belongs to an absorbing level",
                                          "remove it, or write absorbing: {relaxation: 60 s}"));
}

BorderSpec border_from(Value const& value, FaultList& faults) {
    BorderSpec border;
    border.where = value;
    if (value.is_map()) {
        refuse_absorbing_without_level(value, faults);
        border.absorbing = absorbing_from(member(value, "absorbing"));
        border.spin_up_s = number_or(member(value, "spin_up"), 0.0);
    }
    if (value.is_map() && given(value, "normal_depth")) {
        border.kind = BorderSpec::Kind::normal_depth;
        border.slope = number_or(value["normal_depth"], 0.0);
    } else if (value.is_map()) {
        bool const discharge = given(value, "discharge");
        border.kind = discharge ? BorderSpec::Kind::discharge : BorderSpec::Kind::level;
        border.series = series(value[discharge ? "discharge" : "level"]);
    } else if (text_or(value, "wall") == "open") {
        border.kind = BorderSpec::Kind::open;
    }
    return border;
}

} // namespace

ForcingSpec forcing(Value const& value, FaultList& faults) {
    ForcingSpec spec;
    Value const& rain = member(value, "rain");
    if (!rain.is_absent()) read_rain(rain, spec, faults);
    if (given(value, "evaporation")) spec.evaporation_mps = series(value["evaporation"]);
    if (given(value, "weather")) spec.weather = weather_from(value["weather"]);
    std::vector<Value> names, level_names;
    for (auto const& inflow : elements(member(value, "inflows"))) {
        spec.inflows.push_back(
            {text_or(member(inflow, "name"), ""), region_from(inflow), series(member(inflow, "discharge"))});
        names.push_back(member(inflow, "name"));
    }
    for (auto const& level : elements(member(value, "levels"))) {
        spec.levels.push_back(held_level_from(level));
        level_names.push_back(member(level, "name"));
    }
    refuse_repeated(names, "inflow", faults);
    refuse_repeated(level_names, "level", faults);
    Value const& borders = member(value, "borders");
    spec.north = border_from(member(borders, "north"), faults);
    spec.east = border_from(member(borders, "east"), faults);
    spec.south = border_from(member(borders, "south"), faults);
    spec.west = border_from(member(borders, "west"), faults);
    return spec;
}

} // namespace jumelle::from_value
