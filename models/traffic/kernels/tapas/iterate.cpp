#include "models/traffic/kernels/tapas/iterate.hpp"

#include <algorithm>

#include "core/base/sum.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/tapas/equalise.hpp"
#include "models/traffic/kernels/tapas/loading.hpp"
#include "models/traffic/kernels/tapas/parts.hpp"

namespace jumelle::traffic {

namespace {

using Membership = PairTable::Membership;

/// Blocks that are searched between two rounds of registration; a number of the method, not of the machine.
constexpr std::int32_t blocks_at_once = 32;

bool is_same(std::span<std::int32_t const> a, std::span<std::int32_t const> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

/// The pair of a class with exactly these ways, in either order; −1 if there is none.
std::int32_t find_pair(PairTable const& pairs, std::span<std::int32_t const> one,
                       std::span<std::int32_t const> other, std::int32_t kind) {
    for (std::int32_t p = pairs.first_with(one[0], other[0]); p >= 0; p = pairs[p].next) {
        if (pairs[p].kind != kind) continue;
        if (is_same(pairs.way(p, 0), one) && is_same(pairs.way(p, 1), other)) return p;
        if (is_same(pairs.way(p, 1), one) && is_same(pairs.way(p, 0), other)) return p;
    }
    return -1;
}

/// A pair that serves the finding: one registered since the search, the same one, or a new one.
std::int32_t pair_for(AssignmentState& state, Finding const& finding, std::int32_t const* links) {
    std::span<std::int32_t const> const dear{links, static_cast<std::size_t>(finding.dear)};
    std::span<std::int32_t const> const cheap{links + finding.dear, static_cast<std::size_t>(finding.cheap)};
    ClassView const& view = state.view_of(finding.origin);
    std::int32_t const kind = state.demand.kind[static_cast<std::size_t>(finding.origin)];
    double const extra = view.extra_of(dear) - view.extra_of(cheap);
    double const gain = difference_of(state, dear, cheap) + extra;
    OriginFlows const& flows = state.flows[static_cast<std::size_t>(finding.origin)];
    std::int32_t const effective = effective_pair(state.pairs, {dear[0], cheap[0], gain, kind}, flows);
    if (effective >= 0) return effective;
    std::int32_t const same = find_pair(state.pairs, dear, cheap, kind);
    if (same >= 0) return same;
    std::int32_t const made = state.pairs.add(dear, cheap, state.regions);
    state.pairs[made].difference = gain;
    state.pairs[made].extra = extra;
    state.pairs[made].kind = kind;
    return made;
}

void register_findings(AssignmentState& state, Findings const& findings, std::vector<Membership>& added) {
    for (Load const& load : findings.removed) {
        double& x = state.x[static_cast<std::size_t>(load.link)];
        x = std::max(x + load.flow, 0.0);
    }
    for (Finding const& finding : findings.found) {
        std::int32_t const pair = finding.pair >= 0
                                      ? finding.pair
                                      : pair_for(state, finding, findings.links.data() + finding.begin);
        added.push_back({pair, finding.origin});
    }
}

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
            register_findings(state, found, added);
        }
    }
    make_places(state, state.pairs.join(added));
    return {total.value(), shortest.value()};
}

void equalise_all(AssignmentState& state, double gap) {
    constexpr double share_of_gap = 0.1; // pairs nearer to balance than this share of the gap are left
    constexpr int rounds = 2, most_sweeps = 50;
    constexpr double few = 0.2; // share of the pairs that the first sweep moved: other pairs are wanted then
    PairSchedule const schedule = schedule_of(state);
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
