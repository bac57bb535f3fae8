#include "io/network/road_assembler.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <set>

#include "core/base/file_faults.hpp"

namespace jumelle::network {

namespace {

using weather::CsvRow;

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
constexpr double seconds_per_hour = 3600.0;
constexpr unsigned bits_of_node = 32;

} // namespace

void RoadAssembler::add_node(std::string const& name, Node const& node, Table& table, CsvRow const& row) {
    if (name.empty()) return table.add(table.place(row), "the node has no name", "fill the cell");
    auto const number = static_cast<std::int32_t>(names_.size());
    if (!position_of_.emplace(name, number).second)
        return table.add(table.place(row), fmt::format("there is a node {} already", shown(name)),
                         "a name stands for one node");
    names_.push_back(name);
    positions_.push_back(node.position.value_or(Point{not_known, not_known}));
    has_positions_ = has_positions_ && node.position.has_value();
    terminal_.push_back(node.is_terminal ? 1 : 0);
    if (!node.zone.empty()) zones_.emplace_back(node.zone, number);
}

std::int32_t RoadAssembler::node(std::string const& name, Table& table, CsvRow const& row) {
    auto const found = position_of_.find(name);
    if (found != position_of_.end()) return found->second;
    if (takes_new_nodes_ && !name.empty()) {
        add_node(name, {}, table, row);
        return static_cast<std::int32_t>(names_.size()) - 1;
    }
    table.add(table.place(row),
              name.empty() ? "the link has no node at one end"
                           : fmt::format("there is no node {}", shown(name)),
              "name a node of the table of nodes");
    return -1;
}

bool RoadAssembler::is_sound(RoadEdge const& edge, Table& table, CsvRow const& row) const {
    bool sound = true;
    auto const need = [&](bool holds, double value, char const* what, char const* hint) {
        if (!holds && !std::isnan(value))
            table.add(table.place(row), fmt::format("the {} is {}", what, value), hint);
        sound = sound && holds;
    };
    need(edge.capacity_vehps > 0.0, edge.capacity_vehps * seconds_per_hour, "capacity an hour",
         "a capacity is above 0; leave out links that nobody may use");
    need(!(edge.length_m < 0.0), edge.length_m, "length", "a length is not negative");
    need(!(edge.free_speed_mps <= 0.0), edge.free_speed_mps, "speed", "a speed is above 0");
    need(!(edge.free_time_s < 0.0), edge.free_time_s, "time", "a time is not negative");
    need(edge.b >= 0.0, edge.b, "b", "a negative b makes a link faster the more vehicles it carries");
    need(edge.power >= 0.0, edge.power, "power",
         "a negative power makes a link faster the more vehicles it carries");
    need(edge.toll >= 0.0, edge.toll, "toll", "a toll is not negative");
    need(edge.lanes > 0, edge.lanes, "number of lanes", "a street has a lane");
    return sound && edge.from >= 0 && edge.to >= 0;
}

void RoadAssembler::add_link(RoadEdge edge, Table& table, CsvRow const& row) {
    if (!is_sound(edge, table, row)) return;
    bool const has_time =
        !std::isnan(edge.free_time_s) || (edge.length_m >= 0.0 && edge.free_speed_mps > 0.0);
    if (!has_time)
        return table.add(table.place(row), "says neither a time nor a length with a speed",
                         "fill free_time, or length and speed");
    if (std::isnan(edge.free_speed_mps) && edge.free_time_s > 0.0)
        edge.free_speed_mps = edge.length_m / edge.free_time_s;
    if (edge.from == edge.to) {
        ++self_loops_;
        return;
    }
    auto const pair =
        static_cast<std::uint64_t>(edge.from) << bits_of_node | static_cast<std::uint64_t>(edge.to);
    if (!seen_.insert(pair).second) {
        ++duplicates_;
        return;
    }
    if (edge.id.empty())
        edge.id = fmt::format("{}-{}", names_[static_cast<std::size_t>(edge.from)],
                              names_[static_cast<std::size_t>(edge.to)]);
    edges_.push_back(std::move(edge));
}

void RoadAssembler::make_zones(RoadNetwork& network) const {
    std::set<std::string> seen;
    std::size_t more = 0;
    for (auto const& [zone, node] : zones_) {
        if (!seen.insert(zone).second) {
            ++more;
            continue;
        }
        network.zone_id.push_back(zone);
        network.zone_node.push_back(node);
    }
    if (more > 0)
        network.notes.push_back(fmt::format("{} further nodes of zones that have one already", more));
    if (!zones_.empty()) return;
    network.zone_id = names_;
    for (std::size_t n = 0; n < names_.size(); ++n) network.zone_node.push_back(static_cast<std::int32_t>(n));
}

RoadNetwork RoadAssembler::assemble(RoadUnits const& units) {
    RoadNetwork network;
    network.notes = notes_;
    network.roads = make_road_graph(positions_, std::move(edges_));
    network.roads.node_id = names_;
    network.roads.has_positions = has_positions_ && !names_.empty();
    network.roads.units = units;
    bool const any_terminal =
        std::any_of(terminal_.begin(), terminal_.end(), [](auto is) { return is != 0; });
    if (any_terminal) network.roads.is_terminal = terminal_;
    if (self_loops_ > 0)
        network.notes.push_back(fmt::format("{} links from a node to itself left out", self_loops_));
    if (duplicates_ > 0)
        network.notes.push_back(fmt::format("{} second links between the same nodes left out", duplicates_));
    make_zones(network);
    return network;
}

} // namespace jumelle::network
