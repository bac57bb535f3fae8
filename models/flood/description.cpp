#include "models/flood/description.hpp"

#include <limits>

#include "models/flood/parameters.hpp"
#include "models/flood/requested_fields.hpp"

namespace jumelle::flood {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double depth_precision_m = 1e-4;
constexpr double speed_precision_mps = 1e-4;
constexpr double time_precision_s = 0.1;

FieldInfo info(std::string name, std::string unit, std::string long_name, double precision) {
    FieldInfo made;
    made.name = std::move(name);
    made.unit = std::move(unit);
    made.long_name = std::move(long_name);
    made.precision = precision;
    return made;
}

FieldInfo maximum(FieldInfo made, double background) {
    made.meaning = TimeMeaning::maximum;
    made.background = background;
    return made;
}

std::vector<FieldInfo> writes() {
    auto depth = info("water_depth", "m", "depth of water above the ground", depth_precision_m);
    depth.standard_name = "flood_water_thickness"; // CF standard name table
    auto level = info("water_level", "m", "height of the water surface above the vertical datum, where wet",
                      depth_precision_m);
    level.standard_name = "water_surface_height_above_reference_datum";
    level.background = none;
    auto x = info("velocity_x", "m s-1", "eastward velocity of the water, mean over the depth",
                  speed_precision_mps);
    auto y = info("velocity_y", "m s-1", "northward velocity of the water, mean over the depth",
                  speed_precision_mps);
    auto speed = info("flow_speed", "m s-1", "speed of the water, mean over the depth", speed_precision_mps);
    speed.standard_name = "flood_water_speed";
    return {depth, level, x, y, speed};
}

std::vector<FieldInfo> summaries() {
    auto arrival =
        info("first_arrival", "s", "time after the start at which the water first reached the arrival depth",
             time_precision_s);
    auto time = info("time_of_max_depth", "s", "time after the start of the largest depth, where wet",
                     time_precision_s);
    arrival.background = time.background = none;
    return {maximum(info("max_water_depth", "m", "largest depth of water", depth_precision_m), 0.0),
            maximum(info("max_water_level", "m", "highest water surface above the vertical datum, where wet",
                         depth_precision_m),
                    none),
            maximum(info("max_flow_speed", "m s-1", "largest speed of the water", speed_precision_mps), 0.0),
            maximum(info("max_hazard", "m2 s-1",
                         "largest flood hazard rating depth x (speed + 0.5 m s-1) + debris factor",
                         depth_precision_m),
                    0.0),
            time,
            arrival};
}

} // namespace

FieldInfo infiltration_info() {
    auto made =
        info("infiltration_depth", "m", "water that went into the ground since the start", depth_precision_m);
    made.meaning = TimeMeaning::sum;
    return made;
}

ModelDescription description() {
    ModelDescription made;
    made.name = "flood";
    made.sentence = "two-dimensional shallow water from rain, rivers and tides over streets and land";
    made.parameters = parameter_schema();
    made.reads = {{"elevation", "m", Location::cell, true},
                  {"building_height", "m", Location::cell, false},
                  {"manning", "s m-1/3", Location::cell, false},
                  {"land_cover", "1", Location::cell, false},
                  {"roof_storage", "m", Location::cell, false},
                  {"soil", "1", Location::cell, false},
                  {"infiltration_rate", "m s-1", Location::cell, false},
                  {"curve_number", "1", Location::cell, false},
                  {"initial_depth", "m", Location::cell, false},
                  {"initial_velocity_x", "m s-1", Location::cell, false},
                  {"initial_velocity_y", "m s-1", Location::cell, false}};
    made.writes = writes();
    made.summaries = summaries();
    for (auto const& field : requested_fields()) made.on_request.push_back(field.info);
    return made;
}

} // namespace jumelle::flood
