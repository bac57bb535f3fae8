#pragma once

#include "core/territory/drain_network.hpp"

namespace jumelle::flood {

/// Levels on the two sides of an opening, above its lower edge or crest [m]; negative: below it.
struct Heads {
    double from_m = 0.0, to_m = 0.0;
};

/// Discharge through an orifice, positive from its first node to its second:
///
///     Q = C A sqrt(2 g H), H from the water above to the centre or to the water below, whichever is higher;
///
/// while its water stands below its upper edge it works as a weir that joins that law.
/// Source: SWMM 5 Reference Manual II (EPA 2017), section 6.4.
double orifice_discharge(DrainOrifice const& orifice, Heads const& heads);

/// Q = C L H^(3/2), drowned by (1 − (h/H)^(3/2))^0.385; above its opening an orifice.
/// Source: Villemonte 1947, Eng. News-Rec. 139, 866; SWMM 5 Reference Manual II, section 6.5.
double weir_discharge(DrainWeir const& weir, Heads const& heads);

/// What a pump sees.
struct PumpView {
    double depth_m = 0.0, volume_m3 = 0.0; ///< at its inlet
    double head_m = 0.0;                   ///< to be overcome
};
/// Discharge of a running pump by its curve; beyond the curve's ends the nearest point holds, above the
/// largest head and below the smallest depth there is none.
double pump_discharge(DrainPump const& pump, PumpView const& view);

} // namespace jumelle::flood
