#include "models/traffic/kernels/tapas/state.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace jumelle::traffic {

namespace {

double fixed_of(LinkNetwork const& network, std::size_t kind, std::size_t link) {
    auto const& fixed = network.classes[kind].fixed;
    return fixed.empty() ? 0.0 : fixed[link];
}

} // namespace

AssignmentState make_state(LinkNetwork const& network, OriginTrips const& trips,
                           std::span<std::int32_t const> order) {
    AssignmentState state;
    state.network = make_ranked_network(network, order);
    state.hierarchy = make_hierarchy(state.network);
    state.cell_of_link = cells_of_links(state.network, state.hierarchy.regions);
    state.demand = make_demand(state.network, trips, {});
    auto const links = static_cast<std::size_t>(state.network.links());
    for (auto* const column : {&state.x, &state.cost, &state.derivative}) {
        column->assign(links, 0.0);
    }
    set_costs(state, network);
    return state;
}

void set_costs(AssignmentState& state, LinkNetwork const& network) {
    JUMELLE_EXPECTS(network.nodes == state.network.vertices);
    state.costs = LinkCosts(network, state.network.link);
    state.classes.resize(std::max<std::size_t>(network.classes.size(), 1));
    for (std::size_t kind = 0; kind < state.classes.size(); ++kind) {
        ClassView& view = state.classes[kind];
        bool const is_only = network.classes.empty();
        auto const& is_closed = is_only ? network.is_closed : network.classes[kind].is_closed;
        view.is_closed.assign(state.network.link.size(), 0);
        view.closed.clear();
        view.label_cost.resize(view.is_closed.size());
        view.extra.clear();
        for (std::size_t i = 0; i < view.is_closed.size(); ++i) {
            auto const link = static_cast<std::size_t>(state.network.link[i]);
            if (!is_closed.empty()) view.is_closed[i] = is_closed[link];
            if (view.is_closed[i] != 0) view.closed.push_back(static_cast<std::int32_t>(i));
            if (!is_only) view.extra.push_back(fixed_of(network, kind, link) - network.fixed[link]);
        }
        auto const is_nothing = [](double extra) { return extra == 0.0; };
        if (std::all_of(view.extra.begin(), view.extra.end(), is_nothing)) view.extra.clear();
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
