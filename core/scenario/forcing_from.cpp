#include <array>

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

void refuse_beside_storm(Value const& rain, FaultList& faults) {
    for (char const* key : {"column", "unit"}) {
        if (!rain.has(key)) continue;
        faults.add(rain[key].fault("does not go with 'design_storm'", "it belongs to 'csv'; remove it"));
    }
}

RegionSpec region_from(Value const& value) {
    RegionSpec region;
    region.where = value;
    region.point = position(member(value, "at"));
    region.place = text_or(member(value, "at"), "");
    region.polygons = text_or(member(value, "polygons"), "");
    Value const& circle = member(value, "circle");
    if (auto const centre = position(member(circle, "centre"))) {
        region.circle = {centre->first, centre->second, number_or(member(circle, "radius"), 0.0)};
    }
    return region;
}

BorderSpec border_from(Value const& value) {
    BorderSpec border;
    if (value.is_map()) {
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
    if (rain.is_map() && rain.has("design_storm")) {
        spec.storm = storm_from(rain["design_storm"]);
        refuse_beside_storm(rain, faults);
    } else if (!rain.is_absent()) {
        spec.rain_mps = series(rain);
    }
    std::vector<Value> names, level_names;
    for (auto const& inflow : elements(member(value, "inflows"))) {
        spec.inflows.push_back(
            {text_or(member(inflow, "name"), ""), region_from(inflow), series(member(inflow, "discharge"))});
        names.push_back(member(inflow, "name"));
    }
    for (auto const& level : elements(member(value, "levels"))) {
        spec.levels.push_back(
            {text_or(member(level, "name"), ""), region_from(level), series(member(level, "level"))});
        level_names.push_back(member(level, "name"));
    }
    refuse_repeated(names, "inflow", faults);
    refuse_repeated(level_names, "level", faults);
    Value const& borders = member(value, "borders");
    spec.north = border_from(member(borders, "north"));
    spec.east = border_from(member(borders, "east"));
    spec.south = border_from(member(borders, "south"));
    spec.west = border_from(member(borders, "west"));
    return spec;
}

} // namespace jumelle::from_value
