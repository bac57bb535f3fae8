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
    std::int32_t pair = -1;           ///< an existing pair that would do, or
    std::int64_t begin = 0;           ///< where the links of two new ways stand in `Findings::links`,
    std::int32_t dear = 0, cheap = 0; ///< so many of the dear, then so many of the cheap way
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

/// The least flow of an origin along a way.
double least_flow(OriginFlows const& flows, std::span<std::int32_t const> way);

/// The two last links of ways that a pair should have, and the reduced cost of the dear one.
struct Wish {
    std::int32_t dear, cheap;
    double gain;
    std::int32_t kind; ///< class of the origin
};
/// A pair along which moving an origin's flow would gain at least part of what the link could: the way that
/// ends in the dear link carries enough of its flow and costs enough more. −1 if there is none.
std::int32_t effective_pair(PairTable const& pairs, Wish const& wish, OriginFlows const& flows);

/// Cost of one way less that of the other in the snapshot, for class 0.
double difference_of(AssignmentState const& state, std::span<std::int32_t const> one,
                     std::span<std::int32_t const> other);

} // namespace jumelle::traffic
