#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/traffic/kernels/cost.hpp"
#include "models/traffic/kernels/hierarchy/hierarchy.hpp"
#include "models/traffic/kernels/tapas/cells.hpp"
#include "models/traffic/kernels/tapas/demand.hpp"
#include "models/traffic/kernels/tapas/origin_flows.hpp"
#include "models/traffic/kernels/tapas/pairs.hpp"

namespace jumelle::traffic {

/// The links as one class of vehicles sees them.
struct ClassView {
    std::vector<double> extra;           ///< what is fixed for it beside what `costs` have; empty: nothing
    std::vector<std::uint8_t> is_closed; ///< one a link of the network
    std::vector<std::int32_t> closed;    ///< those that are, ascending
    std::vector<double> label_cost;      ///< what searches see: snapshot of cost, > 0, closed links barred
    HierarchyCosts arc_costs;            ///< customised with `label_cost`

    double extra_of(std::span<std::int32_t const> way) const {
        double sum = 0.0;
        for (std::size_t i = 0; i < way.size() && !extra.empty(); ++i)
            sum += extra[static_cast<std::size_t>(way[i])];
        return sum;
    }
};

/// Everything that an equilibrium is made of and that the next one may start from.
struct AssignmentState {
    RankedNetwork network;
    Hierarchy hierarchy;
    std::vector<std::uint8_t> cell_of_link;
    LinkCosts costs;                ///< with what is `fixed` for the network
    std::vector<ClassView> classes; ///< at least one
    Demand demand;
    std::vector<OriginFlows> flows; ///< one an origin of `demand`
    PairTable pairs;
    std::vector<double> x, cost, derivative; ///< of each link, all origins together

    /// The view of an origin's class.
    ClassView const& view_of(std::int32_t origin) const {
        return classes[static_cast<std::size_t>(demand.kind[static_cast<std::size_t>(origin)])];
    }
};

/// A state without flows. @param order of elimination, a permutation of the nodes
AssignmentState make_state(LinkNetwork const& network, OriginTrips const& trips,
                           std::span<std::int32_t const> order);
/// Costs and closures of a network with the same nodes and links.
void set_costs(AssignmentState& state, LinkNetwork const& network);
/// x in the network's order. @param links of the network, those from a node to itself too
std::vector<double> network_flows(AssignmentState const& state, std::int32_t links);

} // namespace jumelle::traffic
