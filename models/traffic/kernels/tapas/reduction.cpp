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
    : network_(&network), vertices_(at(network.vertices)) {}

JUMELLE_KERNEL bool FlowReduction::read(AssignmentState const& state, std::int32_t origin,
                                        double const* label, double most_detour) {
    ClassView const& view = state.view_of(origin);
    origin_ = origin;
    start_ = state.demand.origin[at(origin)];
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
        uses_.push_back({link, tail, head, none, flow, leaves});
    });
    return has_leaving;
}

/// Vertices with flow so that all flow into a vertex comes from earlier ones; false where there is a cycle.
bool FlowReduction::order_vertices(Demand const& demand) {
    for (auto i = demand.begin[at(origin_)]; i < demand.begin[at(origin_) + 1]; ++i)
        vertices_[at(demand.destination[static_cast<std::size_t>(i)])] = {};
    for (Use const& use : uses_) vertices_[at(use.tail)] = vertices_[at(use.head)] = {};
    for (std::size_t i = 0; i < uses_.size(); ++i) {
        Use& use = uses_[i];
        Vertex& head = vertices_[at(use.head)];
        if (head.first_in == none) head.first_in = static_cast<std::int32_t>(i);
        ++head.arrivals;
        use.next_out = vertices_[at(use.tail)].first_out;
        vertices_[at(use.tail)].first_out = static_cast<std::int32_t>(i);
    }
    order_.clear();
    for (Use const& use : uses_) {
        // One use of each tail has none after it.
        if (use.next_out == none && vertices_[at(use.tail)].arrivals == 0) order_.push_back(use.tail);
    }
    std::size_t passed = 0;
    for (std::size_t i = 0; i < order_.size(); ++i) {
        for (auto u = vertices_[at(order_[i])].first_out; u != none; u = uses_[at(u)].next_out) {
            std::int32_t const head = uses_[at(u)].head;
            if (--vertices_[at(head)].arrivals == 0) order_.push_back(head);
            ++passed;
        }
    }
    return passed == uses_.size();
}

void FlowReduction::follow_what_stays() {
    for (std::int32_t const v : order_) {
        Vertex const& vertex = vertices_[at(v)];
        // Flow that comes from nowhere is rounding, and leaves.
        double const rest = vertex.before > 0.0 ? vertex.stays / vertex.before : 0.0;
        double const share = v == start_ ? 1.0 : rest;
        for (auto u = vertex.first_out; u != none; u = uses_[at(u)].next_out) {
            Use& use = uses_[at(u)];
            Vertex& head = vertices_[at(use.head)];
            head.before += use.flow;
            use.flow = use.leaves ? 0.0 : use.flow * share;
            head.stays += use.flow;
        }
    }
}

void FlowReduction::ask_for_less(Demand& demand, std::vector<double> const& wanted) {
    auto const first = demand.begin[at(origin_)];
    for (auto i = first; i < demand.begin[at(origin_) + 1]; ++i) {
        auto const trip = static_cast<std::size_t>(i);
        if (!(demand.carried[trip] > 0.0)) continue;
        Vertex& vertex = vertices_[at(demand.destination[trip])];
        double const share = vertex.before > 0.0 ? vertex.stays / vertex.before : 0.0;
        demand.carried[trip] =
            std::min(share * demand.carried[trip], wanted[static_cast<std::size_t>(i - first)]);
        vertex.need += demand.carried[trip];
    }
    for (std::size_t i = order_.size(); i-- > 0;) {
        Vertex const& vertex = vertices_[at(order_[i])];
        if (vertex.first_in == none) continue;
        double const factor = vertex.stays > 0.0 ? vertex.need / vertex.stays : 0.0;
        for (auto u = at(vertex.first_in); u < uses_.size() && uses_[u].head == order_[i]; ++u) {
            uses_[u].flow *= factor;
            vertices_[at(uses_[u].tail)].need += uses_[u].flow;
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
    if (order_vertices(state.demand)) {
        follow_what_stays();
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
