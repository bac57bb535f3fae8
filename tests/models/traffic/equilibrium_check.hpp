#pragma once

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>

#include "models/traffic/assignment.hpp"
#include "tests/models/traffic/plain_dijkstra.hpp"

namespace jumelle::traffic_tests {

/// Cost of a link at a flow, written again.
inline double plain_cost(traffic::LinkNetwork const& network, std::size_t link, double x) {
    double const ratio = x / network.capacity[link];
    double const growth =
        network.b[link] == 0.0 ? 0.0 : network.b[link] * std::pow(ratio, network.power[link]);
    return network.free_time[link] * (1.0 + growth) + network.fixed[link];
}

inline double plain_objective(traffic::LinkNetwork const& network, std::vector<double> const& flow) {
    long double sum = 0.0L;
    for (std::size_t a = 0; a < flow.size(); ++a) {
        long double const x = flow[a], p = network.power[a];
        long double const growth =
            network.b[a] == 0.0 ? 0.0L : network.b[a] * std::pow(x / network.capacity[a], p) / (p + 1.0L);
        sum += network.free_time[a] * x * (1.0L + growth) + network.fixed[a] * x;
    }
    return static_cast<double>(sum);
}

/// What an independent look at written flows finds.
struct PlainCheck {
    double gap = 0.0;             ///< (Σ x t − Σ q u) / Σ q u, u by Dijkstra
    double worst_imbalance = 0.0; ///< of any node: |into it + starting − out of it − ending|, by origin
    double least_flow = 0.0;      ///< of any link
    double closed_flow = 0.0;     ///< on closed links
    double passing_flow = 0.0;    ///< out of terminals by other origins than themselves
    double stranded = 0.0;        ///< trips without a way
    double total_differs = 0.0;   ///< largest |x − Σ flows by origin|
};

inline void check_origin(traffic::LinkNetwork const& network, traffic::OriginTrips const& trips,
                         std::size_t o, std::vector<traffic::Load> const& loads,
                         std::vector<double> const& label, PlainCheck& check) {
    std::vector<double> balance(static_cast<std::size_t>(network.nodes), 0.0);
    for (auto i = trips.begin[o]; i < trips.begin[o + 1]; ++i) {
        auto const trip = static_cast<std::size_t>(i);
        if (trips.destination[trip] == trips.origin[o]) continue;
        if (std::isinf(label[static_cast<std::size_t>(trips.destination[trip])])) {
            check.stranded += trips.volume[trip];
            continue;
        }
        balance[static_cast<std::size_t>(trips.origin[o])] += trips.volume[trip];
        balance[static_cast<std::size_t>(trips.destination[trip])] -= trips.volume[trip];
    }
    for (auto const& load : loads) {
        auto const link = static_cast<std::size_t>(load.link);
        balance[static_cast<std::size_t>(network.from[link])] -= load.flow;
        balance[static_cast<std::size_t>(network.to[link])] += load.flow;
        check.least_flow = std::min(check.least_flow, load.flow);
        bool const is_terminal = !network.is_terminal.empty() &&
                                 network.is_terminal[static_cast<std::size_t>(network.from[link])] != 0;
        if (is_terminal && network.from[link] != trips.origin[o]) check.passing_flow += load.flow;
    }
    for (double const rest : balance) check.worst_imbalance = std::max(check.worst_imbalance, std::abs(rest));
}

inline PlainCheck plain_check(traffic::LinkNetwork const& network, traffic::OriginTrips const& trips,
                              traffic::Tapas const& solver) {
    PlainCheck check;
    auto const flow = solver.flows();
    std::vector<double> cost, sum(flow.size(), 0.0);
    long double total = 0.0L, shortest = 0.0L;
    for (std::size_t link = 0; link < flow.size(); ++link) {
        cost.push_back(plain_cost(network, link, flow[link]));
        total += static_cast<long double>(flow[link]) * cost[link];
        check.least_flow = std::min(check.least_flow, flow[link]);
        if (!network.is_closed.empty() && network.is_closed[link] != 0) check.closed_flow += flow[link];
    }
    for (std::size_t o = 0; o < trips.origin.size(); ++o) {
        auto const label = plain_dijkstra(network, cost, trips.origin[o]);
        for (auto i = trips.begin[o]; i < trips.begin[o + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            double const u = label[static_cast<std::size_t>(trips.destination[trip])];
            if (!std::isinf(u)) shortest += static_cast<long double>(trips.volume[trip]) * u;
        }
        auto const loads = solver.flows_from(trips.origin[o]);
        for (auto const& load : loads) sum[static_cast<std::size_t>(load.link)] += load.flow;
        check_origin(network, trips, o, loads, label, check);
    }
    for (std::size_t link = 0; link < flow.size(); ++link)
        check.total_differs = std::max(check.total_differs, std::abs(flow[link] - sum[link]));
    check.gap = static_cast<double>((total - shortest) / shortest);
    return check;
}

/// What a check may find where a run has reached a gap: rounding, and the costs of the last flows.
inline double checked_gap(double gap) {
    constexpr double rounding = 1e-12;
    return std::max(10.0 * gap, rounding);
}

/// Every promise at once. @param largest_gap of the run; volumes are in the network's unit of flow
inline void expect_equilibrium(traffic::LinkNetwork const& network, traffic::OriginTrips const& trips,
                               traffic::Tapas const& solver, double largest_gap) {
    PlainCheck const check = plain_check(network, trips, solver);
    EXPECT_LT(std::abs(check.gap), largest_gap);
    EXPECT_LT(check.worst_imbalance, 1e-8);
    EXPECT_GE(check.least_flow, 0.0);
    EXPECT_EQ(check.closed_flow, 0.0);
    EXPECT_EQ(check.passing_flow, 0.0);
    EXPECT_LT(check.total_differs, 1e-8);
    double stranded = 0.0;
    for (auto const& trip : solver.stranded()) stranded += trip.volume;
    EXPECT_NEAR(stranded, check.stranded, 1e-9 * (1.0 + check.stranded));
}

/// The network whose equilibrium is the system optimum of another: t + x t' in place of t.
inline traffic::LinkNetwork marginal(traffic::LinkNetwork network) {
    for (std::size_t a = 0; a < network.b.size(); ++a) network.b[a] *= 1.0 + network.power[a];
    return network;
}

/// What can be told of flows of which only the totals are known, as drivers meet them at given costs.
/// @param cost of each link at its flow
inline void expect_totals_in_equilibrium(traffic::LinkNetwork const& network,
                                         traffic::OriginTrips const& trips, std::vector<double> const& flow,
                                         std::vector<double> const& cost, double largest_gap) {
    std::vector<double> balance(static_cast<std::size_t>(network.nodes), 0.0);
    long double total = 0.0L, shortest = 0.0L;
    for (std::size_t a = 0; a < flow.size(); ++a) {
        EXPECT_GE(flow[a], 0.0);
        bool const is_closed = !network.is_closed.empty() && network.is_closed[a] != 0;
        EXPECT_TRUE(!is_closed || flow[a] == 0.0) << "closed link " << a;
        balance[static_cast<std::size_t>(network.from[a])] -= flow[a];
        balance[static_cast<std::size_t>(network.to[a])] += flow[a];
        if (!is_closed) total += static_cast<long double>(flow[a]) * cost[a];
    }
    for (std::size_t o = 0; o < trips.origin.size(); ++o) {
        auto const label = plain_dijkstra(network, cost, trips.origin[o]);
        for (auto i = trips.begin[o]; i < trips.begin[o + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            double const u = label[static_cast<std::size_t>(trips.destination[trip])];
            if (trips.destination[trip] == trips.origin[o] || std::isinf(u)) continue;
            shortest += static_cast<long double>(trips.volume[trip]) * u;
            balance[static_cast<std::size_t>(trips.origin[o])] += trips.volume[trip];
            balance[static_cast<std::size_t>(trips.destination[trip])] -= trips.volume[trip];
        }
    }
    for (double const rest : balance) EXPECT_NEAR(rest, 0.0, 1e-8);
    EXPECT_LE(std::abs(static_cast<double>(total - shortest)), largest_gap * static_cast<double>(shortest));
}
inline void expect_totals_in_equilibrium(traffic::LinkNetwork const& network,
                                         traffic::OriginTrips const& trips, std::vector<double> const& flow,
                                         double largest_gap) {
    std::vector<double> cost;
    for (std::size_t a = 0; a < flow.size(); ++a) cost.push_back(plain_cost(network, a, flow[a]));
    expect_totals_in_equilibrium(network, trips, flow, cost, largest_gap);
}

/// The network as one class sees it.
inline traffic::LinkNetwork plainly_seen_by(traffic::LinkNetwork network, std::size_t kind) {
    traffic::LinkClass const own = network.classes[kind];
    network.classes.clear();
    network.fixed = own.fixed.empty() ? std::vector<double>(network.to.size(), 0.0) : own.fixed;
    network.is_closed = own.is_closed;
    return network;
}

/// Trips of one class.
inline traffic::OriginTrips trips_of(traffic::OriginTrips const& trips, std::int32_t kind) {
    traffic::OriginTrips own;
    own.begin = {0};
    for (std::int32_t o = 0; o < trips.origins(); ++o) {
        if (trips.kind_of(o) != kind) continue;
        auto const at = static_cast<std::size_t>(o);
        own.origin.push_back(trips.origin[at]);
        own.destination.insert(own.destination.end(), trips.destination.begin() + trips.begin[at],
                               trips.destination.begin() + trips.begin[at + 1]);
        own.volume.insert(own.volume.end(), trips.volume.begin() + trips.begin[at],
                          trips.volume.begin() + trips.begin[at + 1]);
        own.begin.push_back(static_cast<std::int64_t>(own.volume.size()));
    }
    return own;
}

/// Each class by itself, at the costs that all of them make.
inline void expect_classes_in_equilibrium(traffic::LinkNetwork const& network,
                                          traffic::OriginTrips const& trips, traffic::Tapas const& solver,
                                          double largest_gap) {
    auto const flow = solver.flows();
    for (std::size_t kind = 0; kind < network.classes.size(); ++kind) {
        auto const own = plainly_seen_by(network, kind);
        std::vector<double> cost;
        for (std::size_t a = 0; a < flow.size(); ++a) cost.push_back(plain_cost(own, a, flow[a]));
        auto const number = static_cast<std::int32_t>(kind);
        expect_totals_in_equilibrium(own, trips_of(trips, number), solver.class_flows(number), cost,
                                     largest_gap);
    }
}

/// Of all travellers, or of each class.
inline void expect_all_in_equilibrium(traffic::LinkNetwork const& network, traffic::OriginTrips const& trips,
                                      traffic::Tapas const& solver, double largest_gap) {
    if (network.classes.empty())
        expect_equilibrium(network, trips, solver, largest_gap);
    else
        expect_classes_in_equilibrium(network, trips, solver, largest_gap);
}

/// Solves to a gap and checks all promises. Tests of equilibria solve by this and nothing else.
inline traffic::TapasReport solved(traffic::LinkNetwork const& network, traffic::OriginTrips const& trips,
                                   traffic::Tapas& solver, double gap) {
    auto report = solver.solve({gap});
    EXPECT_TRUE(report.has_converged);
    expect_all_in_equilibrium(network, trips, solver, checked_gap(gap));
    return report;
}
inline traffic::Equilibrium solved(traffic::LinkNetwork const& network, traffic::OriginTrips const& trips,
                                   traffic::Assignment& assignment, double gap) {
    auto equilibrium = assignment.solve({gap});
    EXPECT_TRUE(equilibrium.report.has_converged);
    expect_all_in_equilibrium(network, trips, assignment.solver(), checked_gap(gap));
    return equilibrium;
}

} // namespace jumelle::traffic_tests
