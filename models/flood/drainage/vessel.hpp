#pragma once

#include "core/base/function_ref.hpp"
#include "core/territory/drain_network.hpp"
#include "models/flood/drainage/rising.hpp"

namespace jumelle::flood {

/// Whether the street takes what a node spills.
enum class Spill { onto_street, ponds };

/// Plan area of a node by depth: its manhole or storage curve, and above the depth at which it spills the
/// area over which water ponds, from which it runs back.
Rising vessel_of(DrainNode const& node, Spill spill);

/// Depth d at which a vessel's balance f(d) = V(d) − volume given by d is zero: f rises with d.
struct LevelSearch {
    double guess_m = 0.0;
    double stiffness_m2 = 1.0; ///< about the slope of f
    double tolerance_m3 = 0.0;
};
/// @returns a depth where |f| is within the tolerance and V(d) >= f(d), or the largest found with f <= 0
double settled_depth_m(LevelSearch const& search, FunctionRef<double(double)> balance_m3);

} // namespace jumelle::flood
