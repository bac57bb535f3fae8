#pragma once

#include <array>
#include <vector>

#include "core/parallel/loops.hpp"
#include "models/flood/activity.hpp"
#include "models/flood/barriers.hpp"
#include "models/flood/grid_state.hpp"
#include "models/flood/kernels/viscosity.hpp"

namespace jumelle::flood {

/// Everything that all parts of a viscous step share.
template <class T>
struct ViscousStep {
    GridState<T>& state;
    Activity const& activity;
    Barriers const& barriers; ///< faces that they close pass nothing
    EddyViscosity law;
    StepNumbers numbers;
    std::vector<double>& largest_m2ps; ///< viscosity, of each row; written by one thread only
};

/// Lets neighbouring cells of one range of rows exchange momentum by eddy viscosity during a step, before the
/// water flows: viscosity of row r, fluxes around it, new velocities of row r − 1. Momentum inside the
/// grid is kept to rounding; nothing passes its sides. Works on copies of rows, in place, like `Sweep`.
///
///     ∂(hu)/∂t = ∇·(ν h ∇u),   and the same for v
template <class T>
class ViscousSweep {
  public:
    explicit ViscousSweep(Index columns);
    ViscousSweep(ViscousSweep const&) = delete; // its parts point into its own lines
    ViscousSweep& operator=(ViscousSweep const&) = delete;
    /// Copies the neighbours' rows. All parts must have done so before any runs.
    void prepare(ViscousStep<T> const& step, RowRange range);
    void run(ViscousStep<T> const& step);

  private:
    static constexpr Index halo = 2;
    static constexpr Index ring = 3;

    struct CopiedRow {
        T *h_m, *u_mps, *v_mps;
    };
    CopiedRow scratch_row();
    T* next_line() { return lines_.row(lines_used_++) + ghost_columns; }
    static std::size_t slot(Index row) { return static_cast<std::size_t>((row + ring) % ring); }
    void copy(ViscousStep<T> const& step, Index row, CopiedRow const& into);
    CopiedRow const& row_of(ViscousStep<T> const& step, Index row) const;
    WaterRow<T> water(ViscousStep<T> const& step, Index row) const;
    void find_viscosities(ViscousStep<T> const& step, Index row);
    void find_fluxes(ViscousStep<T> const& step, Index row);
    void update(ViscousStep<T> const& step, Index row);

    Index columns_;
    RowRange range_;
    Index lines_used_ = 0;
    Array2D<T> lines_; ///< zero beyond the columns of the grid: no water
    std::array<CopiedRow, ring> rows_;
    std::array<CopiedRow, 2 * halo> halo_rows_;
    CopiedRow outside_; ///< rows beyond the grid
    std::array<T*, ring> viscosities_;
    std::array<ViscousFluxes<T>, ring> x_, y_;
    std::vector<Span> spans_;
};

extern template class ViscousSweep<double>;
extern template class ViscousSweep<float>;

} // namespace jumelle::flood
