#include "models/traffic/road_arrays.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/base/contract.hpp"

namespace jumelle::traffic {

namespace {

constexpr double seconds_per_hour = 3600.0;

struct Trip {
    std::int32_t from, to;
    double volume;
};

} // namespace

LinkNetwork link_network(RoadGraph const& roads, CostWeights const& weights) {
    LinkNetwork network;
    network.nodes = static_cast<std::int32_t>(roads.nodes());
    network.from = roads.from;
    network.to = roads.to;
    network.b = roads.b;
    network.power = roads.power;
    network.is_terminal = roads.is_terminal;
    for (std::size_t e = 0; e < roads.to.size(); ++e) {
        network.free_time.push_back(roads.free_time_s[e] / roads.units.time_s);
        network.capacity.push_back(roads.capacity_vehps[e] * roads.units.period_s);
        double fixed_s = roads.toll[e] * weights.money_s + roads.keep_out_s[e];
        if (weights.distance_s_per_m != 0.0) fixed_s += roads.length_m[e] * weights.distance_s_per_m;
        JUMELLE_EXPECTS(!std::isnan(fixed_s));
        network.fixed.push_back(fixed_s / roads.units.time_s);
    }
    return network;
}

OriginTrips origin_trips(TripTable const& trips, RoadUnits const& units) {
    std::vector<Trip> sorted;
    sorted.reserve(trips.origin.size());
    for (std::size_t i = 0; i < trips.origin.size(); ++i) {
        auto const node = [&](std::int32_t zone) { return trips.zone_node[static_cast<std::size_t>(zone)]; };
        Trip const trip{node(trips.origin[i]), node(trips.destination[i]),
                        trips.trips_vehph[i] * (units.period_s / seconds_per_hour)};
        if (trip.from != trip.to && trip.volume > 0.0) sorted.push_back(trip);
    }
    auto const is_before = [](Trip const& a, Trip const& b) {
        return std::tie(a.from, a.to) < std::tie(b.from, b.to);
    };
    // Tables are sorted as a rule.
    if (!std::is_sorted(sorted.begin(), sorted.end(), is_before))
        std::stable_sort(sorted.begin(), sorted.end(), is_before);
    OriginTrips made;
    made.destination.reserve(sorted.size());
    made.volume.reserve(sorted.size());
    for (auto const& trip : sorted) {
        bool const is_new_origin = made.origin.empty() || made.origin.back() != trip.from;
        if (is_new_origin) {
            made.origin.push_back(trip.from);
            made.begin.push_back(static_cast<std::int64_t>(made.volume.size()));
        }
        if (!is_new_origin && made.destination.back() == trip.to) {
            made.volume.back() += trip.volume;
        } else {
            made.destination.push_back(trip.to);
            made.volume.push_back(trip.volume);
        }
    }
    made.begin.push_back(static_cast<std::int64_t>(made.volume.size()));
    return made;
}

} // namespace jumelle::traffic
