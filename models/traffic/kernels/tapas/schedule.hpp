#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/function_ref.hpp"
#include "models/traffic/kernels/tapas/pairs.hpp"
#include "models/traffic/kernels/turns.hpp"

namespace jumelle::traffic {

/// The order in which sweeps work through the pairs, cut into tasks. A task waits for earlier ones that have
/// cells in common with it, so what comes of a sweep is what it would be if one thread did task after task.
struct PairSchedule {
    std::vector<std::int32_t> pair;       ///< by task, in pair order
    std::vector<std::int64_t> task_begin; ///< tasks + 1 offsets into `pair`
    Precedence turns;                     ///< of the tasks
    double work = 0.0;                    ///< links of all pairs
};
/// Links of all pairs from which a sweep is worth sharing. Fewer, which take about a tenth of a millisecond,
/// are one task.
inline constexpr double worth_sharing = 50000.0;

/// @param least_shared links of all pairs from which there is more than one task
PairSchedule schedule_of(PairTable const& pairs, double least_shared = worth_sharing);

/// Calls `body(pairs of a task)` for all tasks, at the same time where they have no cell in common.
void for_tasks(PairSchedule const& schedule, FunctionRef<void(std::span<std::int32_t const>)> body);

} // namespace jumelle::traffic
