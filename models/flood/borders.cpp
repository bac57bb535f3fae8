#include "models/flood/borders.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Celerity c at which a discharge enters against the wave from inside: 2 c³ + (u − 2 c_in) c² = g q.
double entering_celerity(double unit_discharge_m2ps, BorderWater const& inside) {
    constexpr int iterations = 30;
    constexpr double least_mps = 1e-6; // keeps the first slope away from 0
    double const target = gravity_mps2 * unit_discharge_m2ps;
    double const inner = std::sqrt(gravity_mps2 * inside.h_m);
    double const invariant = inside.inward_mps - 2.0 * inner;
    double const critical = std::cbrt(target);
    // Newton's method from above the root of a function that is convex there falls onto it.
    double c = std::max({critical, inner, -invariant, least_mps});
    for (int i = 0; i < iterations; ++i) {
        double const slope = c * (6.0 * c + 2.0 * invariant);
        if (slope <= 0.0) break;
        c -= (c * c * (2.0 * c + invariant) - target) / slope;
    }
    return std::max(c, critical);
}

BorderWater discharge_beyond(SideState const& side, BorderWater const& inside) {
    if (side.unit_discharge_m2ps <= 0.0) return {inside.h_m, 0.0, 0.0};
    double const c = entering_celerity(side.unit_discharge_m2ps, inside);
    double const h = c * c / gravity_mps2;
    return {h, side.unit_discharge_m2ps / h, 0.0};
}

template <class T>
BorderWater read(StateRow<T> const& row, Index i, double u_sign, double v_sign) {
    auto const u = static_cast<double>(row.u_mps[i]), v = static_cast<double>(row.v_mps[i]);
    bool const across_u = u_sign != 0.0;
    return {static_cast<double>(row.h_m[i]), across_u ? u_sign * u : v_sign * v, across_u ? v : u};
}

template <class T>
void write(StateRow<T> const& row, Index i, BorderWater const& water, double u_sign, double v_sign) {
    bool const across_u = u_sign != 0.0;
    row.h_m[i] = static_cast<T>(water.h_m);
    row.u_mps[i] = static_cast<T>(across_u ? u_sign * water.inward_mps : water.along_mps);
    row.v_mps[i] = static_cast<T>(across_u ? water.along_mps : v_sign * water.inward_mps);
}

template <class T>
void fill_columns(SideStates const& sides, StateRow<T> const& row, Index columns) {
    BorderWater const west = water_beyond(sides[Side::west], read(row, 0, 1.0, 0.0), row.z_m[0]);
    BorderWater const east =
        water_beyond(sides[Side::east], read(row, columns - 1, -1.0, 0.0), row.z_m[columns - 1]);
    for (Index const ghost : {Index{1}, Index{2}}) {
        write(row, -ghost, west, 1.0, 0.0);
        write(row, columns - 1 + ghost, east, -1.0, 0.0);
    }
}

template <class T>
void fill_row(SideStates const& sides, Side side, StateRow<T> const& row, Index columns) {
    double const inward = side == Side::north ? 1.0 : -1.0; // v counts southward
    for (Index i = -2; i < columns + 2; ++i) {
        write(row, i, water_beyond(sides[side], read(row, i, 0.0, inward), row.z_m[i]), 0.0, inward);
    }
}

} // namespace

bool takes_discharge(SideState const& side, double h_m, double z_m) {
    return side.kind == BorderKind::discharge && z_m < solid_above_m && h_m > side.deeper_than_m;
}

BorderWater water_beyond(SideState const& side, BorderWater const& inside, double z_m) {
    if (side.kind == BorderKind::wall || z_m > solid_above_m) return {};
    BorderWater const mirrored{inside.h_m, -inside.inward_mps, inside.along_mps};
    // Where the ground falls inward, a copy of the inner state would feed itself without end: nothing enters.
    if (side.kind == BorderKind::open) return inside.inward_mps > 0.0 ? mirrored : inside;
    if (takes_discharge(side, inside.h_m, z_m)) return discharge_beyond(side, inside);
    if (side.kind == BorderKind::discharge) return mirrored;
    return {std::max(side.level_m - z_m, 0.0), inside.inward_mps, inside.along_mps};
}

void fill_ghost_columns(SideStates const& sides, StateRow<double> const& row, Index columns) {
    fill_columns(sides, row, columns);
}
void fill_ghost_columns(SideStates const& sides, StateRow<float> const& row, Index columns) {
    fill_columns(sides, row, columns);
}
void fill_ghost_row(SideStates const& sides, Side side, StateRow<double> const& row, Index columns) {
    fill_row(sides, side, row, columns);
}
void fill_ghost_row(SideStates const& sides, Side side, StateRow<float> const& row, Index columns) {
    fill_row(sides, side, row, columns);
}

} // namespace jumelle::flood
