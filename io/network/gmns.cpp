#include "io/network/gmns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>

#include "core/base/file_faults.hpp"
#include "io/network/read_text.hpp"
#include "io/network/road_assembler.hpp"

namespace jumelle {

namespace {

using network::RoadAssembler;
using network::Table;
using weather::CsvRow;

constexpr double seconds_per_hour = 3600.0;

/// How the specification abbreviates what UDUNITS writes out.
std::string written_out(std::string const& unit) {
    static constexpr std::array<std::pair<char const*, char const*>, 5> known{
        {{"mph", "mile/h"}, {"mi/h", "mile/h"}, {"kph", "km/h"}, {"kmph", "km/h"}, {"mi", "mile"}}};
    for (auto const& [short_form, long_form] : known) {
        if (unit == short_form) return long_form;
    }
    return unit;
}

/// Whether cars are among the uses of a link; an empty cell allows everybody.
bool allows_cars(std::string const& uses) {
    if (uses.empty()) return true;
    static constexpr std::array<char const*, 5> cars{"auto", "car", "all", "sov", "vehicle"};
    return std::any_of(cars.begin(), cars.end(),
                       [&](char const* use) { return uses.find(use) != std::string::npos; });
}

class GmnsReader {
  public:
    GmnsReader(std::filesystem::path folder, GmnsUnits const& units)
        : folder_(std::move(folder)), units_(units) {}

    RoadNetwork read() {
        read_units();
        read_nodes();
        read_links();
        faults_.throw_if_any();
        RoadNetwork network = made_.assemble(units_.told);
        read_turns(network);
        faults_.throw_if_any();
        return network;
    }

  private:
    std::string file(char const* name) const { return (folder_ / name).string(); }
    bool has(char const* name) const { return std::filesystem::exists(folder_ / name); }

    void read_units() {
        length_m_ = units_.length_m;
        speed_mps_ = units_.speed_mps;
        if ((length_m_ && speed_mps_) || !has("config.csv")) return;
        Table config(network::read_text(file("config.csv")), file("config.csv"),
                     {{"long_length", ""}, {"speed", ""}}, faults_);
        auto const unit = [&](char const* column, char const* si) -> std::optional<double> {
            std::string const text = written_out(config.text(config.rows().front(), column));
            if (text.empty()) return std::nullopt;
            auto const found = common_units().between(text, si);
            if (found) return (*found)(1.0);
            config.add(config.place(config.rows().front()),
                       fmt::format("{} is no unit of {}", shown(text), column),
                       fmt::format("write for example {}, or give the unit in the scenario", si));
            return std::nullopt;
        };
        if (!length_m_) length_m_ = unit("long_length", "m");
        if (!speed_mps_) speed_mps_ = unit("speed", "m/s");
    }

    void read_nodes() {
        Table nodes(network::read_text(file("node.csv")), file("node.csv"),
                    {{"node_id", ""}, {"x_coord", "1"}, {"y_coord", "1"}, {"zone_id", ""}, {"node_type", ""}},
                    faults_);
        for (char const* column : {"node_id", "x_coord", "y_coord"}) nodes.need(column, "");
        faults_.throw_if_any();
        for (auto const& row : nodes.rows()) {
            RoadAssembler::Node node;
            double const x = nodes.needed(row, "x_coord"), y = nodes.needed(row, "y_coord");
            node.position = Point{x * units_.position_m, y * units_.position_m};
            node.zone = nodes.text(row, "zone_id");
            node.is_terminal = nodes.text(row, "node_type") == "centroid";
            made_.add_node(nodes.text(row, "node_id"), node, nodes, row);
        }
    }

