#include "core/parallel/task_pool.hpp"

#include <algorithm>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include "core/parallel/error_collector.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle {

namespace {

/// Sets the loop threads of the calling thread, and puts the old number back at the end.
class LoopThreadsHere {
  public:
    explicit LoopThreadsHere(int threads) : before_(loop_threads()) { set_loop_threads(threads); }
    ~LoopThreadsHere() { set_loop_threads(before_); }
    LoopThreadsHere(LoopThreadsHere const&) = delete;
    LoopThreadsHere& operator=(LoopThreadsHere const&) = delete;

  private:
    int before_;
};

/// Every task on its own, handed out one by one: tasks differ too much in length to be dealt out beforehand.
ErrorCollector run_in_arena(ThreadSplit split, Index tasks, FunctionRef<void(Index)> task) {
    ErrorCollector errors(tasks);
    // Without it oneTBB complains on the error stream where more tasks than cores are asked for.
    auto const most =
        static_cast<std::size_t>(std::max(split.tasks_at_once, tbb::info::default_concurrency()));
    tbb::global_control const allowed(tbb::global_control::max_allowed_parallelism, most);
    tbb::task_arena arena(split.tasks_at_once);
    arena.execute([&] {
        tbb::parallel_for(
            Index{0}, tasks,
            [&](Index i) {
                errors.guard(i, [&] {
                    LoopThreadsHere const inner(split.threads_per_task);
                    task(i);
                });
            },
            tbb::simple_partitioner());
    });
    return errors;
}

} // namespace

TaskPool::TaskPool(ThreadSplit split) : split_(split) {
    JUMELLE_EXPECTS(split.tasks_at_once >= 1 && split.threads_per_task >= 1);
}

std::vector<std::exception_ptr> TaskPool::try_all(Index tasks, FunctionRef<void(Index)> task) const {
    if (tasks <= 0) return {};
    return run_in_arena(split_, tasks, task).errors();
}

void TaskPool::run_all(Index tasks, FunctionRef<void(Index)> task) const {
    if (tasks > 0) run_in_arena(split_, tasks, task).rethrow_first();
}

} // namespace jumelle
