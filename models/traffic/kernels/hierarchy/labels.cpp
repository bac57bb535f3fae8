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

/// From the top downward: each vertex takes the best over its higher neighbours. Rows of vertices that are no
/// ancestors of a start hold nothing yet.
JUMELLE_KERNEL void descend(HierarchyCosts const& costs, std::uint8_t const* is_ancestor, double* rows) {
    std::int32_t const* const begin = costs.down_begin.data();
    std::int32_t const* const from = costs.down_from.data();
    double const* const cost = costs.down.data();
    for (std::size_t place = 0; place < costs.down_order.size(); ++place) {
        std::int32_t const v = costs.down_order.data()[place];
        double row[lanes];
        double* const kept = rows + lanes * static_cast<Index>(v);
        if (is_ancestor[v] != 0) {
            for (int lane = 0; lane < lanes; ++lane) row[lane] = kept[lane];
        } else {
            for (int lane = 0; lane < lanes; ++lane) row[lane] = unreachable_cost;
        }
        for (auto i = begin[place]; i < begin[place + 1]; ++i) {
            relax(row, rows + lanes * static_cast<Index>(from[i]), cost[i]);
        }
        for (int lane = 0; lane < lanes; ++lane) kept[lane] = row[lane];
    }
}

/// The best over the links into each terminal that come from vertices that may be passed.
JUMELLE_KERNEL void end_at_terminals(RankedNetwork const& network, double const* link_cost, double* rows) {
    for (std::int32_t v = network.passable; v < network.vertices; ++v) {
        double* const row = rows + lanes * static_cast<Index>(v);
        for (int lane = 0; lane < lanes; ++lane) row[lane] = unreachable_cost;
        for (auto link = network.in_begin.data()[v]; link < network.in_begin.data()[v + 1]; ++link) {
            std::int32_t const tail = network.tail.data()[link];
            if (tail < network.passable) relax(row, rows + lanes * static_cast<Index>(tail), link_cost[link]);
        }
    }
}

} // namespace

Labels::Labels(RankedNetwork const& network)
    : rows_(network.vertices, label_lanes), is_ancestor_(static_cast<std::size_t>(network.passable), 0) {}

void Labels::lower(std::int32_t vertex, Index lane, double label) {
    rows_(vertex, lane) = std::min(rows_(vertex, lane), label);
}

void Labels::add_ancestor(std::int32_t vertex) {
    if (is_ancestor_[static_cast<std::size_t>(vertex)] != 0) return;
    is_ancestor_[static_cast<std::size_t>(vertex)] = 1;
    ancestors_.push_back(vertex);
    double* const row = rows_.row(vertex);
    for (Index lane = 0; lane < label_lanes; ++lane) row[lane] = unreachable_cost;
}

void Labels::start(RankedNetwork const& network, std::span<double const> link_cost) {
    ancestors_.clear();
    for (Index lane = 0; lane < static_cast<Index>(origins_.size()); ++lane) {
        std::int32_t const origin = origins_[static_cast<std::size_t>(lane)];
        if (network.may_pass(origin)) {
            add_ancestor(origin);
            lower(origin, lane, 0.0);
            continue;
        }
        auto const at = static_cast<std::size_t>(origin);
        for (auto i = network.out_begin[at]; i < network.out_begin[at + 1]; ++i) {
            auto const link = static_cast<std::size_t>(network.out[static_cast<std::size_t>(i)]);
            if (!network.may_pass(network.head[link])) continue;
            add_ancestor(network.head[link]);
            lower(network.head[link], lane, link_cost[link]);
        }
    }
}

/// The starts and all that can be reached from them upward, which is what the elimination tree has above
/// them.
void Labels::collect_ancestors(HierarchyCosts const& costs) {
    for (std::size_t k = 0; k < ancestors_.size(); ++k) {
        auto const v = static_cast<std::size_t>(ancestors_[k]);
        for (auto i = costs.up_begin[v]; i < costs.up_begin[v + 1]; ++i) {
            add_ancestor(costs.up_to[static_cast<std::size_t>(i)]);
        }
    }
    std::sort(ancestors_.begin(), ancestors_.end());
}

void Labels::reach_terminals(RankedNetwork const& network, std::span<double const> link_cost) {
    end_at_terminals(network, link_cost.data(), rows_.view().data());
    for (Index lane = 0; lane < static_cast<Index>(origins_.size()); ++lane) {
        std::int32_t const origin = origins_[static_cast<std::size_t>(lane)];
        if (network.may_pass(origin)) continue;
        auto const at = static_cast<std::size_t>(origin);
        for (auto i = network.out_begin[at]; i < network.out_begin[at + 1]; ++i) {
            // From one terminal straight to another.
            auto const link = static_cast<std::size_t>(network.out[static_cast<std::size_t>(i)]);
            if (!network.may_pass(network.head[link])) lower(network.head[link], lane, link_cost[link]);
        }
        rows_(origin, lane) = 0.0;
    }
}

void Labels::search(RankedNetwork const& network, HierarchyCosts const& costs,
                    std::span<double const> link_cost, std::span<std::int32_t const> origins) {
    JUMELLE_EXPECTS(static_cast<Index>(origins.size()) <= label_lanes);
    origins_.assign(origins.begin(), origins.end());
    start(network, link_cost);
    collect_ancestors(costs);
    climb(costs, ancestors_.data(), ancestors_.size(), rows_.view().data());
    descend(costs, is_ancestor_.data(), rows_.view().data());
    for (std::int32_t const v : ancestors_) is_ancestor_[static_cast<std::size_t>(v)] = 0;
    reach_terminals(network, link_cost);
}

} // namespace jumelle::traffic
