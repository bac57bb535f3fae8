#pragma once

#include "core/base/view.hpp"

namespace jumelle::bench {

/// Prints what local time steps save and what they change: a lake of `cells`² cells with a deep pit of a
/// hundred, a dam break on hills, and a smooth wave with an exact answer.
void print_local_steps(Index cells);

} // namespace jumelle::bench
