#include "io/network/road_tables.hpp"

#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <unordered_map>

#include "core/base/file_faults.hpp"
#include "io/network/read_text.hpp"
#include "io/network/road_assembler.hpp"

namespace jumelle {

namespace {

using network::Column;
using network::RoadAssembler;
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

namespace {

/// Reads the rows of a table of trips.
class TripReader {
  public:
    TripReader(std::string const& text, std::string const& file, TripColumns const& columns,
               RoadNetwork const& network)
        : columns_(columns),
          unit_(unit_of_trips(text, file, columns.trips)),
          table_(text, file, {{columns.origin, ""}, {columns.destination, ""}, {columns.trips, unit_}},
                 faults_),
          zones_(numbers_of(network.zone_id)) {
        made_.zone_node = network.zone_node;
        made_.zone_id = network.zone_id;
    }

    TripTable read(std::vector<std::string>& notes) {
        table_.need(columns_.origin, "");
        table_.need(columns_.destination, "");
        table_.need(columns_.trips, "veh/h");
        faults_.throw_if_any();
        for (auto const& row : table_.rows()) take(row);
        faults_.throw_if_any();
        if (unknown_vehph_ > 0.0)
            notes.push_back(
                fmt::format("{:g} trips an hour to or from unknown zones left out", unknown_vehph_));
        if (inside_vehph_ > 0.0)
            notes.push_back(fmt::format("{:g} trips an hour inside their zone left out", inside_vehph_));
        return std::move(made_);
    }

  private:
    void take(CsvRow const& row) {
        auto const from = zone(row, columns_.origin), to = zone(row, columns_.destination);
        double const per_hour = seconds_per_hour / (unit_ == "1" ? columns_.period_s : 1.0);
        double const trips_vehph = table_.needed(row, columns_.trips) * per_hour;
        if (trips_vehph < 0.0)
            table_.add(table_.place(row), fmt::format("{:g} trips an hour", trips_vehph),
                       "a number of trips is not negative");
        if (from < 0 || to < 0) {
            unknown_vehph_ += trips_vehph;
        } else if (from == to) {
            inside_vehph_ += trips_vehph;
        } else if (trips_vehph > 0.0) {
            made_.origin.push_back(from);
            made_.destination.push_back(to);
            made_.trips_vehph.push_back(trips_vehph);
        }
    }

    std::int32_t zone(CsvRow const& row, std::string const& column) {
        std::string const name = table_.text(row, column);
        auto const found = zones_.find(name);
        if (found != zones_.end()) return found->second;
        if (columns_.unknown_zones == UnknownZones::refused)
            table_.add(table_.place(row), fmt::format("there is no zone {}", shown(name)),
                       "name a zone of the road network, or write unknown_zones: left_out");
        return -1;
    }

    FaultList faults_;
    TripColumns const& columns_;
    std::string unit_;
    Table table_;
    std::unordered_map<std::string, std::int32_t> zones_;
    TripTable made_;
    double unknown_vehph_ = 0.0, inside_vehph_ = 0.0;
};

} // namespace

TripTable read_trip_table_text(std::string const& text, std::string const& file, TripColumns const& columns,
                               RoadNetwork const& network, std::vector<std::string>& notes) {
    return TripReader(text, file, columns, network).read(notes);
}

TripTable read_trip_table(std::string const& file, TripColumns const& columns, RoadNetwork const& network,
                          std::vector<std::string>& notes) {
    return read_trip_table_text(network::unpacked(network::read_text(file), file), file, columns, network,
                                notes);
}

} // namespace jumelle
