#include "models/traffic/kernels/tapas/equalise.hpp"

#include <algorithm>

#include "core/base/kernel.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::traffic {

namespace {

using Way = std::span<std::int32_t const>;

JUMELLE_INLINE double cost_of(AssignmentState const& state, Way way) {
    double sum = 0.0;
    for (std::int32_t const link : way) sum += state.cost.data()[link];
    return sum;
}

JUMELLE_INLINE double derivative_of(AssignmentState const& state, Way way) {
    double sum = 0.0;
    for (std::int32_t const link : way) sum += state.derivative.data()[link];
    return sum;
}

JUMELLE_INLINE double least_of(OriginFlows& flows, Way way) {
    double least = flows.at(way[0]);
    for (std::int32_t const link : way) least = std::min(least, flows.at(link));
    return least;
}

JUMELLE_INLINE void add_to_link(AssignmentState& state, std::int32_t link, double flow) {
    double const x = std::max(state.x.data()[link] + flow, 0.0);
    CostCurve::Point const point = state.costs[link].at(x);
    state.x.data()[link] = x;
    state.cost.data()[link] = point.cost;
    state.derivative.data()[link] = point.derivative;
}

/// What each origin has on the dear way, and the sum.
JUMELLE_INLINE double movable(AssignmentState& state, std::int32_t p, Way dear, std::vector<double>& share) {
    auto const origins = state.pairs.origins(p);
    auto const spent = state.pairs.spent(p);
    share.resize(origins.size());
    double total = 0.0;
    for (std::size_t i = 0; i < origins.size(); ++i) {
        share[i] = least_of(state.flows.data()[origins[i]], dear);
        spent[i] = share[i] > 0.0 ? 0 : 1;
        total += share[i];
    }
    return total;
}

JUMELLE_INLINE void move(AssignmentState& state, std::int32_t p, Way dear, Way cheap,
                         std::vector<double> const& moved) {
    auto const origins = state.pairs.origins(p);
    double total = 0.0;
    for (std::size_t i = 0; i < origins.size(); ++i) {
        double const flow = moved[i];
        if (!(flow > 0.0)) continue;
        OriginFlows& flows = state.flows.data()[origins[i]];
        for (std::int32_t const link : dear) flows.at(link) -= flow;
        for (std::int32_t const link : cheap) flows.at(link) += flow;
        total += flow;
    }
    for (std::int32_t const link : dear) add_to_link(state, link, -total);
    for (std::int32_t const link : cheap) add_to_link(state, link, total);
}

JUMELLE_INLINE bool equalise(AssignmentState& state, std::int32_t p, double least_difference,
                             std::vector<double>& share) {
    Way dear = state.pairs.way(p, 0), cheap = state.pairs.way(p, 1);
    double difference = cost_of(state, dear) - cost_of(state, cheap);
    double const larger = std::max(cost_of(state, dear), cost_of(state, cheap));
    if (std::abs(difference) <= least_difference * larger) return false;
    if (difference < 0.0) {
        std::swap(dear, cheap);
        difference = -difference;
    }
    double const all = movable(state, p, dear, share);
    state.pairs[p].is_idle = all > 0.0 ? 0 : 1;
    if (!(all > 0.0)) return false;
    double const slope = derivative_of(state, dear) + derivative_of(state, cheap);
    bool const moves_all = !(difference < all * slope);
    if (!moves_all) {
        double const part = difference / (slope * all);
        for (double& flow : share) flow = std::min(flow, flow * part);
    }
    move(state, p, dear, cheap, share);
    return true;
}

JUMELLE_KERNEL std::int64_t equalise_in_order(AssignmentState& state, std::int32_t const* pair, std::int64_t count,
                                              double least_difference, std::vector<double>& share) {
    std::int64_t moved = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        moved += equalise(state, pair[i], least_difference, share) ? 1 : 0;
    }
    return moved;
}

} // namespace

PairSchedule schedule_of(AssignmentState const& state) {
    auto const regions = static_cast<std::size_t>(state.regions.regions());
    std::vector<std::vector<std::int32_t>> by_region(regions);
    std::vector<double> work(regions, 0.0);
    for (std::int32_t p = 0; p < state.pairs.pairs(); ++p) {
        Pair const& pair = state.pairs[p];
        by_region[static_cast<std::size_t>(pair.region)].push_back(p);
        work[static_cast<std::size_t>(pair.region)] += pair.length[0] + pair.length[1];
    }
    PairSchedule schedule;
    schedule.region_begin.push_back(0);
    schedule.depth_begin.push_back(0);
    for (std::int32_t depth = state.regions.depths(); depth-- > 0;) {
        for (std::size_t region = 0; region < regions; ++region) {
            if (state.regions.depth[region] != depth || by_region[region].empty()) continue;
            schedule.pair.insert(schedule.pair.end(), by_region[region].begin(), by_region[region].end());
            schedule.region_begin.push_back(static_cast<std::int64_t>(schedule.pair.size()));
            schedule.region_work.push_back(work[region]);
        }
        schedule.depth_begin.push_back(static_cast<std::int32_t>(schedule.region_work.size()));
    }
    return schedule;
}

std::int64_t equalise_pairs(AssignmentState& state, PairSchedule const& schedule, double least_difference) {
    std::int64_t moved = 0;
    for (std::size_t d = 0; d + 1 < schedule.depth_begin.size(); ++d) {
        auto const first = schedule.depth_begin[d], last = schedule.depth_begin[d + 1];
        if (first == last) continue;
        auto const ranges = balanced_ranges({schedule.region_work.data() + first,
                                             static_cast<std::size_t>(last - first)},
                                            loop_threads());
        std::vector<std::int64_t> moved_in(ranges.size(), 0);
        for_given_ranges(ranges, [&](Index part, RowRange range) {
            std::int64_t const begin = schedule.region_begin[static_cast<std::size_t>(first + range.begin)];
            std::int64_t const end = schedule.region_begin[static_cast<std::size_t>(first + range.end)];
            std::vector<double> share;
            moved_in[static_cast<std::size_t>(part)] = equalise_in_order(
                state, schedule.pair.data() + begin, end - begin, least_difference, share);
        });
        for (std::int64_t const count : moved_in) moved += count;
    }
    return moved;
}

} // namespace jumelle::traffic
