#pragma once

#include <exception>
#include <vector>

#include "core/base/function_ref.hpp"
#include "core/parallel/thread_budget.hpp"

namespace jumelle {

/// Works through many independent tasks (the runs of a study), some at a time, each with its share of the
/// threads. Built on oneTBB; loops inside a task stay OpenMP.
class TaskPool {
  public:
    /// @pre split.tasks_at_once >= 1, split.threads_per_task >= 1
    explicit TaskPool(ThreadSplit split);

    /// Calls `task(i)` for 0 … `tasks`, at most `tasks_at_once` at a time, in about that order. Inside a task
    /// `loop_threads()` is `threads_per_task`. A task that throws does not keep the others from being done.
    /// @returns what each task threw, null where it threw nothing
    std::vector<std::exception_ptr> try_all(Index tasks, FunctionRef<void(Index)> task) const;

    /// The same. @throws what the lowest task threw, after all have ended
    void run_all(Index tasks, FunctionRef<void(Index)> task) const;

    ThreadSplit split() const { return split_; }

  private:
    ThreadSplit split_;
};

} // namespace jumelle
