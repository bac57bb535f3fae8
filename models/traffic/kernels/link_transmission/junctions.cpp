#include "models/traffic/kernels/link_transmission/junctions.hpp"

#include <algorithm>

namespace jumelle::traffic {

namespace {

/// Sorts items by node, in order of items: offsets of nodes, then items.
void by_node(std::int32_t nodes, std::vector<std::int32_t> const& node_of, std::vector<std::int64_t>& begin,
             std::vector<std::int32_t>& item) {
    begin.assign(static_cast<std::size_t>(nodes) + 1, 0);
    for (std::int32_t const node : node_of) ++begin[static_cast<std::size_t>(node) + 1];
    for (std::size_t node = 1; node < begin.size(); ++node) begin[node] += begin[node - 1];
    item.assign(node_of.size(), 0);
    auto next = begin;
    for (std::size_t i = 0; i < node_of.size(); ++i)
        item[static_cast<std::size_t>(next[node_of[i]]++)] = static_cast<std::int32_t>(i);
}

/// Node of each row of turns.
std::vector<std::int32_t> nodes_of_rows(TransmissionNetwork const& network, Departures const& departures) {
    auto nodes = network.to;
    nodes.insert(nodes.end(), departures.node.begin(), departures.node.end());
    return nodes;
}

void find_exits(TransmissionNetwork const& network, Junctions& junctions) {
    std::vector<std::int64_t> begin;
    std::vector<std::int32_t> link;
    by_node(network.nodes, network.from, begin, link);
    junctions.exit_begin.push_back(0);
    for (std::int32_t node = 0; node < network.nodes; ++node) {
        junctions.exit_link.insert(junctions.exit_link.end(), link.begin() + begin[node],
                                   link.begin() + begin[node + 1]);
        junctions.exit_link.push_back(leaves_here);
        junctions.exit_begin.push_back(static_cast<std::int64_t>(junctions.exit_link.size()));
    }
}

void find_turns(std::vector<std::int32_t> const& row_node, TurnFractions const& turns, Junctions& junctions) {
    junctions.turn_begin.push_back(0);
    for (std::int32_t const row : junctions.approach_row) {
        auto const node = static_cast<std::size_t>(row_node[row]);
        auto const first = junctions.exit_link.begin() + junctions.exit_begin[node];
        auto const last = junctions.exit_link.begin() + junctions.exit_begin[node + 1];
        for (auto entry = turns.begin[row]; entry < turns.begin[row + 1]; ++entry) {
            junctions.turn_exit.push_back(
                static_cast<std::int32_t>(std::find(first, last, turns.to[entry]) - first));
            junctions.turn_entry.push_back(entry);
        }
        junctions.turn_begin.push_back(junctions.turns());
    }
}

} // namespace

Junctions make_junctions(TransmissionNetwork const& network, Departures const& departures,
                         TurnFractions const& turns) {
    Junctions junctions;
    auto const row_node = nodes_of_rows(network, departures);
    by_node(network.nodes, row_node, junctions.approach_begin, junctions.approach_row);
    for (std::int32_t const row : junctions.approach_row)
        junctions.approach_from.push_back(row < network.links() ? network.from[row] : Junctions::none);
    find_exits(network, junctions);
    for (std::int32_t const link : junctions.exit_link)
        junctions.exit_to.push_back(link == leaves_here ? Junctions::none : network.to[link]);
    find_turns(row_node, turns, junctions);
    auto const periods = static_cast<std::int64_t>(turns.from_s.size());
    junctions.fraction.reserve(static_cast<std::size_t>(periods * junctions.turns()));
    for (std::int64_t period = 0; period < periods; ++period) {
        for (auto const entry : junctions.turn_entry)
            junctions.fraction.push_back(turns.fraction[period * turns.entries() + entry]);
    }
    return junctions;
}

namespace {

/// Whether a node's approaches turn alike: the same exits in the same order with the same fractions.
bool turns_alike(PeriodTurns const& a, PeriodTurns const& b, std::int32_t node) {
    auto const first = a.junctions->approach_begin[node], last = a.junctions->approach_begin[node + 1];
    for (auto approach = first; approach < last; ++approach) {
        auto const at_a = a.junctions->turn_begin[approach], at_b = b.junctions->turn_begin[approach];
        auto const size = a.junctions->turn_begin[approach + 1] - at_a;
        if (size != b.junctions->turn_begin[approach + 1] - at_b) return false;
        for (std::int64_t turn = 0; turn < size; ++turn) {
            if (a.junctions->turn_exit[at_a + turn] != b.junctions->turn_exit[at_b + turn] ||
                a.junctions->fractions(a.period)[at_a + turn] !=
                    b.junctions->fractions(b.period)[at_b + turn])
                return false;
        }
    }
    return true;
}

} // namespace

std::vector<std::int32_t> nodes_turning_otherwise(PeriodTurns const& a, PeriodTurns const& b) {
    std::vector<std::int32_t> nodes;
    for (std::int32_t node = 0; node < a.junctions->nodes(); ++node) {
        if (!turns_alike(a, b, node)) nodes.push_back(node);
    }
    return nodes;
}

} // namespace jumelle::traffic
