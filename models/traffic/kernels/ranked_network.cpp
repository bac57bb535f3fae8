#include "models/traffic/kernels/ranked_network.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "core/base/contract.hpp"

namespace jumelle::traffic {

namespace {

void number_vertices(LinkNetwork const& network, std::span<std::int32_t const> order, RankedNetwork& ranked) {
    auto const is_terminal = [&](std::int32_t node) {
        return !network.is_terminal.empty() && network.is_terminal[static_cast<std::size_t>(node)] != 0;
    };
    for (std::int32_t const node : order) {
        if (!is_terminal(node)) ranked.node_of_vertex.push_back(node);
    }
    ranked.passable = static_cast<std::int32_t>(ranked.node_of_vertex.size());
    for (std::int32_t const node : order) {
        if (is_terminal(node)) ranked.node_of_vertex.push_back(node);
    }
    ranked.vertex_of_node.assign(static_cast<std::size_t>(network.nodes), 0);
    for (std::size_t vertex = 0; vertex < ranked.node_of_vertex.size(); ++vertex) {
        ranked.vertex_of_node[static_cast<std::size_t>(ranked.node_of_vertex[vertex])] =
            static_cast<std::int32_t>(vertex);
    }
}

/// Offsets of the links at each vertex, from the vertex of each link.
std::vector<std::int32_t> offsets(std::int32_t vertices, std::vector<std::int32_t> const& vertex) {
    std::vector<std::int32_t> begin(static_cast<std::size_t>(vertices) + 1, 0);
    for (std::int32_t const v : vertex) ++begin[static_cast<std::size_t>(v) + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    return begin;
}

} // namespace

RankedNetwork make_ranked_network(LinkNetwork const& network, std::span<std::int32_t const> order) {
    JUMELLE_EXPECTS(static_cast<std::int32_t>(order.size()) == network.nodes);
    RankedNetwork ranked;
    ranked.vertices = network.nodes;
    number_vertices(network, order, ranked);
    auto const vertex = [&](std::int32_t node) {
        return ranked.vertex_of_node[static_cast<std::size_t>(node)];
    };
    for (std::int32_t link = 0; link < network.links(); ++link) {
        auto const at = static_cast<std::size_t>(link);
        if (network.from[at] != network.to[at]) ranked.link.push_back(link);
    }
    auto const key = [&](std::int32_t link) {
        auto const at = static_cast<std::size_t>(link);
        return std::tuple(vertex(network.to[at]), vertex(network.from[at]), link);
    };
    std::sort(ranked.link.begin(), ranked.link.end(),
              [&](std::int32_t a, std::int32_t b) { return key(a) < key(b); });
    for (std::int32_t const link : ranked.link) {
        ranked.tail.push_back(vertex(network.from[static_cast<std::size_t>(link)]));
        ranked.head.push_back(vertex(network.to[static_cast<std::size_t>(link)]));
    }
    ranked.in_begin = offsets(ranked.vertices, ranked.head);
    ranked.out_begin = offsets(ranked.vertices, ranked.tail);
    ranked.out.resize(ranked.tail.size());
    auto next = ranked.out_begin;
    for (std::int32_t link = 0; link < ranked.links(); ++link) {
        auto& place = next[static_cast<std::size_t>(ranked.tail[static_cast<std::size_t>(link)])];
        ranked.out[static_cast<std::size_t>(place++)] = link;
    }
    return ranked;
}

} // namespace jumelle::traffic
