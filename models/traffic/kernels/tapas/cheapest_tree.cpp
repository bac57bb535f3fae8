#include "models/traffic/kernels/tapas/cheapest_tree.hpp"

#include <algorithm>

namespace jumelle::traffic {

CheapestTree::CheapestTree(RankedNetwork const& network)
    : network_(&network),
      due_(static_cast<std::size_t>(network.vertices), 0.0),
      waits_(due_.size(), 0),
      link_into_(due_.size(), none) {}

void CheapestTree::send(std::int32_t vertex, double volume, std::int32_t origin, Tracer const& tracer) {
    due_[static_cast<std::size_t>(vertex)] += volume;
    while (vertex != origin && link_into_[static_cast<std::size_t>(vertex)] == none) {
        std::int32_t const link = tracer.cheapest_into(vertex);
        link_into_[static_cast<std::size_t>(vertex)] = link;
        vertices_.push_back(vertex);
        vertex = network_->tail[static_cast<std::size_t>(link)];
        ++waits_[static_cast<std::size_t>(vertex)];
    }
    root_ = origin;
}

std::vector<Load> CheapestTree::take_loads() {
    std::vector<Load> loads;
    loads.reserve(vertices_.size());
    for (std::int32_t const leaf : vertices_) {
        std::int32_t vertex = leaf;
        while (vertex != root_ && waits_[static_cast<std::size_t>(vertex)] == 0) {
            auto const at = static_cast<std::size_t>(vertex);
            if (link_into_[at] == none) break;
            loads.push_back({link_into_[at], due_[at]});
            vertex = network_->tail[static_cast<std::size_t>(link_into_[at])];
            due_[static_cast<std::size_t>(vertex)] += due_[at];
            due_[at] = 0.0;
            link_into_[at] = none;
            --waits_[static_cast<std::size_t>(vertex)];
        }
    }
    due_[static_cast<std::size_t>(root_)] = 0.0;
    vertices_.clear();
    std::sort(loads.begin(), loads.end(), [](Load const& a, Load const& b) { return a.link < b.link; });
    return loads;
}

} // namespace jumelle::traffic
