#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "models/traffic/kernels/tapas/cheapest_tree.hpp"
#include "models/traffic/kernels/tapas/outlook.hpp"
#include "models/traffic/kernels/tapas/reduction.hpp"
#include "models/traffic/kernels/tapas/tracer.hpp"

namespace jumelle::traffic {

/// Costs of a snapshot of flows: t, dt/dx, what searches see, and the customised hierarchy.
void take_snapshot(AssignmentState& state);

/// Takes dead flows out and looks where flow of a block of origins could travel for less.
struct Finding {
    std::int32_t origin = 0;
    std::int32_t pair = -1;           ///< an existing pair that would do, or −1 and
    std::int64_t begin = 0;           ///< where the links of two new ways stand in `Findings::links`,
    std::int32_t dear = 0, cheap = 0; ///< so many of the dear, then so many of the cheap way
    double gain = 0.0, extra = 0.0;   ///< cost of the dear way less that of the cheap one, as in `Pair`
    CellSet cells = 0;
    std::int32_t kind = 0;
    std::uint32_t key = 0; ///< of the last links, as in `PairTable`

    /// @param links all of the findings
    NewPair ways(std::int32_t const* links) const {
        std::int32_t const* const first = links + begin;
        return {{first, static_cast<std::size_t>(dear)},
                {first + dear, static_cast<std::size_t>(cheap)},
                gain,
                extra,
                cells,
                kind};
    }
};
struct Findings {
    std::vector<Outlook::Costs> costs; ///< of each origin of the block
    std::vector<Finding> found;        ///< in origin order
    std::vector<std::int32_t> links;
    std::vector<Load> removed; ///< what cycles lost, negative
    void clear();
};

/// What a thread needs for a search.
struct Searcher {
    explicit Searcher(AssignmentState const& state)
        : labels(state.network), tracer(state), reduction(state.network), tree(state.network) {}
    Labels labels;
    Tracer tracer;
    FlowReduction reduction;
    CheapestTree tree;
    std::vector<std::int32_t> candidates, vertices;
};

/// Origins of one class that are searched together, at most `label_lanes`, ascending.
using OriginBlock = std::span<std::int32_t const>;

/// Blocks in which a list of origins, ascending, is searched.
std::vector<OriginBlock> blocks_of(Demand const& demand, std::vector<std::int32_t> const& origins);

/// Labels of the block's origins in `searcher.labels`, one lane each.
void search_labels(AssignmentState const& state, OriginBlock block, Searcher& searcher);

/// @param least_gain reduced cost, relative to the label, from which a link counts as dear
void search_block(AssignmentState& state, OriginBlock block, double least_gain, Searcher& searcher,
                  Findings& findings);

/// Shares of a link's reduced cost and of its flow that a pair must offer to stand for a new one.
/// Source: Bar-Gera 2010, section 4.3 (cost-effective and flow-effective).
inline constexpr double enough_gain = 0.5, enough_flow = 0.25;

/// Whether each link of a way carries at least so much.
JUMELLE_INLINE bool carries(OriginFlows const& flows, std::span<std::int32_t const> way, double least) {
    for (std::int32_t const link : way) {
        if (flows.flow(link) < least) return false;
    }
    return true;
}

/// The two last links of ways that a pair should have, and the reduced cost of the dear one.
struct Wish {
    std::int32_t dear, cheap;
    double gain;
    std::int32_t kind; ///< class of the origin
};
/// A pair along which moving an origin's flow would gain at least part of what the link could: the way that
/// ends in the dear link carries enough of its flow and costs enough more. −1 if there is none.
std::int32_t effective_pair(PairTable const& pairs, Wish const& wish, OriginFlows const& flows);

} // namespace jumelle::traffic
