#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic_tests {

/// Shortest costs from one node to all, by a priority queue and nothing else: no terminal but the origin is
/// passed, closed links are not used. Infinity where there is no way.
inline std::vector<double> plain_dijkstra(traffic::LinkNetwork const& network,
                                          std::vector<double> const& cost, std::int32_t origin) {
    std::vector<std::vector<std::size_t>> out(static_cast<std::size_t>(network.nodes));
    for (std::size_t link = 0; link < network.to.size(); ++link) {
        if (network.is_closed.empty() || network.is_closed[link] == 0)
            out[static_cast<std::size_t>(network.from[link])].push_back(link);
    }
    std::vector<double> label(out.size(), std::numeric_limits<double>::infinity());
    using Entry = std::pair<double, std::int32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    label[static_cast<std::size_t>(origin)] = 0.0;
    queue.emplace(0.0, origin);
    while (!queue.empty()) {
        auto const [least, node] = queue.top();
        queue.pop();
        auto const at = static_cast<std::size_t>(node);
        if (least > label[at]) continue;
        if (node != origin && !network.is_terminal.empty() && network.is_terminal[at] != 0) continue;
        for (std::size_t const link : out[at]) {
            auto const to = static_cast<std::size_t>(network.to[link]);
            if (least + cost[link] >= label[to]) continue;
            label[to] = least + cost[link];
            queue.emplace(label[to], network.to[link]);
        }
    }
    return label;
}

} // namespace jumelle::traffic_tests
