#pragma once

#include "bench/cases/exact_shallow_water.hpp"

namespace jumelle::exact {

/// Steady flow without friction and without a jump over a bump in a channel of 25 m.
struct SmoothBump {
    enum class Shape {
        parabola, ///< the bump of the SWASHES collection, with a kink at either foot
        smooth    ///< 0.2 (1 − ((x − 10)/4)²)³, twice differentiable
    };
    Shape shape = Shape::smooth;
    double discharge_m2ps = 4.42, downstream_m = 2.0;
    /// Whether the flow turns supercritical on the crest and stays so.
    bool transcritical = false;
    double bed(double x_m) const;
};
/// The bump of SWASHES: 4.42 m²/s against 2 m (subcritical), 1.53 m²/s against 0.66 m (transcritical).
SmoothBump subcritical_bump(SmoothBump::Shape shape);
SmoothBump transcritical_bump(SmoothBump::Shape shape);
/// Depth from the energy equation.
/// Source: Delestre et al. 2013, Int. J. Numer. Meth. Fluids 72, 269-300, section 3.1.
Water steady_water(SmoothBump const& bump, double x_m);

/// A wave that runs to the right over a flat bed without changing its invariant u − 2c, before it breaks.
///
///     c(x, t) = c(x − (u + c) t, 0),  u = 2 (c − c₀)
///
/// Source: Stoker 1957, Water Waves, section 10.3 (simple waves).
struct SimpleWave {
    double depth_m = 1.0, height_m = 0.1, width_m = 8.0, centre_m = 40.0;
    double first_depth(double x_m) const;
    Water water(double x_m, double t_s) const;
};

/// A vortex that is carried along unchanged by a uniform flow over a flat bed.
///
///     u_θ = Γ r (1 + cos ωr) for ωr < π,  h from g dh/dr = u_θ²/r
///
/// Source: Ricchiuto & Bollermann 2009, J. Comput. Phys. 228, 1071-1115, section 6.3.
struct TravellingVortex {
    double depth_m = 10.0, flow_mps = 6.0, strength_ps = 15.0, radius_m = 0.25;
    double x_m = 0.5, y_m = 0.5; ///< its middle at the start
    struct State {
        double h_m, u_mps, v_mps;
    };
    /// v counts along y.
    State state(double x_m, double y_m, double t_s) const;
};

/// Subcritical flow with Manning friction over a bed made to measure for h = 1.2 + 0.2 sin(2πx/L) m.
/// Source: MacDonald et al. 1997, J. Hydraul. Eng. 123, 1041-1045 (the method).
struct GentleChannel {
    static constexpr double length_m = 1000.0, manning = 0.033, discharge_m2ps = 2.0;
    double bed(double x_m) const; ///< 0 at the outlet
    Water water(double x_m) const;
};

} // namespace jumelle::exact
