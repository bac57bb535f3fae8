#include "models/traffic/kernels/tapas/reduction.hpp"

#include <algorithm>

#include "core/base/kernel.hpp"

namespace jumelle::traffic {

namespace {

std::size_t at(std::int32_t position) {
    return static_cast<std::size_t>(position);
}

/// t − t(0) in the snapshot: by how much a link would become cheaper if all its flow left it.
JUMELLE_INLINE double congestion_of(AssignmentState const& state, std::int32_t link) {
    return state.cost.data()[link] - state.costs[link].base;
}

} // namespace

FlowReduction::FlowReduction(RankedNetwork const& network)
    : network_(&network), vertices_(at(network.vertices)), visit_(vertices_.size(), Visit::wanted) {}

JUMELLE_KERNEL bool FlowReduction::read(AssignmentState const& state, std::int32_t origin,
                                        double const* label, double most_detour) {
    ClassView const& view = state.view_of(origin);
    origin_ = origin;
    start_ = state.demand.origin[at(origin)];
    for (std::int32_t const head : heads_) vertices_[at(head)] = {};
    heads_.clear();
    uses_.clear();
    bool has_leaving = false;
    state.flows[at(origin)].for_each([&](std::int32_t link, double flow) {
        if (!(flow > 0.0)) return;
        std::int32_t const tail = network_->tail.data()[link], head = network_->head.data()[link];
        double const end = label[label_lanes * head];
        double const arrival = label[label_lanes * tail] + view.label_cost.data()[link];
        double const excess = arrival - end;
        bool const leaves = view.is_closed.data()[link] != 0 ||
                            (excess > most_detour * end && excess > congestion_of(state, link));
        has_leaving |= leaves;
        Vertex& vertex = vertices_.data()[head];
        auto const use = static_cast<std::int32_t>(uses_.size());
        if (vertex.end == 0) {
            vertex.first = use;
            heads_.push_back(head);
        }
        vertex.end = use + 1;
        uses_.push_back({tail, leaves, flow});
    });
    return has_leaving;
}

/// All flow into the vertex comes from vertices that have been left.
JUMELLE_INLINE void FlowReduction::leave(std::int32_t v) {
    Vertex& vertex = vertices_.data()[v];
    double before = 0.0, stays = 0.0;
    for (auto u = vertex.first; u < vertex.end; ++u) {
        Use& use = uses_.data()[u];
        before += use.flow;
        use.flow = use.leaves ? 0.0 : use.flow * vertices_.data()[use.tail].share;
        stays += use.flow;
    }
    // Flow that comes from nowhere is rounding, and leaves.
    double const rest = before > 0.0 ? stays / before : 0.0;
    vertex.stays = stays;
    vertex.share = v == start_ ? 1.0 : rest;
    vertex.need = 0.0;
    visit_.data()[v] = Visit::done;
    order_.push_back(v);
}

/// Leaves the vertices from which flow comes to a vertex, then that one; false where there is a cycle.
JUMELLE_INLINE bool FlowReduction::follow_back(std::int32_t vertex) {
    way_.clear();
    way_.push_back({vertex, vertices_.data()[vertex].first});
    visit_.data()[vertex] = Visit::open;
    while (!way_.empty()) {
        Step& step = way_.back();
        if (step.next == vertices_.data()[step.vertex].end) {
            leave(step.vertex);
            way_.pop_back();
            continue;
        }
        std::int32_t const tail = uses_.data()[step.next++].tail;
        if (visit_.data()[tail] == Visit::open) return false;
        if (visit_.data()[tail] == Visit::done) continue;
        visit_.data()[tail] = Visit::open;
        way_.push_back({tail, vertices_.data()[tail].first});
    }
    return true;
}

JUMELLE_KERNEL bool FlowReduction::follow_what_stays() {
    std::fill(visit_.begin(), visit_.end(), Visit::wanted);
    order_.clear();
    for (std::int32_t const head : heads_) {
        if (visit_.data()[head] == Visit::wanted && !follow_back(head)) return false;
    }
    return true;
}

JUMELLE_KERNEL void FlowReduction::ask_for_less(Demand& demand, std::vector<double> const& wanted) {
    auto const first = demand.begin[at(origin_)];
    for (auto i = first; i < demand.begin[at(origin_) + 1]; ++i) {
        auto const trip = static_cast<std::size_t>(i);
        if (!(demand.carried[trip] > 0.0)) continue;
        Vertex& vertex = vertices_[at(demand.destination[trip])];
        double const share = vertex.end > 0 ? vertex.share : 0.0;
        demand.carried[trip] =
            std::min(share * demand.carried[trip], wanted[static_cast<std::size_t>(i - first)]);
        vertex.need += demand.carried[trip];
    }
    for (std::size_t i = order_.size(); i-- > 0;) {
        Vertex const& vertex = vertices_.data()[order_.data()[i]];
        double const factor = vertex.stays > 0.0 ? vertex.need / vertex.stays : 0.0;
        for (auto u = vertex.first; u < vertex.end; ++u) {
            Use& use = uses_.data()[u];
            use.flow *= factor;
            vertices_.data()[use.tail].need += use.flow;
        }
    }
}

void FlowReduction::give_up(Demand& demand) {
    for (Use& use : uses_) use.flow = 0.0;
    for (auto i = demand.begin[at(origin_)]; i < demand.begin[at(origin_) + 1]; ++i) {
        demand.carried[static_cast<std::size_t>(i)] = 0.0;
    }
}

void FlowReduction::reduce(AssignmentState& state, std::vector<double> const& wanted) {
    if (follow_what_stays()) {
        ask_for_less(state.demand, wanted);
    } else {
        give_up(state.demand);
    }
    Use const* use = uses_.data();
    state.flows[at(origin_)].update_each([&](std::int32_t, double& flow) {
        if (flow > 0.0) flow = (use++)->flow;
    });
}

} // namespace jumelle::traffic
