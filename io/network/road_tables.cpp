#include "io/network/road_tables.hpp"

#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "io/network/faults.hpp"
#include "io/network/read_text.hpp"
#include "io/network/road_assembler.hpp"

namespace jumelle {

namespace {

using network::Column;
using network::RoadAssembler;
using network::shown;
using network::Table;
using weather::CsvRow;

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
constexpr double seconds_per_hour = 3600.0;

std::vector<Column> link_columns() {
    return {{"name", ""},        {"from", ""},       {"to", ""},         {"length", "m"}, {"speed", "m/s"},
            {"capacity", "1/s"}, {"free_time", "s"}, {"lanes", "1"},     {"b", "1"},      {"power", "1"},
            {"toll", "1"},       {"type", "1"},      {"off_ground", "1"}};
}

void read_nodes(Table& table, RoadAssembler& made) {
    for (char const* column : {"name", "x", "y"}) table.need(column, "");
    for (auto const& row : table.rows()) {
        RoadAssembler::Node node;
        double const x = table.needed(row, "x"), y = table.needed(row, "y");
        node.position = Point{x, y};
        node.zone = table.text(row, "zone");
        node.is_terminal = table.choice(row, "kind", {"through", "terminal"}) == 1;
        made.add_node(table.text(row, "name"), node, table, row);
    }
}

RoadEdge link_from(Table& table, CsvRow const& row, RoadAssembler& made) {
    RoadEdge edge;
    edge.id = table.text(row, "name");
    edge.from = made.node(table.text(row, "from"), table, row);
    edge.to = made.node(table.text(row, "to"), table, row);
    edge.capacity_vehps = table.needed(row, "capacity");
    edge.length_m = table.number_or(row, "length", not_known);
    edge.free_speed_mps = table.number_or(row, "speed", not_known);
    edge.free_time_s = table.number_or(row, "free_time", not_known);
    edge.lanes = static_cast<std::int32_t>(table.number_or(row, "lanes", 1.0));
    edge.b = table.number_or(row, "b", edge.b);
    edge.power = table.number_or(row, "power", edge.power);
    edge.toll = table.number_or(row, "toll", 0.0);
    edge.type = static_cast<std::int32_t>(table.number_or(row, "type", 0.0));
    edge.is_off_ground = table.number_or(row, "off_ground", 0.0) != 0.0 ? 1 : 0;
    return edge;
}

} // namespace

RoadNetwork read_road_tables_text(RoadTables const& texts, RoadTables const& files, RoadUnits const& units) {
    FaultList faults;
    RoadAssembler made;
    if (!files.nodes.empty()) {
        Table nodes(texts.nodes, files.nodes,
                    {{"name", ""}, {"x", "1"}, {"y", "1"}, {"zone", ""}, {"kind", ""}}, faults);
        read_nodes(nodes, made);
    } else {
        made.take_new_nodes();
    }
    Table links(texts.links, files.links, link_columns(), faults);
    links.need("from", "");
    links.need("to", "");
    links.need("capacity", "veh/h");
    if (!links.has("free_time")) {
        links.need("length", "m");
        links.need("speed", "km/h");
    }
    faults.throw_if_any(); // without its columns every row would be wrong
    for (auto const& row : links.rows()) made.add_link(link_from(links, row, made), links, row);
    faults.throw_if_any();
    return made.assemble(units);
}

RoadNetwork read_road_tables(RoadTables const& files, RoadUnits const& units) {
    RoadTables texts;
    texts.links = network::read_text(files.links);
    if (!files.nodes.empty()) texts.nodes = network::read_text(files.nodes);
    return read_road_tables_text(texts, files, units);
}

namespace {

/// The unit of a column of trips: vehicles per time where its heading says so, else vehicles in a period.
std::string unit_of_trips(std::string const& text, std::string const& file, std::string const& column) {
    FaultList unimportant;
    Table const probe(text, file, {{column, "1/s"}}, unimportant);
    return unimportant.empty() ? "1/s" : "1";
}

std::unordered_map<std::string, std::int32_t> numbers_of(std::vector<std::string> const& names) {
    std::unordered_map<std::string, std::int32_t> numbers;
    for (std::size_t i = 0; i < names.size(); ++i) numbers.emplace(names[i], static_cast<std::int32_t>(i));
    return numbers;
}

} // namespace

TripTable read_trip_table_text(std::string const& text, std::string const& file, TripColumns const& columns,
                               RoadNetwork const& network, std::vector<std::string>& notes) {
    FaultList faults;
    std::string const unit = unit_of_trips(text, file, columns.trips);
    Table table(text, file, {{columns.origin, ""}, {columns.destination, ""}, {columns.trips, unit}}, faults);
    table.need(columns.origin, "");
    table.need(columns.destination, "");
    table.need(columns.trips, "veh/h");
    faults.throw_if_any();
    double const per_hour = seconds_per_hour / (unit == "1" ? columns.period_s : 1.0);
    auto const zones = numbers_of(network.zone_id);
    auto const zone = [&](CsvRow const& row, std::string const& column) {
        std::string const name = table.text(row, column);
        auto const found = zones.find(name);
        if (found != zones.end()) return found->second;
        if (columns.unknown_zones == UnknownZones::left_out) return -1;
        table.add(table.place(row), fmt::format("there is no zone {}", shown(name)),
                  "name a zone of the road network, or write unknown_zones: left_out");
        return -1;
    };
    TripTable made;
    made.zone_node = network.zone_node;
    made.zone_id = network.zone_id;
    double inside = 0.0, unknown = 0.0;
    for (auto const& row : table.rows()) {
        auto const from = zone(row, columns.origin), to = zone(row, columns.destination);
        double const trips = table.needed(row, columns.trips);
        if (trips < 0.0)
            table.add(table.place(row), fmt::format("{} trips", trips), "a number of trips is not negative");
        if (from < 0 || to < 0) unknown += trips * per_hour;
        if (from == to && from >= 0) inside += trips * per_hour;
        if (from < 0 || to < 0 || from == to || !(trips > 0.0)) continue;
        made.origin.push_back(from);
        made.destination.push_back(to);
        made.trips_vehph.push_back(trips * per_hour);
    }
    faults.throw_if_any();
    if (unknown > 0.0)
        notes.push_back(fmt::format("{:g} trips an hour to or from unknown zones left out", unknown));
    if (inside > 0.0) notes.push_back(fmt::format("{:g} trips an hour inside their zone left out", inside));
    return made;
}

TripTable read_trip_table(std::string const& file, TripColumns const& columns, RoadNetwork const& network,
                          std::vector<std::string>& notes) {
    return read_trip_table_text(network::unpacked(network::read_text(file), file), file, columns, network,
                                notes);
}

} // namespace jumelle
