#include "models/traffic/kernels/tapas/iterate.hpp"

#include <algorithm>

#include "core/base/sum.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/parts.hpp"
#include "models/traffic/kernels/tapas/equalise.hpp"
#include "models/traffic/kernels/tapas/loading.hpp"
#include "models/traffic/kernels/tapas/registration.hpp"

namespace jumelle::traffic {

namespace {

using Membership = PairTable::Membership;

/// Blocks that are searched between two rounds of registration; a number of the method, not of the machine.
constexpr std::int32_t blocks_at_once = 32;

/// Every origin gets places for the links of its new pairs.
void make_places(AssignmentState& state, std::vector<Membership> const& fresh) {
    std::vector<std::int64_t> begin(state.flows.size() + 1, 0);
    for (Membership const& member : fresh) ++begin[static_cast<std::size_t>(member.origin) + 1];
    for (std::size_t o = 0; o < state.flows.size(); ++o) begin[o + 1] += begin[o];
    std::vector<std::int32_t> pairs(fresh.size());
    auto next = begin;
    for (Membership const& member : fresh) {
        pairs[static_cast<std::size_t>(next[static_cast<std::size_t>(member.origin)]++)] = member.pair;
    }
    auto const make = [&](std::size_t o) {
        std::vector<std::int32_t> links;
        for (auto i = begin[o]; i < begin[o + 1]; ++i) {
            for (int const which : {0, 1}) {
                for (std::int32_t const link : state.pairs.way(pairs[static_cast<std::size_t>(i)], which)) {
                    if (!state.flows[o].has(link)) links.push_back(link);
                }
            }
        }
        if (!links.empty()) state.flows[o].insert(links);
    };
    constexpr double numbers_a_member = 1000.0; // most of it moves the origin's other flows
    auto const origins = static_cast<Index>(state.flows.size());
    for_chunks(origins, numbers_a_member * static_cast<double>(fresh.size()), [&](RowRange range) {
        for (Index o = range.begin; o < range.end; ++o) make(static_cast<std::size_t>(o));
    });
}

} // namespace

Look look_for_pairs(AssignmentState& state, Search const& search, std::vector<Searcher>& searchers,
                    Outlook& outlook) {
    take_snapshot(state);
    CompensatedSum total, shortest;
    std::vector<Findings> findings(blocks_at_once);
    std::vector<Membership> added;
    auto const all_blocks = blocks_of(state.demand, search.origins);
    auto const blocks = static_cast<std::int32_t>(all_blocks.size());
    for (std::int32_t first = 0; first < blocks; first += blocks_at_once) {
        std::int32_t const count = std::min(blocks_at_once, blocks - first);
        for_items(count, static_cast<Index>(searchers.size()), [&](Index worker, Index i) {
            search_block(state, all_blocks[static_cast<std::size_t>(first + i)], search.least_gain,
                         searchers[static_cast<std::size_t>(worker)], findings[static_cast<std::size_t>(i)]);
        });
        for (std::int32_t i = 0; i < count; ++i) {
            Findings const& found = findings[static_cast<std::size_t>(i)];
            OriginBlock const block =
                all_blocks[static_cast<std::size_t>(first) + static_cast<std::size_t>(i)];
            for (std::size_t lane = 0; lane < block.size(); ++lane) {
                outlook.set(block[lane], found.costs[lane]);
                total.add(found.costs[lane].total);
                shortest.add(found.costs[lane].shortest);
            }
        }
        register_findings(state, {findings.data(), static_cast<std::size_t>(count)}, added);
    }
    make_places(state, state.pairs.join(added));
    return {total.value(), shortest.value()};
}

void equalise_all(AssignmentState& state, double gap) {
    constexpr double share_of_gap = 0.1; // pairs nearer to balance than this share of the gap are left
    constexpr int rounds = 2, most_sweeps = 50;
    constexpr double few = 0.2; // share of the pairs that the first sweep moved: other pairs are wanted then
    PairSchedule const schedule = schedule_of(state.pairs);
    PairMoves moves;
    for (int round = 0; round < rounds; ++round) {
        measure_rooms(state, moves);
        auto const first = static_cast<double>(sweep_pairs(state, schedule, share_of_gap * gap, moves));
        double moved = first;
        for (int sweep = 1; sweep < most_sweeps && moved > few * first; ++sweep)
            moved = static_cast<double>(sweep_pairs(state, schedule, share_of_gap * gap, moves));
        settle_moves(state, schedule, moves);
        if (first == 0.0) break;
    }
    state.pairs.drop_idle();
}

} // namespace jumelle::traffic
