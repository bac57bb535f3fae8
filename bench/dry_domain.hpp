#pragma once

#include "core/base/view.hpp"

namespace jumelle::bench {

/// Prints what dry land costs: a square of `cells`² cells, dry but for a square lake of a hundredth of its
/// area that sways, against that lake alone, for each scheme and precision; and the bytes of each array.
/// @pre cells >= 200
void print_dry_domain(Index cells, Index steps);

} // namespace jumelle::bench
