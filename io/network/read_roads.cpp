#include "io/network/read_roads.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <set>

#include "core/base/sum.hpp"
#include "io/network/gmns.hpp"
#include "io/network/matrix_trips.hpp"
#include "io/network/road_tables.hpp"
#include "io/network/tntp.hpp"

namespace jumelle {

namespace {

void record(Territory& territory, std::string const& file, Value const& where, std::string note) {
    InputRecord made;
    made.name = file;
    made.used_for = where.path();
    made.note = std::move(note);
    territory.inputs.push_back(std::move(made));
}

std::string with_notes(std::string text, std::vector<std::string> const& notes) {
    for (auto const& note : notes) text += "; " + note;
    return text;
}

RoadNetwork tntp_network(RoadsSpec const& spec) {
    TntpNetwork read =
        read_tntp_network(spec.tntp, {spec.time_unit_s, spec.length_unit_m.value_or(0.0), spec.period_s});
    if (!spec.nodes.empty()) read_tntp_nodes(spec.nodes, spec.position_unit_m.value_or(1.0), read.roads);
    RoadNetwork network;
    network.zone_id.assign(read.roads.node_id.begin(), read.roads.node_id.begin() + read.zones);
    for (std::int32_t zone = 0; zone < read.zones; ++zone) network.zone_node.push_back(zone);
    network.roads = std::move(read.roads);
    network.notes = std::move(read.notes);
    return network;
}

RoadNetwork network_of(RoadsSpec const& spec) {
    if (!spec.tntp.empty()) return tntp_network(spec);
    RoadUnits const units{spec.time_unit_s, spec.period_s};
    if (!spec.csv.empty()) return read_road_tables({spec.csv, spec.nodes}, units);
    return read_gmns(spec.gmns,
                     {spec.length_unit_m, spec.speed_unit_mps, spec.position_unit_m.value_or(1.0), units});
}

void record_network(RoadsSpec const& spec, RoadNetwork const& network, Territory& territory) {
    std::string const note = with_notes(fmt::format("{} nodes, {} links, {} zones", network.roads.nodes(),
                                                    network.roads.edges(), network.zone_id.size()),
                                        network.notes);
    if (!spec.tntp.empty()) record(territory, spec.tntp, spec.where["tntp"], note);
    if (!spec.csv.empty()) record(territory, spec.csv, spec.where["csv"], note);
    if (!spec.nodes.empty()) record(territory, spec.nodes, spec.where["nodes"], "");
    if (spec.gmns.empty()) return;
    std::string rest = note;
    for (char const* name : {"link.csv", "node.csv", "config.csv", "movement.csv"}) {
        auto const file = std::filesystem::path(spec.gmns) / name;
        if (std::filesystem::exists(file))
            record(territory, file.string(), spec.where["gmns"], std::exchange(rest, ""));
    }
}

/// How many zones with trips no link leaves or reaches.
std::size_t disconnected_zones(RoadGraph const& roads, TripTable const& trips) {
    std::vector<std::uint8_t> is_left(roads.node.size(), 0), is_reached(roads.node.size(), 0);
    for (auto const from : roads.from) is_left[static_cast<std::size_t>(from)] = 1;
    for (auto const to : roads.to) is_reached[static_cast<std::size_t>(to)] = 1;
    std::set<std::int32_t> cut_off;
    auto const check = [&](std::int32_t zone, std::vector<std::uint8_t> const& is_connected) {
        auto const node = static_cast<std::size_t>(trips.zone_node[static_cast<std::size_t>(zone)]);
        if (is_connected[node] == 0) cut_off.insert(zone);
    };
    for (auto const zone : trips.origin) check(zone, is_left);
    for (auto const zone : trips.destination) check(zone, is_reached);
    return cut_off.size();
}

UnknownZones unknown_zones(DemandSpec const& spec) {
    return spec.leaves_out_unknown_zones ? UnknownZones::left_out : UnknownZones::refused;
}

TripTable table_of(DemandSpec const& spec, RoadNetwork const& network, std::vector<std::string>& notes) {
    TripColumns columns;
    if (spec.columns.size() > 2) {
        columns.origin = spec.columns[0];
        columns.destination = spec.columns[1];
        columns.trips = spec.columns[2];
    }
    columns.unknown_zones = unknown_zones(spec);
    columns.period_s = spec.period_s.value_or(network.roads.units.period_s);
    return read_trip_table(spec.csv, columns, network, notes);
}

/// What is read of a demand, and where it stands.
struct ReadDemand {
    TripTable trips;
    std::vector<std::string> notes;
    std::string file, key;
};

ReadDemand demand_of(DemandSpec const& spec, RoadNetwork const& network, MatrixReader const& read_matrix) {
    ReadDemand made;
    double const period_s = spec.period_s.value_or(network.roads.units.period_s);
    if (!spec.tntp.empty()) {
        auto read = read_tntp_trips(spec.tntp, static_cast<std::int32_t>(network.zone_id.size()), period_s);
        made = {std::move(read.trips), std::move(read.notes), spec.tntp, "tntp"};
        made.trips.zone_node = network.zone_node;
        made.trips.zone_id = network.zone_id;
    } else if (!spec.omx.empty()) {
        made.file = spec.omx;
        made.key = "omx";
        made.trips = trips_of_matrix(read_matrix(spec), {spec.omx, unknown_zones(spec), period_s}, network,
                                     made.notes);
    } else {
        made.file = spec.csv;
        made.key = "csv";
        made.trips = table_of(spec, network, made.notes);
    }
    return made;
}

void read_demand(DemandSpec const& spec, RoadNetwork const& network, MatrixReader const& read_matrix,
                 Territory& territory) {
    ReadDemand read = demand_of(spec, network, read_matrix);
    auto const cut_off = disconnected_zones(network.roads, read.trips);
    if (cut_off > 0) read.notes.push_back(fmt::format("{} zones with trips have no link", cut_off));
    std::string const note = fmt::format("{} pairs of zones, {:g} trips an hour", read.trips.origin.size(),
                                         fixed_order_sum(read.trips.trips_vehph));
    record(territory, read.file, spec.where[read.key], with_notes(note, read.notes));
    territory.trips = std::move(read.trips);
}

} // namespace

void add_roads(TerritorySpec const& spec, Territory& territory, MatrixReader const& read_matrix,
               FaultList& faults) {
    try {
        RoadNetwork network;
        if (spec.roads) {
            network = network_of(*spec.roads);
            record_network(*spec.roads, network, territory);
        }
        if (spec.demand) read_demand(*spec.demand, network, read_matrix, territory);
        if (spec.roads) territory.roads = std::move(network.roads);
    } catch (InputError const& error) {
        for (auto const& fault : error.faults()) faults.add(fault);
    }
}

} // namespace jumelle
