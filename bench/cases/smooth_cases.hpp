#pragma once

#include "bench/cases/case_error.hpp"
#include "bench/cases/exact_smooth.hpp"

namespace jumelle::cases {

/// Steady flow over a bump, from its own exact state, after 300 s.
CaseResult smooth_bump(CaseOptions const& options, exact::SmoothBump const& bump);
/// A wave of 0.1 m on 1 m of water in a channel of 160 m, after 15 s: half of the time it takes to break.
CaseResult simple_wave(CaseOptions const& options);
/// A vortex that a flow of 6 m/s carries 1 m far through a square of 2 m by 1 m.
CaseResult travelling_vortex(CaseOptions const& options);
/// Steady subcritical flow with friction, after 3000 s.
CaseResult gentle_channel(CaseOptions const& options);

} // namespace jumelle::cases
