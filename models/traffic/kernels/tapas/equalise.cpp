#include "models/traffic/kernels/tapas/equalise.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>

#include "core/base/kernel.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/parts.hpp"

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

JUMELLE_INLINE double least_of(OriginFlows const& flows, Way way) {
    double least = flows.at(way[0]);
    for (std::int32_t const link : way) least = std::min(least, flows.at(link));
    return least;
}

JUMELLE_INLINE void add_to_link(AssignmentState& state, std::int32_t link, double flow) {
    // Below zero as long as several pairs move the same flow: what they moved in vain comes back.
    double const x = state.x.data()[link] + flow;
    CostCurve::Point const point = state.costs[link].at(std::max(x, 0.0));
    state.x.data()[link] = x;
    state.cost.data()[link] = point.cost;
    state.derivative.data()[link] = point.derivative;
}

JUMELLE_INLINE bool shift(AssignmentState& state, std::int32_t p, double least_difference, PairMoves& moves) {
    Way dear = state.pairs.way(p, 0), cheap = state.pairs.way(p, 1);
    double const first = cost_of(state, dear) + state.pairs[p].extra, second = cost_of(state, cheap);
    if (std::abs(first - second) <= least_difference * std::max(first, second)) return false;
    double& moved = moves.moved.data()[p];
    auto const& room = moves.room.data()[p];
    bool const is_back = first < second;
    if (is_back) std::swap(dear, cheap);
    double const left = is_back ? room[1] + moved : room[0] - moved;
    state.pairs[p].is_idle = left > 0.0 ? 0 : 1;
    if (!(left > 0.0)) return false;
    double const slope = derivative_of(state, dear) + derivative_of(state, cheap);
    double const difference = std::abs(first - second);
    double const flow = difference < left * slope ? difference / slope : left;
    moved += is_back ? -flow : flow;
    for (std::int32_t const link : dear) add_to_link(state, link, -flow);
    for (std::int32_t const link : cheap) add_to_link(state, link, flow);
    return true;
}

/// What each origin has on the way that loses, and the sum.
JUMELLE_INLINE double shares_of(AssignmentState& state, std::int32_t p, Way dear,
                                std::vector<double>& share) {
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

JUMELLE_INLINE void settle(AssignmentState& state, std::int32_t p, double moved, std::vector<double>& share) {
    Way dear = state.pairs.way(p, 0), cheap = state.pairs.way(p, 1);
    if (moved < 0.0) std::swap(dear, cheap);
    double const wanted = std::abs(moved);
    double const all = shares_of(state, p, dear, share);
    double const part = wanted < all ? wanted / all : 1.0;
    auto const origins = state.pairs.origins(p);
    for (std::size_t i = 0; i < origins.size(); ++i) {
        double const flow = std::min(share[i], share[i] * part);
        if (!(flow > 0.0)) continue;
        OriginFlows& flows = state.flows.data()[origins[i]];
        for (std::int32_t const link : dear) flows.at(link) -= flow;
        for (std::int32_t const link : cheap) flows.at(link) += flow;
    }
    if (wanted <= all) return;
    for (std::int32_t const link : dear) add_to_link(state, link, wanted - all);
    for (std::int32_t const link : cheap) add_to_link(state, link, all - wanted);
}

JUMELLE_KERNEL std::int64_t shift_in_order(AssignmentState& state, std::span<std::int32_t const> pairs,
                                           double least_difference, PairMoves& moves) {
    std::int64_t moved = 0;
    for (std::int32_t const p : pairs) moved += shift(state, p, least_difference, moves) ? 1 : 0;
    return moved;
}

JUMELLE_KERNEL void settle_in_order(AssignmentState& state, std::span<std::int32_t const> pairs,
                                    PairMoves const& moves) {
    std::vector<double> share;
    for (std::int32_t const p : pairs) {
        if (moves.moved.data()[p] != 0.0) settle(state, p, moves.moved.data()[p], share);
    }
}

/// The pairs of each origin, and where it stands among their origins.
struct Membership {
    std::int32_t pair;
    std::int64_t place;
};
struct Memberships {
    std::vector<std::int64_t> begin; ///< by origin
    std::vector<Membership> of_origin;
    std::int64_t places = 0;
};

Memberships memberships_of(AssignmentState const& state) {
    Memberships all;
    all.begin.assign(state.flows.size() + 1, 0);
    PairTable const& pairs = state.pairs;
    for (std::int32_t p = 0; p < pairs.pairs(); ++p) {
        for (std::int32_t const origin : pairs.origins(p)) ++all.begin[static_cast<std::size_t>(origin) + 1];
    }
    std::partial_sum(all.begin.begin(), all.begin.end(), all.begin.begin());
    all.of_origin.resize(static_cast<std::size_t>(all.begin.back()));
    auto next = all.begin;
    for (std::int32_t p = 0; p < pairs.pairs(); ++p) {
        std::int64_t place = pairs[p].origins_begin;
        for (std::int32_t const origin : pairs.origins(p))
            all.of_origin[static_cast<std::size_t>(next[static_cast<std::size_t>(origin)]++)] = {p, place++};
        all.places = std::max(all.places, place);
    }
    return all;
}

/// What an origin has on each way of its pairs.
JUMELLE_KERNEL void measure_shares(AssignmentState const& state, Memberships const& all, std::size_t origin,
                                   std::array<double, 2>* shares) {
    OriginFlows const& flows = state.flows.data()[origin];
    for (auto i = all.begin[origin]; i < all.begin[origin + 1]; ++i) {
        Membership const& member = all.of_origin.data()[i];
        shares[member.place] = {least_of(flows, state.pairs.way(member.pair, 0)),
                                least_of(flows, state.pairs.way(member.pair, 1))};
    }
}

} // namespace

void measure_rooms(AssignmentState const& state, PairMoves& moves) {
    auto const pairs = static_cast<std::size_t>(state.pairs.pairs());
    moves.room.resize(pairs);
    moves.moved.assign(pairs, 0.0);
    // Origin by origin: what one has stands together.
    Memberships const all = memberships_of(state);
    std::vector<std::array<double, 2>> shares(static_cast<std::size_t>(all.places));
    constexpr double numbers_a_member = 50.0;
    double const work = numbers_a_member * static_cast<double>(all.of_origin.size());
    for_chunks(static_cast<Index>(state.flows.size()), work, [&](RowRange range) {
        for (Index origin = range.begin; origin < range.end; ++origin)
            measure_shares(state, all, static_cast<std::size_t>(origin), shares.data());
    });
    for (std::size_t p = 0; p < pairs; ++p) {
        auto const first = state.pairs[static_cast<std::int32_t>(p)].origins_begin;
        auto const count = state.pairs[static_cast<std::int32_t>(p)].origins;
        moves.room[p] = {0.0, 0.0};
        for (auto i = first; i < first + count; ++i) {
            moves.room[p][0] += shares[static_cast<std::size_t>(i)][0];
            moves.room[p][1] += shares[static_cast<std::size_t>(i)][1];
        }
    }
}

std::int64_t sweep_pairs(AssignmentState& state, PairSchedule const& schedule, double least_difference,
                         PairMoves& moves) {
    std::atomic<std::int64_t> moved = 0;
    for_tasks(schedule, [&](std::span<std::int32_t const> pairs) {
        moved += shift_in_order(state, pairs, least_difference, moves);
    });
    return moved;
}

void settle_moves(AssignmentState& state, PairSchedule const& schedule, PairMoves const& moves) {
    for_tasks(schedule, [&](std::span<std::int32_t const> pairs) { settle_in_order(state, pairs, moves); });
}

} // namespace jumelle::traffic
