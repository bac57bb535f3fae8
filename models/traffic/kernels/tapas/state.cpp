#include "models/traffic/kernels/tapas/state.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace jumelle::traffic {

namespace {

/// Regions that are worked through by one thread have at most this share of the vertices.
constexpr std::int32_t leaves_of_a_town = 24;

} // namespace

AssignmentState make_state(LinkNetwork const& network, OriginTrips const& trips,
                           std::span<std::int32_t const> order) {
    AssignmentState state;
    state.network = make_ranked_network(network, order);
    state.hierarchy = make_hierarchy(state.network);
    state.regions =
        make_regions(state.network, state.hierarchy, std::max(state.network.passable / leaves_of_a_town, 1));
    state.demand = make_demand(state.network, trips, {});
    auto const links = static_cast<std::size_t>(state.network.links());
    for (auto* const column : {&state.x, &state.cost, &state.derivative, &state.label_cost}) {
        column->assign(links, 0.0);
    }
    set_costs(state, network);
    return state;
}

void set_costs(AssignmentState& state, LinkNetwork const& network) {
    JUMELLE_EXPECTS(network.nodes == state.network.vertices);
    state.costs = LinkCosts(network, state.network.link);
    state.is_closed.assign(state.network.link.size(), 0);
    state.closed.clear();
    for (std::size_t i = 0; i < state.is_closed.size() && !network.is_closed.empty(); ++i) {
        state.is_closed[i] = network.is_closed[static_cast<std::size_t>(state.network.link[i])];
        if (state.is_closed[i] != 0) state.closed.push_back(static_cast<std::int32_t>(i));
    }
}

std::vector<double> network_flows(AssignmentState const& state, std::int32_t links) {
    std::vector<double> flow(static_cast<std::size_t>(links), 0.0);
    for (std::size_t i = 0; i < state.x.size(); ++i) {
        flow[static_cast<std::size_t>(state.network.link[i])] = state.x[i];
    }
    return flow;
}

} // namespace jumelle::traffic
