#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/traffic/kernels/tapas/schedule.hpp"
#include "models/traffic/kernels/tapas/state.hpp"

namespace jumelle::traffic {

/// Flow that pairs move in a round: how much they could, and how much they do. One entry a pair.
struct PairMoves {
    std::vector<std::array<double, 2>> room; ///< flow of the pair's origins on each way, Σₒ minₐ fₒₐ
    std::vector<double> moved; ///< from the first to the second way; negative: the other way round
};

/// Rooms of all pairs; nothing moved yet.
void measure_rooms(AssignmentState const& state, PairMoves& moves);

/// Moves flow from the dear to the cheap way of each pair by one Newton step within the room,
///
///     d = min(F, (C₁ − C₂) / (C₁' + C₂')),
///
/// on totals alone: flows by origin follow in `settle_moves`. Pairs whose costs differ by less than
/// `least_difference` of the dearer are left; those without flow to move are marked idle. @returns pairs
/// moved. Source: Bar-Gera 2010, section 4.
std::int64_t sweep_pairs(AssignmentState& state, PairSchedule const& schedule, double least_difference,
                         PairMoves& moves);

/// Lets the origins of each pair share in what it moved, in proportion to what each has on the way that
/// loses. Where other pairs have taken that flow meanwhile, the rest goes back. The same bits for any number
/// of threads, here and above.
void settle_moves(AssignmentState& state, PairSchedule const& schedule, PairMoves const& moves);

} // namespace jumelle::traffic
