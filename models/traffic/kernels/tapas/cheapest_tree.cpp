#include "models/traffic/kernels/tapas/cheapest_tree.hpp"

#include <bit>

namespace jumelle::traffic {

namespace {

constexpr std::int32_t bits = 64;

std::size_t at(std::int32_t position) {
    return static_cast<std::size_t>(position);
}

} // namespace

CheapestTree::CheapestTree(RankedNetwork const& network)
    : network_(&network),
      due_(at(network.vertices), 0.0),
      waits_(due_.size(), 0),
      link_into_(due_.size(), none),
      in_tree_(at(network.vertices / bits) + 1, 0) {}

void CheapestTree::send(std::int32_t vertex, double volume, std::int32_t origin, Tracer const& tracer) {
    due_[at(vertex)] += volume;
    while (vertex != origin && link_into_[at(vertex)] == none) {
        std::int32_t const link = tracer.cheapest_into(vertex);
        link_into_[at(vertex)] = link;
        in_tree_[at(vertex / bits)] |= std::uint64_t{1} << (vertex % bits);
        vertices_.push_back(vertex);
        vertex = network_->tail[at(link)];
        ++waits_[at(vertex)];
    }
    root_ = origin;
}

/// Each vertex passes on what it has when all behind it have: `due_` is then what goes through.
void CheapestTree::pass_on() {
    for (std::int32_t vertex : vertices_) {
        while (vertex != root_ && waits_[at(vertex)] == 0) {
            waits_[at(vertex)] = done;
            std::int32_t const tail = network_->tail[at(link_into_[at(vertex)])];
            due_[at(tail)] += due_[at(vertex)];
            --waits_[at(tail)];
            vertex = tail;
        }
    }
    due_[at(root_)] = 0.0;
    waits_[at(root_)] = 0;
}

std::vector<Load> CheapestTree::take_loads() {
    pass_on();
    std::vector<Load> loads;
    loads.reserve(vertices_.size());
    std::int32_t base = 0;
    for (std::uint64_t& word : in_tree_) {
        // Links are numbered by their heads.
        for (std::uint64_t left = word; left != 0; left &= left - 1) {
            std::int32_t const vertex = base + std::countr_zero(left);
            loads.push_back({link_into_[at(vertex)], due_[at(vertex)]});
            due_[at(vertex)] = 0.0;
            waits_[at(vertex)] = 0;
            link_into_[at(vertex)] = none;
        }
        word = 0;
        base += bits;
    }
    vertices_.clear();
    return loads;
}

} // namespace jumelle::traffic
