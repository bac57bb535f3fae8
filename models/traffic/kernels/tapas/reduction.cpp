#include "models/traffic/kernels/tapas/reduction.hpp"

#include <algorithm>

namespace jumelle::traffic {

namespace {

std::size_t at(std::int32_t position) {
    return static_cast<std::size_t>(position);
}

/// Calls `body(link, flow)` for the links out of a vertex that carry flow.
template <class Body>
void for_flows_out(RankedNetwork const& network, std::int32_t vertex, OriginFlows const& flows, Body&& body) {
    for (auto i = network.out_begin[at(vertex)]; i < network.out_begin[at(vertex) + 1]; ++i) {
        std::int32_t const link = network.out[at(i)];
        double const flow = flows.flow(link);
        if (flow > 0.0) body(link, flow);
    }
}

} // namespace

FlowReduction::FlowReduction(RankedNetwork const& network)
    : network_(&network),
      arrivals_(at(network.vertices), 0),
      before_(arrivals_.size(), 0.0),
      alive_(arrivals_.size(), 0.0),
      need_(arrivals_.size(), 0.0) {}

/// Vertices with flow so that all flow into a vertex comes from earlier ones; false where there is a cycle.
bool FlowReduction::order_vertices(AssignmentState const& state, std::int32_t origin) {
    OriginFlows const& flows = state.flows[at(origin)];
    order_.clear();
    std::fill(arrivals_.begin(), arrivals_.end(), 0);
    std::size_t left = 0;
    flows.for_each([&](std::int32_t link, double flow) {
        if (!(flow > 0.0)) return;
        ++arrivals_[at(network_->head[at(link)])];
        ++left;
    });
    flows.for_each([&](std::int32_t link, double flow) {
        std::int32_t const tail = network_->tail[at(link)];
        if (!(flow > 0.0) || arrivals_[at(tail)] != 0) return;
        arrivals_[at(tail)] = -1; // stands in the order
        order_.push_back(tail);
    });
    for (std::size_t i = 0; i < order_.size(); ++i) {
        for_flows_out(*network_, order_[i], flows, [&](std::int32_t link, double) {
            std::int32_t const head = network_->head[at(link)];
            if (--arrivals_[at(head)] == 0) order_.push_back(head);
            --left;
        });
    }
    return left == 0;
}

void FlowReduction::follow_what_lives(AssignmentState& state, std::int32_t origin) {
    OriginFlows& flows = state.flows[at(origin)];
    auto const& is_closed = state.view_of(origin).is_closed;
    std::int32_t const start = state.demand.origin[at(origin)];
    for (std::int32_t const vertex : order_)
        before_[at(vertex)] = alive_[at(vertex)] = need_[at(vertex)] = 0.0;
    for (std::int32_t const vertex : order_) {
        double const arrived = before_[at(vertex)];
        // Flow that comes from nowhere is rounding, and dies.
        double const rest = arrived > 0.0 ? alive_[at(vertex)] / arrived : 0.0;
        double const share = vertex == start ? 1.0 : rest;
        for_flows_out(*network_, vertex, flows, [&](std::int32_t link, double flow) {
            double const alive = is_closed[at(link)] != 0 ? 0.0 : flow * share;
            std::int32_t const head = network_->head[at(link)];
            before_[at(head)] += flow;
            alive_[at(head)] += alive;
            flows.at(link) = alive;
        });
    }
}

void FlowReduction::ask_for_less(AssignmentState& state, std::int32_t origin,
                                 std::vector<double> const& wanted) {
    Demand& demand = state.demand;
    auto const first = demand.begin[at(origin)];
    for (auto i = first; i < demand.begin[at(origin) + 1]; ++i) {
        auto const trip = static_cast<std::size_t>(i);
        std::size_t const vertex = at(demand.destination[trip]);
        if (!(demand.carried[trip] > 0.0)) continue;
        double const share = before_[vertex] > 0.0 ? alive_[vertex] / before_[vertex] : 0.0;
        double const left = share * demand.carried[trip];
        demand.carried[trip] = std::min(left, wanted[static_cast<std::size_t>(i - first)]);
        need_[vertex] += demand.carried[trip];
    }
    OriginFlows& flows = state.flows[at(origin)];
    for (std::size_t i = order_.size(); i-- > 0;) {
        std::size_t const vertex = at(order_[i]);
        double const factor = alive_[vertex] > 0.0 ? need_[vertex] / alive_[vertex] : 0.0;
        flows.for_each(network_->in_begin[vertex], network_->in_begin[vertex + 1],
                       [&](std::int32_t link, double flow) {
                           flows.at(link) = flow * factor;
                           need_[at(network_->tail[at(link)])] += flow * factor;
                       });
    }
}

void FlowReduction::reduce(AssignmentState& state, std::int32_t origin, std::vector<double> const& wanted) {
    if (order_vertices(state, origin)) {
        follow_what_lives(state, origin);
        ask_for_less(state, origin, wanted);
        return;
    }
    OriginFlows& flows = state.flows[at(origin)];
    flows.for_each([&](std::int32_t link, double) { flows.at(link) = 0.0; });
    for (auto i = state.demand.begin[at(origin)]; i < state.demand.begin[at(origin) + 1]; ++i) {
        state.demand.carried[static_cast<std::size_t>(i)] = 0.0;
    }
}

} // namespace jumelle::traffic
