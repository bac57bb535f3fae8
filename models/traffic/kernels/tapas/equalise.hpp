#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/tapas/state.hpp"

namespace jumelle::traffic {

/// The pairs of each region, in the order in which regions can be worked through: deepest first, all regions
/// of one depth at the same time.
struct PairSchedule {
    std::vector<std::int32_t> pair;         ///< by region, in pair order
    std::vector<std::int64_t> region_begin; ///< offsets into `pair` of each busy region
    std::vector<double> region_work;        ///< links of its pairs
    std::vector<std::int32_t> depth_begin;  ///< offsets into the busy regions, deepest depth first
};
PairSchedule schedule_of(AssignmentState const& state);

/// Moves flow from the dear to the cheap way of each pair by one Newton step, shared among its origins in
/// proportion to what each has on the dear way:
///
///     d = min(F, (C₁ − C₂) / (C₁' + C₂')),   F = Σₒ minₐ fₒₐ
///
/// Pairs whose costs differ by less than `least_difference` of the dearer are left. Pairs and origins that had
/// no flow to move are marked. @returns pairs that were moved. The same bits for any number of threads.
/// Source: Bar-Gera 2010, section 4.
std::int64_t equalise_pairs(AssignmentState& state, PairSchedule const& schedule, double least_difference);

} // namespace jumelle::traffic
