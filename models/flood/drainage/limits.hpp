#pragma once

namespace jumelle::flood {

/// Below this depth water in a pipe has no velocity [m]: a film as thin as the street's `dry_depth`.
inline constexpr double dry_pipe_depth_m = 1e-5;
/// Share of its water that a cell or node may give in one step: all but a few roundings.
inline constexpr double almost_all = 1.0 - 1e-12;

} // namespace jumelle::flood
