#include "models/traffic/kernels/hierarchy/labels.hpp"

#include <algorithm>

#include "core/base/contract.hpp"
#include "core/base/kernel.hpp"

namespace jumelle::traffic {

namespace {

constexpr int lanes = static_cast<int>(label_lanes);

JUMELLE_INLINE void relax(double* row, double const* over, double cost) {
    for (int lane = 0; lane < lanes; ++lane) {
        double const candidate = over[lane] + cost;
        row[lane] = candidate < row[lane] ? candidate : row[lane];
    }
}

/// From the starts upward: each ancestor lowers its higher neighbours.
JUMELLE_KERNEL void climb(HierarchyCosts const& costs, std::int32_t const* ancestors, std::size_t count,
                          double* rows) {
    for (std::size_t k = 0; k < count; ++k) {
        std::int32_t const v = ancestors[k];
        double const* const from = rows + lanes * static_cast<Index>(v);
        for (auto i = costs.up_begin.data()[v]; i < costs.up_begin.data()[v + 1]; ++i) {
            relax(rows + lanes * static_cast<Index>(costs.up_to.data()[i]), from, costs.up.data()[i]);
        }
    }
}

/// From the top downward: each vertex takes the best over its higher neighbours.
JUMELLE_KERNEL void descend(HierarchyCosts const& costs, std::int32_t vertices, double* rows) {
    std::int32_t const* const begin = costs.down_begin.data();
    std::int32_t const* const from = costs.down_from.data();
    double const* const cost = costs.down.data();
    for (std::int32_t v = vertices - 1; v >= 0; --v) {
        double row[lanes];
        double* const kept = rows + lanes * static_cast<Index>(v);
        for (int lane = 0; lane < lanes; ++lane) row[lane] = kept[lane];
        for (auto i = begin[v]; i < begin[v + 1]; ++i) {
            relax(row, rows + lanes * static_cast<Index>(from[i]), cost[i]);
        }
        for (int lane = 0; lane < lanes; ++lane) kept[lane] = row[lane];
    }
}

} // namespace

Labels::Labels(RankedNetwork const& network)
    : rows_(network.vertices, label_lanes), is_ancestor_(static_cast<std::size_t>(network.passable), 0) {}

void Labels::lower(std::int32_t vertex, Index lane, double label) {
    rows_(vertex, lane) = std::min(rows_(vertex, lane), label);
}

void Labels::start(RankedNetwork const& network, std::span<double const> link_cost) {
    rows_.fill(unreachable_cost);
    ancestors_.clear();
    auto const add = [&](std::int32_t vertex) {
        if (is_ancestor_[static_cast<std::size_t>(vertex)] != 0) return;
        is_ancestor_[static_cast<std::size_t>(vertex)] = 1;
        ancestors_.push_back(vertex);
    };
    for (Index lane = 0; lane < static_cast<Index>(origins_.size()); ++lane) {
        std::int32_t const origin = origins_[static_cast<std::size_t>(lane)];
        if (network.may_pass(origin)) {
            lower(origin, lane, 0.0);
            add(origin);
            continue;
        }
        auto const at = static_cast<std::size_t>(origin);
        for (auto i = network.out_begin[at]; i < network.out_begin[at + 1]; ++i) {
            auto const link = static_cast<std::size_t>(network.out[static_cast<std::size_t>(i)]);
            if (!network.may_pass(network.head[link])) continue;
            lower(network.head[link], lane, link_cost[link]);
            add(network.head[link]);
        }
    }
}

/// The starts and all that can be reached from them upward, which is what the elimination tree has above them.
void Labels::collect_ancestors(HierarchyCosts const& costs) {
    for (std::size_t k = 0; k < ancestors_.size(); ++k) {
        auto const v = static_cast<std::size_t>(ancestors_[k]);
        for (auto i = costs.up_begin[v]; i < costs.up_begin[v + 1]; ++i) {
            std::int32_t const to = costs.up_to[static_cast<std::size_t>(i)];
            if (is_ancestor_[static_cast<std::size_t>(to)] != 0) continue;
            is_ancestor_[static_cast<std::size_t>(to)] = 1;
            ancestors_.push_back(to);
        }
    }
    std::sort(ancestors_.begin(), ancestors_.end());
    for (std::int32_t const v : ancestors_) is_ancestor_[static_cast<std::size_t>(v)] = 0;
}

void Labels::reach_terminals(RankedNetwork const& network, std::span<double const> link_cost) {
    for (std::int32_t v = network.passable; v < network.vertices; ++v) {
        auto const at = static_cast<std::size_t>(v);
        for (auto link = network.in_begin[at]; link < network.in_begin[at + 1]; ++link) {
            auto const l = static_cast<std::size_t>(link);
            std::int32_t const tail = network.tail[l];
            if (network.may_pass(tail)) relax(rows_.row(v), rows_.row(tail), link_cost[l]);
            for (Index lane = 0; lane < static_cast<Index>(origins_.size()); ++lane) {
                // From one terminal straight to another.
                if (!network.may_pass(tail) && origins_[static_cast<std::size_t>(lane)] == tail)
                    lower(v, lane, link_cost[l]);
            }
        }
    }
    for (Index lane = 0; lane < static_cast<Index>(origins_.size()); ++lane) {
        rows_(origins_[static_cast<std::size_t>(lane)], lane) = 0.0;
    }
}

void Labels::search(RankedNetwork const& network, HierarchyCosts const& costs,
                    std::span<double const> link_cost, std::span<std::int32_t const> origins) {
    JUMELLE_EXPECTS(static_cast<Index>(origins.size()) <= label_lanes);
    origins_.assign(origins.begin(), origins.end());
    start(network, link_cost);
    collect_ancestors(costs);
    climb(costs, ancestors_.data(), ancestors_.size(), rows_.view().data());
    descend(costs, network.passable, rows_.view().data());
    reach_terminals(network, link_cost);
}

} // namespace jumelle::traffic
