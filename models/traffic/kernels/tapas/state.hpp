#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/cost.hpp"
#include "models/traffic/kernels/hierarchy/hierarchy.hpp"
#include "models/traffic/kernels/hierarchy/labels.hpp"
#include "models/traffic/kernels/tapas/origin_flows.hpp"
#include "models/traffic/kernels/tapas/pairs.hpp"
#include "models/traffic/kernels/tapas/regions.hpp"

namespace jumelle::traffic {

/// Trips of each origin, origins in an order in which eight in a row lie near each other.
struct Demand {
    std::vector<std::int32_t> origin;      ///< vertex
    std::vector<std::int64_t> begin;       ///< origins + 1 offsets into the next three
    std::vector<std::int32_t> destination; ///< vertex, ascending for each origin
    std::vector<double> wanted;            ///< volume that wants to travel
    std::vector<double> carried;           ///< volume that the flows bring there now

    std::int32_t origins() const { return static_cast<std::int32_t>(origin.size()); }
    std::int32_t groups() const {
        return static_cast<std::int32_t>((origins() + label_lanes - 1) / label_lanes);
    }
};

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