    void read_links() {
        Table links(network::read_text(file("link.csv")), file("link.csv"),
                    {{"link_id", ""},
                     {"from_node_id", ""},
                     {"to_node_id", ""},
                     {"directed", ""},
                     {"length", "1"},
                     {"capacity", "1"},
                     {"free_speed", "1"},
                     {"lanes", "1"},
                     {"allowed_uses", ""},
                     {"toll", "1"}},
                    faults_);
        for (char const* column :
             {"link_id", "from_node_id", "to_node_id", "length", "capacity", "free_speed"})
            links.need(column, "");
        need_units(links);
        faults_.throw_if_any();
        std::size_t left_out = 0;
        for (auto const& row : links.rows()) {
            if (!allows_cars(links.text(row, "allowed_uses"))) {
                ++left_out;
                continue;
            }
            add_link(links, row);
        }
        if (left_out > 0) made_.note(fmt::format("{} links that cars may not use left out", left_out));
    }

    void need_units(Table& links) {
        if (!length_m_)
            links.add(links.heading_place(), "the unit of lengths is not known",
                      "name it in config.csv (long_length), or in the scenario: length_unit");
        if (!speed_mps_)
            links.add(links.heading_place(), "the unit of speeds is not known",
                      "name it in config.csv (speed), or in the scenario: speed_unit");
    }

    void add_link(Table& links, CsvRow const& row) {
        RoadEdge edge;
        edge.id = links.text(row, "link_id");
        edge.from = made_.node(links.text(row, "from_node_id"), links, row);
        edge.to = made_.node(links.text(row, "to_node_id"), links, row);
        edge.lanes = static_cast<std::int32_t>(links.number_or(row, "lanes", 1.0));
        edge.capacity_vehps = links.needed(row, "capacity") * edge.lanes / seconds_per_hour;
        edge.length_m = links.needed(row, "length") * *length_m_;
        edge.free_speed_mps = links.needed(row, "free_speed") * *speed_mps_;
        edge.toll = links.number_or(row, "toll", 0.0);
        std::string const directed = links.text(row, "directed");
        bool const both_ways = directed == "0" || directed == "false" || directed == "FALSE";
        made_.add_link(edge, links, row);
        if (!both_ways) return;
        std::swap(edge.from, edge.to);
        edge.id += "/back";
        made_.add_link(edge, links, row);
    }

    /// Turns name links; those of links that were left out are left out with them.
    void read_turns(RoadNetwork& network) {
        if (!has("movement.csv")) return;
        Table turns(network::read_text(file("movement.csv")), file("movement.csv"),
                    {{"ib_link_id", ""}, {"ob_link_id", ""}, {"penalty", "1"}}, faults_);
        turns.need("ib_link_id", "");
        turns.need("ob_link_id", "");
        std::unordered_map<std::string, std::int32_t> edges;
        auto& roads = network.roads;
        for (std::size_t e = 0; e < roads.edge_id.size(); ++e)
            edges.emplace(roads.edge_id[e], static_cast<std::int32_t>(e));
        std::size_t left_out = 0;
        for (auto const& row : turns.rows()) {
            auto const in = edges.find(turns.text(row, "ib_link_id")),
                       out = edges.find(turns.text(row, "ob_link_id"));
            bool const meet = in != edges.end() && out != edges.end() &&
                              roads.to[static_cast<std::size_t>(in->second)] ==
                                  roads.from[static_cast<std::size_t>(out->second)];
            if (!meet) {
                ++left_out;
                continue;
            }
            double const penalty_s = turns.number_or(row, "penalty", 0.0);
            if (!(penalty_s >= 0.0))
                turns.add(turns.place(row), fmt::format("the penalty is {}", penalty_s),
                          "a penalty is seconds, not negative");
            roads.turns.push_back({in->second, out->second, penalty_s});
        }
        network.notes.push_back(fmt::format("{} turns kept", roads.turns.size()));
        if (left_out > 0)
            network.notes.push_back(
                fmt::format("{} turns between links that do not meet left out", left_out));
    }

    std::filesystem::path folder_;
    GmnsUnits units_;
    FaultList faults_;
    RoadAssembler made_;
    std::optional<double> length_m_, speed_mps_;
};

} // namespace

RoadNetwork read_gmns(std::string const& folder, GmnsUnits const& units) {
    return GmnsReader(folder, units).read();
}

} // namespace jumelle
