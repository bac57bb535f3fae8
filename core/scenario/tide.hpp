#pragma once

#include <string>
#include <vector>

#include "core/base/time_series.hpp"
#include "core/scenario/scenario.hpp"

namespace jumelle {

/// A tidal constituent that has a name.
struct NamedConstituent {
    char const* name;
    double period_s;
};

/// Constituents that scenarios may name, with their periods.
/// Source: Parker 2007, Tidal Analysis and Prediction, NOAA Special Publication NOS CO-OPS 3, table 3.1.
std::vector<NamedConstituent> const& named_constituents();

/// Water level of a tide over a run, sampled finely enough that straight lines between the samples miss it by
/// at most 1e-4 of the amplitudes.
///
///     η(t) = mean + Σ a cos(2π (t − t0) / T − φ)
///
/// t0 is the tide's reference moment, or the start of the run. Nodal corrections are the user's.
TimeSeries tide_series(TideSpec const& tide, Instant start, Duration duration);

} // namespace jumelle
