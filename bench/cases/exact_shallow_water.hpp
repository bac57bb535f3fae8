#pragma once

namespace jumelle::exact {

/// Water at one place: depth [m] and velocity [m/s].
struct Water {
    double h_m = 0.0, u_mps = 0.0;
    double momentum_m2ps() const { return h_m * u_mps; }
};

/// Dam break on a flat, frictionless bed. `right_m` may be 0 (Ritter 1892) or less than `left_m` (Stoker
/// 1957).
/// @param x_m distance from the dam, t_s > 0
/// Source: Stoker 1957, Water Waves, section 10.8; Ritter 1892, Z. Ver. Deutsch. Ing. 36, 947-954.
Water dam_break(double left_m, double right_m, double x_m, double t_s);

/// What stands still behind the shock of a wet dam break: depth and velocity between rarefaction and shock,
/// and the speed of the shock.
struct DamBreakMiddle {
    double h_m, u_mps, shock_mps;
};
/// @pre left_m > right_m > 0
DamBreakMiddle dam_break_middle(double left_m, double right_m);

/// The parabolic bump of the SWASHES collection [m], 0 <= x <= 25 m.
/// Source: Goutal & Maurel 1997, 2nd workshop on dam-break wave simulation, EDF.
double bump_bed(double x_m);

/// Steady flow of 0.18 m²/s over the bump that becomes supercritical on it and jumps back to 0.33 m.
/// Depth from the energy equation h³ + (z − H) h² + q²/(2g) = 0; the jump where momentum fits.
struct BumpWithShock {
    static constexpr double discharge_m2ps = 0.18, downstream_m = 0.33;
    double shock_x_m = 0.0; ///< found by `bump_with_shock`
};
BumpWithShock bump_with_shock();
Water steady_water(BumpWithShock const& flow, double x_m);

/// Long channel whose bed is made to measure for a given depth (MacDonald et al. 1997), with Manning friction
/// n = 0.033 and rain.
struct MacDonald {
    double upstream_m2ps = 2.0; ///< discharge per metre of width at x = 0
    double rain_mps = 0.0;
    static constexpr double length_m = 1000.0, manning = 0.033;
};
/// h(x) = (4/g)^(1/3) (1 + 0.5 exp(−16 (x/1000 − 0.5)²))
/// Source: MacDonald et al. 1997, J. Hydraul. Eng. 123, 1041-1045; Delestre et al. 2013, IJNMF 72, 269-300.
Water steady_water(MacDonald const& channel, double x_m);
/// Bed by the integral of its slope from x to the outlet, where it is 0 [m] (Simpson's rule).
double bed(MacDonald const& channel, double x_m);

/// Water in a parabolic bowl that rocks or breathes for ever. Source: Thacker 1981, J. Fluid Mech. 107,
/// 499-508.
struct PlanarBowl {
    double depth_m = 4.0, half_width_m = 10.0, amplitude_m = 2.0;
    double period_s() const;
    double bed(double x_m) const;
    Water water(double x_m, double t_s) const;
};
struct RadialBowl {
    static constexpr double depth_m = 1000.0, half_width_m = 2500.0, first_radius_m = 2000.0;
    double period_s() const;
    double bed(double r_m) const;
    /// Velocity is outward.
    Water water(double r_m, double t_s) const;
};

} // namespace jumelle::exact
