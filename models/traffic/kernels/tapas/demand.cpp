#include "models/traffic/kernels/tapas/demand.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace jumelle::traffic {

namespace {

struct Trip {
    std::int32_t vertex;
    double wanted, carried;
};

/// Where an origin lies in the order of elimination: a terminal lies where its first link leads.
std::int32_t place_of(RankedNetwork const& network, std::int32_t vertex) {
    if (network.may_pass(vertex)) return vertex;
    auto const at = static_cast<std::size_t>(vertex);
    if (network.out_begin[at] == network.out_begin[at + 1]) return network.vertices;
    auto const link = static_cast<std::size_t>(network.out[static_cast<std::size_t>(network.out_begin[at])]);
    return network.head[link];
}

/// Positions of origins in a table, near ones together.
std::vector<std::size_t> neighbourly(RankedNetwork const& network, OriginTrips const& trips) {
    std::vector<std::size_t> order(trips.origin.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto const key = [&](std::size_t i) {
        std::int32_t const vertex = network.vertex_of_node[static_cast<std::size_t>(trips.origin[i])];
        return std::tuple(trips.kind_of(static_cast<std::int32_t>(i)), place_of(network, vertex), vertex);
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    return order;
}

void add_wanted(RankedNetwork const& network, OriginTrips const& trips, std::size_t origin,
                std::vector<Trip>& all) {
    for (auto i = trips.begin[origin]; i < trips.begin[origin + 1]; ++i) {
        auto const at = static_cast<std::size_t>(i);
        if (trips.destination[at] == trips.origin[origin] || !(trips.volume[at] > 0.0)) continue;
        auto const node = static_cast<std::size_t>(trips.destination[at]);
        all.push_back({network.vertex_of_node[node], trips.volume[at], 0.0});
    }
}

void add_carried(Demand const& before, std::size_t origin, std::vector<Trip>& all) {
    for (auto i = before.begin[origin]; i < before.begin[origin + 1]; ++i) {
        auto const at = static_cast<std::size_t>(i);
        if (before.carried[at] > 0.0) all.push_back({before.destination[at], 0.0, before.carried[at]});
    }
}

/// One entry a destination.
void merge(std::vector<Trip>& all) {
    std::stable_sort(all.begin(), all.end(),
                     [](Trip const& a, Trip const& b) { return a.vertex < b.vertex; });
    std::size_t kept = 0;
    for (Trip const& trip : all) {
        if (kept > 0 && all[kept - 1].vertex == trip.vertex) {
            all[kept - 1].wanted += trip.wanted;
            all[kept - 1].carried += trip.carried;
        } else {
            all[kept++] = trip;
        }
    }
    all.resize(kept);
}

} // namespace

Demand make_demand(RankedNetwork const& network, OriginTrips const& trips, Demand const& before) {
    std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> before_at;
    for (std::size_t o = 0; o < before.origin.size(); ++o)
        before_at[{before.kind[o], before.origin[o]}] = static_cast<std::int32_t>(o);
    Demand demand;
    demand.begin.push_back(0);
    std::vector<Trip> all;
    for (std::size_t const origin : neighbourly(network, trips)) {
        std::int32_t const vertex = network.vertex_of_node[static_cast<std::size_t>(trips.origin[origin])];
        std::int32_t const kind = trips.kind_of(static_cast<std::int32_t>(origin));
        auto const old = before_at.find({kind, vertex});
        all.clear();
        add_wanted(network, trips, origin, all);
        if (old != before_at.end()) add_carried(before, static_cast<std::size_t>(old->second), all);
        merge(all);
        if (all.empty()) continue;
        demand.origin.push_back(vertex);
        demand.kind.push_back(kind);
        for (Trip const& trip : all) {
            demand.destination.push_back(trip.vertex);
            demand.wanted.push_back(trip.wanted);
            demand.carried.push_back(trip.carried);
        }
        demand.begin.push_back(static_cast<std::int64_t>(demand.destination.size()));
    }
    return demand;
}

} // namespace jumelle::traffic
