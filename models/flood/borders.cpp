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

BorderWater entering_discharge(SideState const& side, BorderWater const& inside) {
    if (side.unit_discharge_m2ps <= 0.0) return {inside.h_m, 0.0, 0.0};
    double const c = entering_celerity(side.unit_discharge_m2ps, inside);
    double const h = c * c / gravity_mps2;
    return {h, side.unit_discharge_m2ps / h, 0.0};
}

BorderWater under_level(SideState const& side, BorderWater const& inside, double z_m) {
    double const inner = std::sqrt(gravity_mps2 * inside.h_m);
    if (inside.inward_mps < -inner) return inside;
    double const h = std::max(side.level_m - z_m, 0.0);
    double const c = std::sqrt(gravity_mps2 * h);
    double const u = std::clamp(inside.inward_mps + 2.0 * (c - inner), -c, c);
    // Water that enters brings nothing along the side: with the velocity inside it would feed that without
    // end.
    return {h, u, u > 0.0 ? 0.0 : inside.along_mps};
}

/// Outflow at normal depth. Source: Manning 1891; Chow 1959, section 5-6.
BorderWater at_normal_depth(SideState const& side, BorderWater const& inside) {
    constexpr double least_friction = gravity_mps2 * 1e-6; // n = 0.001: smoother than glass
    double const per_n = std::sqrt(gravity_mps2 * side.slope / std::max(inside.friction, least_friction));
    return {inside.h_m, -per_n * std::cbrt(inside.h_m * inside.h_m), inside.along_mps};
}

/// A value that goes on from inside as it changes there.
double continued(double first, double second) {
    return 2.0 * first - second;
}

/// Level, and velocity across that goes on as it changes inside.
BorderWater beyond_level(BorderCells const& cells, double level_m) {
    BorderWater const& first = cells.first;
    BorderWater beyond{std::max(level_m - cells.ghost_z_m, 0.0), first.inward_mps, first.along_mps};
    if (cells.second.h_m > 0.0 && cells.second_z_m < solid_above_m) {
        beyond.inward_mps = continued(first.inward_mps, cells.second.inward_mps);
    }
    return beyond;
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
BorderCells cells_at(BorderRows<T> const& rows, Index i, double ghost_z_m, double u_sign, double v_sign) {
    Index const next = static_cast<Index>(u_sign);
    return {read(rows.first, i, u_sign, v_sign), read(rows.second, i + next, u_sign, v_sign),
            static_cast<double>(rows.first.z_m[i]), static_cast<double>(rows.second.z_m[i + next]),
            ghost_z_m};
}

template <class T>
void fill_columns(SideStates const& sides, StateRow<T> const& row, Index columns) {
    Index const last = columns - 1;
    BorderRows<T> const rows{row, row};
    auto const west = cells_at(rows, 0, static_cast<double>(row.z_m[-1]), 1.0, 0.0);
    auto const east = cells_at(rows, last, static_cast<double>(row.z_m[columns]), -1.0, 0.0);
    BorderWater const beyond_west = water_beyond(sides[Side::west], west);
    BorderWater const beyond_east = water_beyond(sides[Side::east], east);
    for (Index const ghost : {Index{1}, Index{2}}) {
        write(row, -ghost, beyond_west, 1.0, 0.0);
        write(row, last + ghost, beyond_east, -1.0, 0.0);
    }
}

template <class T>
void fill_row(SideStates const& sides, Side side, BorderRows<T> const& inside, StateRow<T> const& ghost,
              Index columns) {
    double const inward = side == Side::north ? 1.0 : -1.0; // v counts southward
    for (Index i = -2; i < columns + 2; ++i) {
        auto const cells = cells_at(inside, i, static_cast<double>(ghost.z_m[i]), 0.0, inward);
        write(ghost, i, water_beyond(sides[side], cells), 0.0, inward);
    }
}

} // namespace

bool prescribes(SideState const& side, double h_m, double z_m) {
    if (z_m > solid_above_m) return false;
    if (side.kind == BorderKind::normal_depth) return h_m > still_depth_m;
    return side.kind == BorderKind::level || (side.kind == BorderKind::discharge && h_m > side.deeper_than_m);
}

BorderWater water_beyond(SideState const& side, BorderCells const& inside) {
    BorderWater const& first = inside.first;
    if (side.kind == BorderKind::wall || inside.first_z_m > solid_above_m) return {};
    BorderWater const mirrored{first.h_m, -first.inward_mps, first.along_mps};
    // Where the ground falls inward, a copy of the inner state would feed itself without end: nothing enters.
    bool const lets_out = side.kind == BorderKind::open || side.kind == BorderKind::normal_depth;
    if (lets_out) return first.inward_mps > 0.0 ? mirrored : first;
    double const level = inside.first_z_m + first.h_m;
    if (side.kind == BorderKind::level) {
        // The level lies on the face; a dry cell has none of its own.
        return beyond_level(inside, first.h_m > 0.0 ? continued(side.level_m, level) : side.level_m);
    }
    if (!prescribes(side, first.h_m, inside.first_z_m)) return mirrored;
    bool const goes_on = inside.second.h_m > 0.0 && inside.second_z_m < solid_above_m;
    return beyond_level(inside, goes_on ? continued(level, inside.second_z_m + inside.second.h_m) : level);
}

BorderWater water_on_face(SideState const& side, BorderWater const& inside, double z_m) {
    if (side.kind == BorderKind::normal_depth) return at_normal_depth(side, inside);
    return side.kind == BorderKind::level ? under_level(side, inside, z_m) : entering_discharge(side, inside);
}

double ground_beyond(BorderKind kind, double first_z_m, double second_z_m) {
    bool const solid = first_z_m > solid_above_m || second_z_m > solid_above_m;
    if (kind == BorderKind::wall) return solid_level_m;
    if (solid) return first_z_m;
    double const beyond = continued(first_z_m, second_z_m);
    bool const lets_out = kind == BorderKind::open || kind == BorderKind::normal_depth;
    return lets_out ? std::min(beyond, first_z_m) : beyond;
}

void fill_ghost_columns(SideStates const& sides, StateRow<double> const& row, Index columns) {
    fill_columns(sides, row, columns);
}
void fill_ghost_columns(SideStates const& sides, StateRow<float> const& row, Index columns) {
    fill_columns(sides, row, columns);
}
void fill_ghost_row(SideStates const& sides, Side side, BorderRows<double> const& inside,
                    StateRow<double> const& ghost, Index columns) {
    fill_row(sides, side, inside, ghost, columns);
}
void fill_ghost_row(SideStates const& sides, Side side, BorderRows<float> const& inside,
                    StateRow<float> const& ghost, Index columns) {
    fill_row(sides, side, inside, ghost, columns);
}

} // namespace jumelle::flood
