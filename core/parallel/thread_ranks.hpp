#pragma once

#include "core/base/function_ref.hpp"
#include "core/parallel/communicator.hpp"

namespace jumelle {

/// Runs `body` as `size` ranks, each a thread of this process with loops of one thread: what needs ranks can
/// be tried where there is no MPI. Where a rank throws, those that wait for it are stopped.
/// @throws what the lowest rank threw that did not stop for another's sake  @pre size >= 1
void run_as_ranks(int size, FunctionRef<void(Communicator& ranks)> body);

} // namespace jumelle
