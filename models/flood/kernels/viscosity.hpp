#pragma once

#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Eddy viscosity as the sum of three terms; each is left out where its coefficient is 0.
///
///     ν = constant + θ u* h + (C_s dx)² |S|,   u* = sqrt(g n² h^(-1/3)) |u|
///     |S| = sqrt(2 u_x² + 2 v_y² + (u_y + v_x)²)
///
/// Source: Elder 1959, J. Fluid Mech. 5, 544-560 (θ u* h); Smagorinsky 1963, Mon. Weather Rev. 91, 99-164.
struct EddyViscosity {
    double constant_m2ps = 0.0;
    double bed_friction = 0.0; ///< θ [1]
    double smagorinsky = 0.0;  ///< C_s [1]
    bool acts() const { return constant_m2ps > 0.0 || bed_friction > 0.0 || smagorinsky > 0.0; }
};

/// Largest ν dt/dx² of an explicit step in two dimensions: every new velocity is then a mean of old ones.
inline constexpr double largest_diffusion_number = 0.25;

/// Water of one row; index 0 is the first column.
template <class T>
struct WaterRow {
    T const *h_m = nullptr, *u_mps = nullptr, *v_mps = nullptr;
    WaterRow shifted(Index columns) const { return {h_m + columns, u_mps + columns, v_mps + columns}; }
};

/// A row with the rows north and south of it, and g n² of its cells.
template <class T>
struct ViscosityInput {
    WaterRow<T> north, here, south;
    T const* friction = nullptr; ///< g n² [m^(1/3)]
};

/// Eddy viscosity of the cells of a row [m²/s]. A velocity changes across a cell by the mean over those of
/// its faces that have water on both sides. @returns the largest
double eddy_viscosities(ViscosityInput<double> const& in, EddyViscosity const& law, double* viscosity_m2ps,
                        Span span, StepNumbers const& step);
double eddy_viscosities(ViscosityInput<float> const& in, EddyViscosity const& law, float* viscosity_m2ps,
                        Span span, StepNumbers const& step);

/// Cells on one side of a row of faces.
template <class T>
struct ViscousCells {
    WaterRow<T> water;
    T const* viscosity_m2ps = nullptr;
    ViscousCells shifted(Index columns) const { return {water.shifted(columns), viscosity_m2ps + columns}; }
};

/// What the faces of a row exchange in a step; face j of a row of x-faces lies west of column j.
template <class T>
struct ViscousFluxes {
    T *u_m2ps = nullptr, *v_m2ps = nullptr;
    ViscousFluxes shifted(Index columns) const { return {u_m2ps + columns, v_m2ps + columns}; }
};

/// Momentum that a row of faces passes from `right` to `left` during the step, over dx:
///
///     dt/dx² ν min(h) (u_right − u_left),   ν the mean of both cells, ν dt/dx² at most 1/4
///
/// Nothing passes where either side is thinner than the dry depth, as is every solid cell.
void viscous_fluxes(ViscousCells<double> const& left, ViscousCells<double> const& right,
                    ViscousFluxes<double> const& out, Span span, StepNumbers const& step);
void viscous_fluxes(ViscousCells<float> const& left, ViscousCells<float> const& right,
                    ViscousFluxes<float> const& out, Span span, StepNumbers const& step);

/// Fluxes of the four rows of faces around a row of cells.
template <class T>
struct ViscousFaces {
    ViscousFluxes<T> west, east, north, south;
};

/// Adds what the faces pass to the velocities of a row: u' = u + (east − west + south − north) / h.
/// Cells thinner than the dry depth are left alone.
void add_viscous_fluxes(ViscousFaces<double> const& faces, StateRow<double> const& row, Span span,
                        StepNumbers const& step);
void add_viscous_fluxes(ViscousFaces<float> const& faces, StateRow<float> const& row, Span span,
                        StepNumbers const& step);

} // namespace jumelle::flood
