#include "models/traffic/kernels/link_transmission/origin_turns.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace jumelle::traffic {

TurnVolumeSum::TurnVolumeSum(TransmissionNetwork const& network, Departures const& departures)
    : network_(network),
      departures_(departures),
      flow_(network.to.size(), 0.0),
      staying_(static_cast<std::size_t>(network.nodes), 0.0),
      passing_(static_cast<std::size_t>(network.nodes), 0.0) {
    std::vector<std::vector<std::int32_t>> leaving(static_cast<std::size_t>(network.nodes));
    for (std::int32_t link = 0; link < network.links(); ++link) leaving[network.from[link]].push_back(link);
    sum_.begin = {0};
    auto const add_row = [&](std::int32_t node) {
        sum_.to.insert(sum_.to.end(), leaving[node].begin(), leaving[node].end());
        sum_.to.push_back(leaves_here);
        sum_.begin.push_back(static_cast<std::int64_t>(sum_.to.size()));
    };
    for (std::int32_t const node : network.to) add_row(node);
    for (std::int32_t const node : departures.node) add_row(node);
    sum_.volume.assign(sum_.to.size(), 0.0);
}

void TurnVolumeSum::add(OriginRoutes const& origin) {
    for (std::size_t i = 0; i < origin.link.size(); ++i) {
        flow_[origin.link[i]] = origin.flow[i];
        passing_[network_.from[origin.link[i]]] += origin.flow[i];
    }
    for (std::size_t i = 0; i < origin.destination.size(); ++i) {
        // Trips from a node to itself never set out.
        if (origin.destination[i] == origin.node) continue;
        staying_[origin.destination[i]] = origin.volume[i];
        passing_[origin.destination[i]] += origin.volume[i];
    }
    auto const share = [&](std::size_t row, std::int32_t node, double flow) {
        if (!(passing_[node] > 0.0)) return;
        for (auto entry = sum_.begin[row]; entry < sum_.begin[row + 1]; ++entry) {
            std::int32_t const to = sum_.to[entry];
            sum_.volume[entry] += flow * ((to == leaves_here ? staying_[node] : flow_[to]) / passing_[node]);
        }
    };
    for (std::size_t i = 0; i < origin.link.size(); ++i)
        share(static_cast<std::size_t>(origin.link[i]), network_.to[origin.link[i]], origin.flow[i]);
    auto const found = std::lower_bound(departures_.node.begin(), departures_.node.end(), origin.node);
    JUMELLE_EXPECTS(found != departures_.node.end() && *found == origin.node);
    auto const row = network_.to.size() + static_cast<std::size_t>(found - departures_.node.begin());
    share(row, origin.node, passing_[origin.node]);
    for (std::int32_t const link : origin.link) {
        flow_[link] = 0.0;
        passing_[network_.from[link]] = 0.0;
    }
    for (std::int32_t const node : origin.destination) staying_[node] = passing_[node] = 0.0;
}

TurnVolumes TurnVolumeSum::volumes() const {
    return sum_;
}

} // namespace jumelle::traffic
