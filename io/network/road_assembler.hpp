#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "io/network/road_network.hpp"
#include "io/network/table.hpp"

namespace jumelle::network {

/// Puts a road network together from tables of nodes and links, and tells what is wrong with their rows.
class RoadAssembler {
  public:
    /// What is known of a node beside its name.
    struct Node {
        std::optional<Point> position;
        std::string zone; ///< empty: none
        bool is_terminal = false;
    };

    /// A node; told where its name is empty or taken.
    void add_node(std::string const& name, Node const& node, Table& table, weather::CsvRow const& row);
    /// Links to names that were never added make nodes of their own from here on.
    void take_new_nodes() { takes_new_nodes_ = true; }
    /// The position of a node; -1 where there is none of that name, which is told.
    std::int32_t node(std::string const& name, Table& table, weather::CsvRow const& row);
    /// A link; what its numbers break is told. Links from a node to itself and second links between the same
    /// two nodes are left out and counted.
    void add_link(RoadEdge edge, Table& table, weather::CsvRow const& row);
    /// Parts that follow from nothing that is wrong: nodes, links, zones in their order. Where no node is in
    /// a zone, each node is a zone of its own name.
    RoadNetwork assemble(RoadUnits const& units);
    void note(std::string text) { notes_.push_back(std::move(text)); }

  private:
    bool is_sound(RoadEdge const& edge, Table& table, weather::CsvRow const& row) const;
    void make_zones(RoadNetwork& network) const;

    std::vector<Point> positions_;
    std::vector<std::string> names_;
    std::vector<std::uint8_t> terminal_;
    std::vector<std::pair<std::string, std::int32_t>> zones_;
    std::unordered_map<std::string, std::int32_t> position_of_;
    std::unordered_set<std::uint64_t> seen_;
    std::vector<RoadEdge> edges_;
    std::vector<std::string> notes_;
    bool takes_new_nodes_ = false, has_positions_ = true;
    std::size_t self_loops_ = 0, duplicates_ = 0;
};

} // namespace jumelle::network
