#pragma once

#include "core/territory/drain_network.hpp"

namespace jumelle::flood {

/// The cell of the street above a node.
struct StreetCell {
    double area_m2 = 0.0, ground_m = 0.0;
    double level_m(double volume_m3) const { return ground_m + volume_m3 / area_m2; }
};

/// What flows between street and node while both levels move: from the street over a weir while shallow,
///
///     Q = 2/3 c_w p sqrt(2 g) Δ^(3/2),
///
/// through an orifice when that is less, and out of the node through the same orifice,
///
///     Q = c_o A sqrt(2 g Δ),
///
/// Δ being the difference of the levels, that in the node at least the ground. The orifice law is solved with
/// the street's level after the step, so that an exchange ends when the levels meet and never passes beyond.
///
/// @returns discharge into the node, at most what the street has [m³/s]
/// Sources: Chen, Djordjević, Leandro & Savić 2007, NOVATECH 2007; Rubinato et al. 2017, J. Hydrol. 552, 421.
double street_discharge(InletLaw const& law, StreetCell const& street, double street_m3, double node_level_m,
                        double dt_s);

} // namespace jumelle::flood
