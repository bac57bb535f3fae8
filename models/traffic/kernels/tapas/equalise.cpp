#include "models/traffic/kernels/tapas/equalise.hpp"

#include <algorithm>
#include <atomic>

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

JUMELLE_KERNEL void measure_range(AssignmentState const& state, RowRange range, PairMoves& moves) {
    for (Index p = range.begin; p < range.end; ++p) {
        auto const pair = static_cast<std::int32_t>(p);
        for (int const which : {0, 1}) {
            double sum = 0.0;
            for (std::int32_t const origin : state.pairs.origins(pair)) {
                sum += least_of(state.flows.data()[origin], state.pairs.way(pair, which));
            }
            moves.room.data()[p][static_cast<std::size_t>(which)] = sum;
        }
    }
}

} // namespace

void measure_rooms(AssignmentState const& state, PairMoves& moves) {
    auto const pairs = static_cast<std::size_t>(state.pairs.pairs());
    moves.room.resize(pairs);
    moves.moved.assign(pairs, 0.0);
    constexpr double numbers_a_pair = 200.0; // some links of some origins
    for_chunks(state.pairs.pairs(), numbers_a_pair * state.pairs.pairs(),
               [&](RowRange range) { measure_range(state, range, moves); });
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
