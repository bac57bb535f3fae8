#pragma once

#include <algorithm>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/parallel/first_touch.hpp"
#include "core/parallel/grid_share.hpp"
#include "models/flood/ground.hpp"
#include "models/flood/kernels/inertial.hpp"
#include "models/flood/kernels/maxima.hpp"
#include "models/flood/kernels/roughness.hpp"

namespace jumelle::flood {

/// Columns allocated on either side of a row: two are used, the rest keeps rows aligned to cache lines.
inline constexpr Index ghost_columns = 16;
/// Rows of ground beyond the northern and the southern side.
inline constexpr Index ghost_rows = 2;

/// What one array of a run takes.
struct ArrayBytes {
    char const* name = "";
    double bytes = 0.0;
};

/// All arrays of a run: state, ground and what is kept over time, one after the other (structure of arrays).
/// Velocities are stored rather than momenta, which saves a division per cell; v counts southward. The
/// inertial scheme keeps the unit discharges of the western and northern faces in their place.
template <class T>
class GridState {
  public:
    explicit GridState(Ground const& ground);

    Index rows() const { return h_.rows(); }
    Index columns() const { return columns_; }
    /// A row of the grid.
    StateRow<T> row(Index r) {
        return {h_.row(r) + ghost_columns, u_.row(r) + ghost_columns, v_.row(r) + ghost_columns,
                ground_row(r)};
    }
    /// The same row where faces carry the flow; row `rows()` has the southern border's discharges alone.
    DischargeRow<T> discharge_row(Index r) {
        Index const inside = std::min(r, rows() - 1);
        return {h_.row(inside) + ghost_columns, u_.row(inside) + ghost_columns, v_.row(r) + ghost_columns,
                ground_row(r), friction_row(inside)};
    }
    /// Ground of a row, `-ghost_rows <= r < rows + ghost_rows`.
    T const* ground_row(Index r) const { return z_.row(r + ghost_rows) + ghost_columns; }
    T* ground_row(Index r) { return z_.row(r + ghost_rows) + ghost_columns; }
    T const* friction_row(Index r) const { return friction_.row(r) + ghost_columns; }
    /// Keeps the friction of the ground, so that `roughen` may change what `friction_row` says.
    void keep_smooth_friction() { smooth_friction_ = friction_; }
    /// Changes the friction of a row's cells to that of their depths. @pre keep_smooth_friction() before
    void roughen(Index r, ShallowRoughness const& law);
    T* rest_row(Index r) { return rest_.empty() ? nullptr : rest_.row(r); }
    float const* rain_share_row(Index r) const { return rain_share_.row(r); }
    MaximaRow maxima_row(Index r) {
        return {depth_.row(r),         speed_.row(r),   hazard_.row(r),
                time_of_depth_.row(r), arrival_.row(r), at_least_.row(r)};
    }
    /// Water of a cell with everything that rounding left over [m].
    double exact_depth(Index r, Index c) const {
        double const rest = rest_.empty() ? 0.0 : static_cast<double>(rest_(r, c));
        return static_cast<double>(h_(r, c + ghost_columns)) + rest;
    }
    /// Sets the depth of a cell, keeping what rounding leaves over.
    void set_depth(Index r, Index c, double depth_m);
    /// What changes during a run.
    void archive_state(StateArchive& archive);
    /// Puts the rows of all ranks together.
    void gather(GridShare const& share);
    /// Bytes of each array.
    std::vector<ArrayBytes> arrays() const;

  private:
    void fill_friction_ghosts(Index r);

    Index columns_;
    Array2D<T> h_, u_, v_, z_, friction_, rest_;
    Array2D<T> smooth_friction_; ///< of deep water; empty where the depth does not matter
    Array2D<float> rain_share_, depth_, speed_, hazard_, time_of_depth_, arrival_;
    Array2D<KeptAtLeast> at_least_;
};

extern template class GridState<double>;
extern template class GridState<float>;

} // namespace jumelle::flood
