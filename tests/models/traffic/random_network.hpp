#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic_tests {

/// Streets between random points of a square, each to some of its nearest: a town without a plan. The same
/// seed gives the same town.
struct RandomTown {
    std::int32_t nodes = 60, terminals = 0;
    unsigned seed = 1;
};

inline traffic::LinkNetwork random_network(RandomTown const& town) {
    std::mt19937 generator(town.seed);
    auto const uniform = [&] { return static_cast<double>(generator()) / 4294967296.0; };
    std::vector<double> x, y;
    for (std::int32_t node = 0; node < town.nodes; ++node) {
        x.push_back(uniform());
        y.push_back(uniform());
    }
    traffic::LinkNetwork network;
    network.nodes = town.nodes;
    double const reach = 2.2 / std::sqrt(static_cast<double>(town.nodes));
    for (std::int32_t from = 0; from < town.nodes; ++from) {
        for (std::int32_t to = 0; to < town.nodes; ++to) {
            auto const f = static_cast<std::size_t>(from), t = static_cast<std::size_t>(to);
            double const length = std::hypot(x[f] - x[t], y[f] - y[t]);
            if (from == to || length > reach || uniform() < 0.3) continue;
            network.from.push_back(from);
            network.to.push_back(to);
            network.free_time.push_back(10.0 * length * (0.5 + uniform()));
            network.b.push_back(uniform() < 0.1 ? 0.0 : 0.15 + uniform());
            network.capacity.push_back(20.0 + 80.0 * uniform());
            network.power.push_back(uniform() < 0.5 ? 4.0 : 1.0 + 4.0 * uniform());
            network.fixed.push_back(uniform() < 0.2 ? uniform() : 0.0);
        }
    }
    network.is_closed.assign(network.to.size(), 0);
    network.is_terminal.assign(static_cast<std::size_t>(town.nodes), 0);
    for (std::int32_t node = 0; node < town.terminals; ++node)
        network.is_terminal[static_cast<std::size_t>(node)] = 1;
    return network;
}

/// Trips from some nodes to some others.
inline traffic::OriginTrips random_trips(RandomTown const& town, double volume) {
    std::mt19937 generator(town.seed + 1000);
    auto const uniform = [&] { return static_cast<double>(generator()) / 4294967296.0; };
    std::int32_t const zones = town.terminals > 0 ? town.terminals : town.nodes / 3;
    traffic::OriginTrips trips;
    trips.begin.push_back(0);
    for (std::int32_t origin = 0; origin < zones; ++origin) {
        trips.origin.push_back(origin);
        for (std::int32_t destination = 0; destination < zones; ++destination) {
            if (destination == origin || uniform() < 0.4) continue;
            trips.destination.push_back(destination);
            trips.volume.push_back(volume * uniform());
        }
        trips.begin.push_back(static_cast<std::int64_t>(trips.destination.size()));
    }
    return trips;
}

} // namespace jumelle::traffic_tests
