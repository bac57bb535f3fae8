#pragma once

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"
#include "models/flood/inertial_sweep.hpp"
#include "models/flood/solver.hpp"

namespace jumelle::flood {

inline double celerity_mps(double h_m) {
    return std::sqrt(gravity_mps2 * std::max(h_m, 0.0));
}

/// What differs between the equations: how a row range is stepped, how far waves reach in a second, and what
/// the state says about a cell's velocity.
template <class T>
struct FullDynamics {
    using Number = T;
    using Rows = Sweep<T>;
    static constexpr bool gives_flows = false;
    static double reach_mps(CellWater const& water) {
        return std::abs(water.u_mps) + std::abs(water.v_mps) + 2.0 * celerity_mps(water.h_m);
    }
    static CellWater water(GridState<T>& state, Cell cell, StepNumbers const&) {
        StateRow<T> const row = state.row(cell.row).shifted(cell.column);
        return {static_cast<double>(*row.h_m), static_cast<double>(*row.u_mps),
                static_cast<double>(*row.v_mps)};
    }
    /// Water that is added has no momentum of its own; water that is taken away takes its share along.
    static void share_momentum(GridState<T>& state, Cell cell, double factor) {
        StateRow<T> const row = state.row(cell.row).shifted(cell.column);
        *row.u_mps = static_cast<T>(factor * static_cast<double>(*row.u_mps));
        *row.v_mps = static_cast<T>(factor * static_cast<double>(*row.v_mps));
    }
    static void set_velocity(GridState<T>& state, Cell cell, double u_mps, double v_mps) {
        StateRow<T> const row = state.row(cell.row).shifted(cell.column);
        *row.u_mps = static_cast<T>(u_mps);
        *row.v_mps = static_cast<T>(v_mps);
    }
    static void wake(GridState<T>&, Index, Span) {}
};

/// Discharges live on faces, so what is added to a cell does not touch them.
template <class T>
struct InertialDynamics {
    using Number = T;
    using Rows = InertialSweep<T>;
    static constexpr bool gives_flows = true; ///< faces may be given a discharge
    static double reach_mps(CellWater const& water) {
        double const flow_mps = std::abs(water.u_mps) + std::abs(water.v_mps);
        double const wave_mps = celerity_mps(water.h_m);
        return std::max(wave_mps, kinematic_celerity * std::min(flow_mps, swiftest_froude * wave_mps));
    }
    static CellWater water(GridState<T>& state, Cell cell, StepNumbers const& last) {
        DischargeRow<T> const row = state.discharge_row(cell.row);
        Index const c = cell.column;
        T u = T(0), v = T(0);
        T* const west = row.west_m2ps + c;
        CellDischarges<T> const faces{west, west + 1, row.north_m2ps + c,
                                      state.discharge_row(cell.row + 1).north_m2ps + c};
        cell_velocities(faces, StateRow<T>{row.h_m + c, &u, &v, nullptr}, {0, 1}, last);
        return {static_cast<double>(row.h_m[c]), static_cast<double>(u), static_cast<double>(v)};
    }
    static void share_momentum(GridState<T>&, Cell, double) {}
    static void set_velocity(GridState<T>&, Cell, double, double) {}
    /// Faces of land that slept keep what flowed when the water left; it is long gone.
    static void wake(GridState<T>& state, Index r, Span span) {
        DischargeRow<T> const row = state.discharge_row(r);
        std::fill(row.west_m2ps + span.begin, row.west_m2ps + span.end + 1, T(0));
        for (Index const face : {r, r + 1}) {
            T* const north = state.discharge_row(face).north_m2ps;
            std::fill(north + span.begin, north + span.end, T(0));
        }
    }
};

} // namespace jumelle::flood
