#include "core/territory/dissection.hpp"

#include <algorithm>
#include <array>
#include <metis.h>
#include <mutex>

#include "core/base/contract.hpp"
#include "core/base/error.hpp"
#include "core/territory/easy_elimination.hpp"

namespace jumelle {

Neighbours neighbours_of(std::int32_t nodes, std::span<std::int32_t const> from,
                         std::span<std::int32_t const> to) {
    JUMELLE_EXPECTS(from.size() == to.size());
    std::vector<std::int64_t> start(static_cast<std::size_t>(nodes) + 1, 0);
    for (std::size_t link = 0; link < from.size(); ++link) {
        if (from[link] == to[link]) continue;
        ++start[static_cast<std::size_t>(from[link]) + 1];
        ++start[static_cast<std::size_t>(to[link]) + 1];
    }
    for (std::size_t node = 0; node + 1 < start.size(); ++node) start[node + 1] += start[node];
    std::vector<std::int32_t> beside(static_cast<std::size_t>(start.back()));
    auto next = start;
    for (std::size_t link = 0; link < from.size(); ++link) {
        if (from[link] == to[link]) continue;
        beside[static_cast<std::size_t>(next[static_cast<std::size_t>(from[link])]++)] = to[link];
        beside[static_cast<std::size_t>(next[static_cast<std::size_t>(to[link])]++)] = from[link];
    }
    Neighbours graph;
    graph.begin.push_back(0);
    for (std::size_t node = 0; node + 1 < start.size(); ++node) {
        auto const first = beside.begin() + start[node], last = beside.begin() + start[node + 1];
        std::sort(first, last);
        graph.to.insert(graph.to.end(), first, std::unique(first, last));
        graph.begin.push_back(static_cast<std::int32_t>(graph.to.size()));
    }
    return graph;
}

namespace {

/// What is left of a graph, for METIS.
struct Rest {
    std::vector<idx_t> begin, to;
    std::vector<std::int32_t> node; ///< in the whole graph
};

Rest rest_of(EasyElimination const& graph) {
    Rest rest;
    std::vector<idx_t> position(static_cast<std::size_t>(graph.nodes()), -1);
    for (std::int32_t node = 0; node < graph.nodes(); ++node) {
        if (graph.is_gone(node)) continue;
        position[static_cast<std::size_t>(node)] = static_cast<idx_t>(rest.node.size());
        rest.node.push_back(node);
    }
    rest.begin.push_back(0);
    for (std::int32_t const node : rest.node) {
        for (std::int32_t const neighbour : graph.neighbours(node))
            rest.to.push_back(position[static_cast<std::size_t>(neighbour)]);
        rest.begin.push_back(static_cast<idx_t>(rest.to.size()));
    }
    return rest;
}

} // namespace

std::vector<std::int32_t> dissection_order(Neighbours const& graph) {
    EasyElimination const easy(graph);
    std::vector<std::int32_t> order = easy.order();
    Rest rest = rest_of(easy);
    if (rest.node.empty()) return order;
    auto count = static_cast<idx_t>(rest.node.size());
    std::vector<idx_t> eliminated(rest.node.size()), place(rest.node.size());
    constexpr idx_t seed = 20260101;
    std::array<idx_t, METIS_NOPTIONS> options{};
    METIS_SetDefaultOptions(options.data());
    options[METIS_OPTION_SEED] = seed;
    options[METIS_OPTION_NUMBERING] = 0;
    int answer = METIS_OK;
    {
        // METIS draws from the C library's one stream of random numbers.
        static std::mutex one_at_a_time;
        std::lock_guard const lock(one_at_a_time);
        answer = METIS_NodeND(&count, rest.begin.data(), rest.to.data(), nullptr, options.data(),
                              eliminated.data(), place.data());
    }
    if (answer != METIS_OK) throw RunError("the road graph could not be ordered: out of memory");
    for (idx_t const node : eliminated) order.push_back(rest.node[static_cast<std::size_t>(node)]);
    return order;
}

} // namespace jumelle
