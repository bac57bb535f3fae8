#pragma once

#include <limits>

#include "models/flood/kernels/weir.hpp"

namespace jumelle::flood {

/// What stands on one cell face. The face lets water over its sill up to its soffit, and over its deck; a
/// notch is a part of it with a lower sill.
struct BarrierShape {
    static constexpr double none = std::numeric_limits<double>::infinity();
    double sill_m = 0.0;
    double soffit_m = none; ///< not above the sill: shut
    double deck_m = none;   ///< crest of what lies above the soffit
    double notch_m = none, notch_share = 0.0;
    OpeningCoefficients coefficients{thin_crest_coefficient, broad_crest_coefficient};
    double deck_coefficient = broad_crest_coefficient;
    double blockage = 0.0;     ///< share of the width that piers take
    double length_share = 1.0; ///< length of the line in this face over the length of the face: a staircase
                               ///< of faces is longer than the line that it stands for
};

/// Water and ground of a cell beside the face; velocities as the face sees them, left to right.
struct BarrierSide {
    double z_m = 0.0, h_m = 0.0, normal_mps = 0.0, tangent_mps = 0.0;
};

/// What a barrier makes of the flux through its face:  flux' = open · flux + its own part.
struct BarrierFlow {
    double open = 1.0; ///< share of the face that is an ordinary one
    double mass_m2ps = 0.0, left_m3ps2 = 0.0, right_m3ps2 = 0.0, tangent_m3ps2 = 0.0;
    double drag_per_m = 0.0; ///< of piers: force on the flow over m |m|
};

/// Share of the head that a crest must stand above the ground to rule the flow alone; a lower one is mixed
/// with the ordinary face, so that nothing jumps when a crest falls to the ground.
inline constexpr double low_crest_share = 0.2;
/// Share of a cell's water that one barrier face may take in a step: what is left keeps the drain limiter,
/// which knows no jets, out of the way.
inline constexpr double most_of_a_cell = 0.25;

/// Flow through a face with a barrier.
///
/// The upper side is the one with more energy (η + u²/2g with the velocity towards the face). The flow
/// follows the formulas of `weir.hpp`; where the level below matters it is damped towards the flow that
/// already runs through the two cells, with the secant of the formula:
///
///     q' = (q + D (A_up + A_down)) / (1 + 2 D),   D = dt/dx · q / (E_up − η_down)
///
/// so that two levels at rest never pass each other, and a steady flow is not changed. Each side feels the
/// momentum that leaves or enters it, and where its own flow differs from q the pressure of the wave that
/// this makes; with q = 0 that is the pressure of a wall. Water at rest feels exactly nothing.
/// @param step_per_cell dt/dx [s/m]
/// @returns the ordinary face where one side is solid
BarrierFlow barrier_flow(BarrierShape const& shape, BarrierSide const& left, BarrierSide const& right,
                         double step_per_cell);

} // namespace jumelle::flood
