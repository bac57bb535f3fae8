#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/cost.hpp"
#include "models/traffic/kernels/hierarchy/hierarchy.hpp"
#include "models/traffic/kernels/tapas/demand.hpp"
#include "models/traffic/kernels/tapas/origin_flows.hpp"
#include "models/traffic/kernels/tapas/pairs.hpp"
#include "models/traffic/kernels/tapas/regions.hpp"

namespace jumelle::traffic {

/// Everything that an equilibrium is made of and that the next one may start from.
struct AssignmentState {
    RankedNetwork network;
    Hierarchy hierarchy;
    Regions regions;
    LinkCosts costs;
    std::vector<std::uint8_t> is_closed; ///< one a link of `network`
    Demand demand;
    std::vector<OriginFlows> flows;      ///< one an origin of `demand`
    PairTable pairs;
    std::vector<double> x, cost, derivative; ///< of each link, all origins together
    std::vector<double> label_cost;          ///< what searches see: snapshot of cost, > 0, closed links barred
    HierarchyCosts arc_costs;                ///< customised with `label_cost`
};

} // namespace jumelle::traffic
