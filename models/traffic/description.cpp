#include "models/traffic/description.hpp"

#include <fmt/format.h>

#include "models/traffic/parameters.hpp"

namespace jumelle::traffic {

namespace {

/// Sums of some ten thousand numbers, and paths that are followed link by link.
constexpr double balance_limit = 1e-8;

FieldInfo on_edges(std::string name, std::string unit, std::string long_name) {
    FieldInfo info;
    info.name = std::move(name);
    info.unit = std::move(unit);
    info.long_name = std::move(long_name);
    info.location = Location::edge;
    return info;
}

std::string unit_of_time(double time_s) {
    constexpr double minute_s = 60.0, hour_s = 3600.0;
    if (time_s == minute_s) return "min";
    if (time_s == hour_s) return "h";
    return time_s == 1.0 ? "s" : fmt::format("{} s", time_s);
}

} // namespace

FieldInfo flow_info() {
    return on_edges("road_flow", "h-1", "number of vehicles that pass in an hour");
}

FieldInfo speed_info() {
    return on_edges("road_speed", "km h-1", "speed of vehicles, 0 where the street is closed");
}

FieldInfo time_info() {
    return on_edges("road_time", "s", "time to drive along the edge; no value where it is closed");
}

FieldInfo volume_capacity_info() {
    return on_edges("road_volume_capacity", "1", "flow over capacity");
}

FieldInfo road_depth_info() {
    return on_edges("road_water_depth", "m",
                    "largest water depth on the street; 0 on bridges and in tunnels");
}

FieldInfo closed_time_info() {
    FieldInfo info = on_edges("road_closed_time", "s", "time for which the street was closed");
    info.meaning = TimeMeaning::sum;
    return info;
}

FieldInfo heat_info() {
    FieldInfo info;
    info.name = "traffic_heat";
    info.unit = "W m-2";
    info.long_name = "heat that vehicles give off, per area of the cell";
    return info;
}

FieldInfo queue_info() {
    return on_edges("road_queue", "1", "number of vehicles that would have left the edge if it were empty");
}

FieldInfo emission_info(Pollutant pollutant) {
    switch (pollutant) {
    case Pollutant::co2:
        return on_edges("road_co2", "g km-1 h-1", "carbon dioxide of exhaust, per length of the edge");
    case Pollutant::nox:
        return on_edges("road_nox", "g km-1 h-1", "nitrogen oxides of exhaust, per length of the edge");
    case Pollutant::pm:
        break;
    }
    return on_edges("road_pm", "g km-1 h-1", "particles of exhaust, per length of the edge");
}

std::vector<SeriesInfo> series_info(double time_s) {
    std::vector<SeriesInfo> made;
    auto const add = [&](std::string quantity, std::string unit, std::string long_name) {
        made.push_back({"traffic", "", std::move(quantity), std::move(unit), std::move(long_name)});
    };
    add("objective", unit_of_time(time_s), "sum over links of the integral of time over flow");
    add("relative_gap", "1", "what all would save on their cheapest ways, over what these cost");
    add("iterations", "1", "iterations of all equilibria since the start");
    add("closed_edges", "1", "number of edges that are closed");
    add("vehicle_hours", "h", "time that vehicles spent driving since the start");
    add("lost_vehicle_hours", "h", "time beyond that on empty, dry, open streets since the start");
    add("vehicle_km", "km", "distance that vehicles drove since the start");
    add("trips", "1", "trips that wanted to begin since the start");
    add("unreachable_trips", "1", "trips without a way to their destination since the start");
    add("stranded_trips", "1", "those of them that have a way when all streets are open, since the start");
    add("co2", "kg", "carbon dioxide of exhaust since the start");
    add("nox", "kg", "nitrogen oxides of exhaust since the start");
    add("pm", "kg", "particles of exhaust since the start");
    return made;
}

std::vector<SeriesInfo> day_series_info(double time_s) {
    std::vector<SeriesInfo> made = series_info(time_s);
    auto const add = [&](std::string quantity, std::string long_name) {
        made.push_back({"traffic", "", std::move(quantity), "1", std::move(long_name)});
    };
    add("arrived_trips", "trips that have arrived since the start");
    add("vehicles", "vehicles on edges");
    add("waiting_vehicles", "vehicles that wait to enter the network");
    add("queued_vehicles", "vehicles that would have left their edge if it were empty and dry");
    return made;
}

ModelDescription description() {
    ModelDescription made;
    made.name = "traffic";
    made.sentence =
        "Vehicles on the road network: trips in equilibrium with the driving times that they cause.";
    made.parameters = parameter_schema();
    made.reads = {{"water_depth", "m", Location::cell, false}};
    made.writes = {flow_info(), speed_info(), time_info(), volume_capacity_info()};
    made.on_request = {road_depth_info(),
                       queue_info(),
                       emission_info(Pollutant::co2),
                       emission_info(Pollutant::nox),
                       emission_info(Pollutant::pm),
                       heat_info()};
    made.summaries = {closed_time_info()};
    made.balance_limit = balance_limit;
    made.state_version = 3;
    return made;
}

} // namespace jumelle::traffic
