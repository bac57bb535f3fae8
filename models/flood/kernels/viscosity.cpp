#include "models/flood/kernels/viscosity.hpp"

#include <algorithm>
#include <cmath>

#include "models/flood/kernels/friction.hpp"

namespace jumelle::flood {

namespace {

/// Three cells in a line of which the middle one is looked at: which neighbours it shares water with.
template <class T>
struct Line {
    T before, after; ///< 1 or 0
    T share;         ///< of each open face in the mean
};

template <class T>
JUMELLE_INLINE Line<T> line_of(T h_before, T h, T h_after, T dry) {
    T const before = std::min(h_before, h) > dry ? T(1) : T(0);
    T const after = std::min(h, h_after) > dry ? T(1) : T(0);
    return {before, after, T(1) / std::max(before + after, T(1))};
}

/// Change of a velocity across the middle cell.
template <class T>
JUMELLE_INLINE T change(Line<T> const& line, T before, T here, T after) {
    return line.share * (line.before * (here - before) + line.after * (after - here));
}

/// |S| dx of cell i.
template <class T>
JUMELLE_INLINE T shear(ViscosityInput<T> const& in, Index i, T dry) {
    WaterRow<T> const &n = in.north, &w = in.here, &s = in.south;
    Line<T> const x = line_of(w.h_m[i - 1], w.h_m[i], w.h_m[i + 1], dry);
    Line<T> const y = line_of(n.h_m[i], w.h_m[i], s.h_m[i], dry);
    T const u_x = change(x, w.u_mps[i - 1], w.u_mps[i], w.u_mps[i + 1]);
    T const v_x = change(x, w.v_mps[i - 1], w.v_mps[i], w.v_mps[i + 1]);
    T const u_y = change(y, n.u_mps[i], w.u_mps[i], s.u_mps[i]);
    T const v_y = change(y, n.v_mps[i], w.v_mps[i], s.v_mps[i]);
    T const across = u_y + v_x;
    return std::sqrt(T(2) * (u_x * u_x + v_y * v_y) + across * across);
}

template <class T>
JUMELLE_INLINE double viscosities(ViscosityInput<T> const& in, EddyViscosity const& law, T* viscosity_m2ps,
                                  Span span, StepNumbers const& step) {
    T const constant = T(law.constant_m2ps), theta = T(law.bed_friction), dry = T(step.dry_depth_m);
    T const length = T(law.smagorinsky * law.smagorinsky * step.cell_m);
    T largest = T(0);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const h = in.here.h_m[i], u = in.here.u_mps[i], v = in.here.v_mps[i];
        T const drag = in.friction[i] * inverse_cube_root(std::max(h, dry));
        T const bed = theta * std::sqrt(drag * (u * u + v * v)) * h;
        T const all = constant + (bed + length * shear(in, i, dry));
        viscosity_m2ps[i] = all;
        largest = std::max(largest, h > dry ? all : T(0));
    }
    return static_cast<double>(largest);
}

template <class T>
JUMELLE_INLINE void fluxes(ViscousCells<T> const& left, ViscousCells<T> const& right,
                           ViscousFluxes<T> const& out, Span span, StepNumbers const& step) {
    T const dry = T(step.dry_depth_m), most = T(largest_diffusion_number);
    T const k = T(0.5 * step.dt_s / (step.cell_m * step.cell_m)); // the half makes the mean of two cells
    WaterRow<T> const &l = left.water, &r = right.water;
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const h = std::min(l.h_m[i], r.h_m[i]);
        T const number = std::min(k * (left.viscosity_m2ps[i] + right.viscosity_m2ps[i]), most);
        T const conductance = h > dry ? number * h : T(0);
        out.u_m2ps[i] = conductance * (r.u_mps[i] - l.u_mps[i]);
        out.v_m2ps[i] = conductance * (r.v_mps[i] - l.v_mps[i]);
    }
}

/// What the faces of cell i bring.
template <class T>
JUMELLE_INLINE T brought(T const* east, T const* west, T const* south, T const* north, Index i) {
    return (east[i] - west[i]) + (south[i] - north[i]);
}

template <class T>
JUMELLE_INLINE void add(ViscousFaces<T> const& faces, StateRow<T> const& row, Span span,
                        StepNumbers const& step) {
    T const dry = T(step.dry_depth_m);
    ViscousFluxes<T> const &e = faces.east, &w = faces.west, &s = faces.south, &n = faces.north;
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const h = row.h_m[i];
        T const factor = h > dry ? T(1) / std::max(h, dry) : T(0);
        row.u_mps[i] += factor * brought(e.u_m2ps, w.u_m2ps, s.u_m2ps, n.u_m2ps, i);
        row.v_mps[i] += factor * brought(e.v_m2ps, w.v_m2ps, s.v_m2ps, n.v_m2ps, i);
    }
}

} // namespace

JUMELLE_KERNEL double eddy_viscosities(ViscosityInput<double> const& in, EddyViscosity const& law,
                                       double* viscosity_m2ps, Span span, StepNumbers const& step) {
    return viscosities(in, law, viscosity_m2ps, span, step);
}
JUMELLE_KERNEL double eddy_viscosities(ViscosityInput<float> const& in, EddyViscosity const& law,
                                       float* viscosity_m2ps, Span span, StepNumbers const& step) {
    return viscosities(in, law, viscosity_m2ps, span, step);
}

JUMELLE_KERNEL void viscous_fluxes(ViscousCells<double> const& left, ViscousCells<double> const& right,
                                   ViscousFluxes<double> const& out, Span span, StepNumbers const& step) {
    fluxes(left, right, out, span, step);
}
JUMELLE_KERNEL void viscous_fluxes(ViscousCells<float> const& left, ViscousCells<float> const& right,
                                   ViscousFluxes<float> const& out, Span span, StepNumbers const& step) {
    fluxes(left, right, out, span, step);
}

JUMELLE_KERNEL void add_viscous_fluxes(ViscousFaces<double> const& faces, StateRow<double> const& row,
                                       Span span, StepNumbers const& step) {
    add(faces, row, span, step);
}
JUMELLE_KERNEL void add_viscous_fluxes(ViscousFaces<float> const& faces, StateRow<float> const& row,
                                       Span span, StepNumbers const& step) {
    add(faces, row, span, step);
}

} // namespace jumelle::flood
