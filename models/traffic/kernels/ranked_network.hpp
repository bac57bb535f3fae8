#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic {

/// The network as the search sees it. Vertices are nodes renumbered: first those that may be passed, in the
/// order of elimination (a vertex's number is its rank), then the terminals. Links are sorted by head, then
/// tail, so that neighbours in the town are neighbours in memory; links from a node to itself are left out.
struct RankedNetwork {
    std::int32_t vertices = 0;
    std::int32_t passable = 0; ///< vertices below this may be passed
    std::vector<std::int32_t> vertex_of_node, node_of_vertex;
    std::vector<std::int32_t> tail, head; ///< vertices of each link
    std::vector<std::int32_t> in_begin;   ///< vertices + 1 offsets: links into each vertex
    std::vector<std::int32_t> out_begin;  ///< vertices + 1 offsets into `out`
    std::vector<std::int32_t> out;        ///< links out of each vertex
    std::vector<std::int32_t> link;       ///< the network's number of each link

    std::int32_t links() const { return static_cast<std::int32_t>(tail.size()); }
    bool may_pass(std::int32_t vertex) const { return vertex < passable; }
};

/// @param order nodes in order of elimination, each once; terminals may stand anywhere in it
/// @pre order is a permutation of the network's nodes
RankedNetwork make_ranked_network(LinkNetwork const& network, std::span<std::int32_t const> order);

} // namespace jumelle::traffic
