#include "models/traffic/day_arrays.hpp"

#include <cmath>
#include <numeric>

#include "core/base/contract.hpp"
#include "models/traffic/kernels/link_transmission/origin_turns.hpp"

namespace jumelle::traffic {

TransmissionNetwork transmission_network(RoadGraph const& roads, StreetRules const& rules) {
    TransmissionNetwork network;
    network.nodes = static_cast<std::int32_t>(roads.nodes());
    network.from = roads.from;
    network.to = roads.to;
    network.capacity_vps = roads.capacity_vehps;
    network.wave_mps.assign(roads.to.size(), rules.wave_mps);
    for (std::size_t edge = 0; edge < roads.to.size(); ++edge) {
        double const free_time_s = roads.free_time_s[edge];
        bool const has_length = roads.length_m[edge] > 0.0; // false for NaN too
        double length_m = has_length ? roads.length_m[edge] : rules.connector_mps * free_time_s;
        // An edge without length and time is a place: anything shorter than every step will do.
        if (!(length_m > 0.0)) length_m = 1.0;
        double const speed_mps = free_time_s > 0.0 ? length_m / free_time_s : rules.connector_mps;
        network.length_m.push_back(length_m);
        network.speed_mps.push_back(speed_mps);
        network.jam_vpm.push_back(roads.capacity_vehps[edge] * (1.0 / speed_mps + 1.0 / rules.wave_mps));
    }
    return network;
}

Departures day_departures(OriginTrips const& trips, std::span<double const> from_s,
                          std::span<double const> rate_vps) {
    JUMELLE_EXPECTS(from_s.size() == rate_vps.size());
    Departures departures;
    departures.node = trips.origin;
    departures.from_s.assign(from_s.begin(), from_s.end());
    for (std::int32_t origin = 0; origin < trips.origins(); ++origin) {
        double const volume = std::accumulate(trips.volume.begin() + trips.begin[origin],
                                              trips.volume.begin() + trips.begin[origin + 1], 0.0);
        for (double const rate : rate_vps) departures.rate_vps.push_back(volume * rate);
    }
    return departures;
}

TurnFractions equilibrium_turns(TransmissionNetwork const& network, Departures const& departures,
                                Tapas const& equilibrium, OriginTrips const& trips) {
    TurnVolumeSum sum(network, departures);
    std::vector<std::int32_t> link;
    std::vector<double> flow;
    for (std::int32_t origin = 0; origin < trips.origins(); ++origin) {
        link.clear();
        flow.clear();
        for (Load const& load : equilibrium.flows_from(trips.origin[origin])) {
            link.push_back(load.link);
            flow.push_back(load.flow);
        }
        auto const begin = trips.begin[origin];
        auto const size = static_cast<std::size_t>(trips.begin[origin + 1] - begin);
        sum.add({trips.origin[origin],
                 link,
                 flow,
                 {trips.destination.data() + begin, size},
                 {trips.volume.data() + begin, size}});
    }
    return turn_fractions(network, departures, sum.volumes());
}

} // namespace jumelle::traffic
