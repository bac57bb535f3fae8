#include "models/traffic/turn_links.hpp"

#include <map>
#include <utility>

namespace jumelle::traffic {

namespace {

std::size_t at(std::int32_t position) {
    return static_cast<std::size_t>(position);
}

/// Nodes fall apart one after the other.
class TurnMaker {
  public:
    TurnMaker(LinkNetwork& network, RoadGraph const& roads) : network_(network), roads_(roads) {
        into_.resize(at(network.nodes));
        for (std::int32_t link = 0; link < network.links(); ++link) {
            if (network.from[at(link)] != network.to[at(link)])
                into_[at(network.to[at(link)])].push_back(link);
        }
        for (RoadTurn const& turn : roads.turns) turns_at_[roads.to[at(turn.in)]].push_back(turn);
        network.is_terminal.resize(at(network.nodes), 0);
    }

    /// @param zone_of_node whether trips begin or end at each node
    void take_apart(std::vector<std::uint8_t> const& is_zone) {
        for (auto const& [node, turns] : turns_at_) {
            auto const incoming = into_[at(node)];
            std::vector<std::int32_t> outgoing;
            auto const [first, last] = roads_.out_edges(node);
            for (std::int32_t out = first; out < last; ++out)
                if (roads_.to[at(out)] != node) outgoing.push_back(out);
            for (auto const in : incoming) network_.to[at(in)] = new_node();
            for (auto const out : outgoing) network_.from[at(out)] = new_node();
            for (RoadTurn const& turn : turns) {
                if (roads_.from[at(turn.in)] != node && roads_.to[at(turn.out)] != node)
                    join(turn.in, turn.out, turn.penalty_s / roads_.units.time_s);
            }
            network_.is_terminal[at(node)] = 1;
            if (is_zone[at(node)] == 0) continue;
            for (auto const in : incoming) add_link(network_.to[at(in)], node, 0.0);
            for (auto const out : outgoing) add_link(node, network_.from[at(out)], 0.0);
        }
    }

  private:
    std::int32_t new_node() {
        network_.is_terminal.push_back(0);
        return network_.nodes++;
    }
    void join(std::int32_t in, std::int32_t out, double time) {
        add_link(network_.to[at(in)], network_.from[at(out)], time);
    }
    /// A link whose time does not grow.
    void add_link(std::int32_t from, std::int32_t to, double time) {
        network_.from.push_back(from);
        network_.to.push_back(to);
        network_.free_time.push_back(time);
        network_.b.push_back(0.0);
        network_.capacity.push_back(1.0);
        network_.power.push_back(1.0);
        network_.fixed.push_back(0.0);
    }

    LinkNetwork& network_;
    RoadGraph const& roads_;
    std::vector<std::vector<std::int32_t>> into_;            ///< links into each node
    std::map<std::int32_t, std::vector<RoadTurn>> turns_at_; ///< by node
};

} // namespace

LinkNetwork with_turns(LinkNetwork network, RoadGraph const& roads,
                       std::vector<std::int32_t> const& zone_node) {
    if (roads.turns.empty()) return network;
    std::vector<std::uint8_t> is_zone(roads.node.size(), 0);
    for (auto const node : zone_node) is_zone[at(node)] = 1;
    TurnMaker(network, roads).take_apart(is_zone);
    std::size_t const links = network.to.size();
    if (!network.is_closed.empty()) network.is_closed.resize(links, 0);
    for (LinkClass& one : network.classes) {
        if (!one.fixed.empty()) one.fixed.resize(links, 0.0);
        if (!one.is_closed.empty()) one.is_closed.resize(links, 0);
    }
    return network;
}

} // namespace jumelle::traffic
