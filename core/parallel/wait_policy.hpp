#pragma once

namespace jumelle {

/// Makes idle loop threads sleep instead of spin, unless the person chose otherwise (`OMP_WAIT_POLICY`,
/// `GOMP_SPINCOUNT`). A spinning thread burns the core that the one it waits for needs: on a shared machine a
/// run was seen to take seven times as long, while sleeping costs a few microseconds a loop.
///
/// The OpenMP runtime reads its settings before `main`, so the program starts itself once more, in the same
/// process, with the setting in its environment. Returns where nothing has to be done or that is not
/// possible.
/// @param argv as `main` got it
void let_idle_threads_sleep(char** argv);

} // namespace jumelle
