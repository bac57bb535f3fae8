#pragma once

#include <optional>
#include <string_view>

namespace jumelle {

/// Makes loop threads that have nothing to do sleep soon instead of spinning for milliseconds, unless the
/// person chose otherwise (`OMP_WAIT_POLICY`, `GOMP_SPINCOUNT`). A spinning thread burns the core that the
/// one it waits for needs: on a shared machine a run was seen to take seven times as long. But a thread that
/// sleeps takes 30 to 100 microseconds to wake, longer than a loop over a small grid. So threads look out for
/// some 0.1 ms where the machine has a core for each thread that runs when the program starts, and sleep at
/// once where it has not.
///
/// The OpenMP runtime reads its settings before `main`, so the program starts itself once more, in the same
/// process, with the setting in its environment. Returns where nothing has to be done or that is not
/// possible.
/// @param argv as `main` got it
void let_idle_threads_sleep(char** argv);

/// Threads that run or wait for a core, in the text of /proc/loadavg (`0.20 0.18 0.12 1/80 11206`: 1);
/// nothing where it cannot be read. Source: Linux manual, proc_loadavg(5).
std::optional<int> running_threads(std::string_view proc_loadavg);

} // namespace jumelle
