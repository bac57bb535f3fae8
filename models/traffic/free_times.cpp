#include "models/traffic/free_times.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/contract.hpp"
#include "core/base/sum.hpp"
#include "models/traffic/kernels/hierarchy/labels.hpp"

namespace jumelle::traffic {

namespace {

std::vector<double> link_times(LinkNetwork const& network, RankedNetwork const& ranked) {
    std::vector<double> times;
    for (auto const link : ranked.link)
        times.push_back(std::max(network.free_time[static_cast<std::size_t>(link)], least_label_cost));
    return times;
}

} // namespace

FreeTimes::FreeTimes(LinkNetwork const& network, OriginTrips const& trips)
    : trips_(trips), time_(trips.volume.size(), std::numeric_limits<double>::infinity()) {
    RankedNetwork const ranked = make_ranked_network(network, elimination_order(network));
    std::vector<double> const link_time = link_times(network, ranked);
    HierarchyCosts costs;
    customise(make_hierarchy(ranked), link_time, costs);
    Labels labels(ranked);
    auto const vertex = [&](std::int32_t node) {
        return ranked.vertex_of_node[static_cast<std::size_t>(node)];
    };
    for (std::size_t first = 0; first < trips.origin.size(); first += label_lanes) {
        std::size_t const count = std::min<std::size_t>(label_lanes, trips.origin.size() - first);
        std::vector<std::int32_t> starts;
        for (std::size_t lane = 0; lane < count; ++lane) starts.push_back(vertex(trips.origin[first + lane]));
        labels.search(ranked, costs, link_time, starts);
        for (std::size_t lane = 0; lane < count; ++lane) {
            for (auto i = trips.begin[first + lane]; i < trips.begin[first + lane + 1]; ++i) {
                auto const trip = static_cast<std::size_t>(i);
                double const label = labels(vertex(trips.destination[trip]), static_cast<Index>(lane));
                if (is_reachable(label)) time_[trip] = label;
            }
        }
    }
    CompensatedSum sum;
    for (std::size_t i = 0; i < time_.size(); ++i) {
        if (std::isfinite(time_[i])) sum.add(trips_.volume[i] * time_[i]);
    }
    total_ = sum.value();
}

double FreeTimes::of(std::int32_t origin, std::int32_t destination) const {
    auto const found = std::lower_bound(trips_.origin.begin(), trips_.origin.end(), origin);
    JUMELLE_EXPECTS(found != trips_.origin.end() && *found == origin);
    auto const o = found - trips_.origin.begin();
    auto const begin = trips_.destination.begin() + trips_.begin[static_cast<std::size_t>(o)];
    auto const end = trips_.destination.begin() + trips_.begin[static_cast<std::size_t>(o) + 1];
    auto const trip = std::lower_bound(begin, end, destination);
    JUMELLE_EXPECTS(trip != end && *trip == destination);
    return time_[static_cast<std::size_t>(trip - trips_.destination.begin())];
}

double FreeTimes::total_without(std::vector<Tapas::Stranded> const& stranded, double factor) const {
    CompensatedSum sum;
    sum.add(factor * total_);
    for (auto const& pair : stranded) {
        double const time = of(pair.origin, pair.destination);
        if (std::isfinite(time)) sum.add(-pair.volume * time);
    }
    return sum.value();
}

double FreeTimes::total_of(OriginTrips const& trips) const {
    CompensatedSum sum;
    for (std::size_t o = 0; o < trips.origin.size(); ++o) {
        for (auto i = trips.begin[o]; i < trips.begin[o + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            double const time = of(trips.origin[o], trips.destination[trip]);
            if (std::isfinite(time)) sum.add(trips.volume[trip] * time);
        }
    }
    return sum.value();
}

} // namespace jumelle::traffic
