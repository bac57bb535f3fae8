#pragma once

#include "core/model/model.hpp"

namespace jumelle::decay {

/// A substance on the ground that decays by itself: a pollutant that breaks down, a tracer that loses its
/// activity. The worked example of a model, small enough to be read in one go.
///
/// Parameters: `half_life`, `initial_concentration`. Reads, where given, `initial_concentration` (in place of
/// the parameter) and `elevation` (a cell without elevation lies outside). Writes `concentration`.
ModelEntry entry();

} // namespace jumelle::decay
