#pragma once

#include "core/base/view.hpp"

namespace jumelle::flood {

/// Columns of a row that are worked on.
struct Span {
    Index begin = 0, end = 0;
};

/// What is the same for all cells during one step.
struct StepNumbers {
    double dt_s = 0.0, cell_m = 0.0;
    double dry_depth_m = 0.0; ///< below it velocity fades with the depth
    double rain_m = 0.0;      ///< depth that falls during the step
};

/// State of one row; index 0 is the first column, two more columns lie on either side.
template <class T>
struct StateRow {
    T *h_m = nullptr, *u_mps = nullptr, *v_mps = nullptr;
    T const* z_m = nullptr; ///< ground level, `solid_level_m` where solid
    /// Moves to the neighbour cell by a number of columns.
    StateRow shifted(Index columns) const {
        return {h_m + columns, u_mps + columns, v_mps + columns, z_m + columns};
    }
};

/// Change of the reconstructed values across a cell in one direction.
template <class T>
struct ChangeRow {
    T *h_m = nullptr, *normal_mps = nullptr, *tangent_mps = nullptr, *z_m = nullptr;
    ChangeRow shifted(Index columns) const {
        return {h_m + columns, normal_mps + columns, tangent_mps + columns, z_m + columns};
    }
};

/// Reconstruction of one row at the middle of the step.
template <class T>
struct PredictedRow {
    StateRow<T> middle;         ///< cell values half a step later
    ChangeRow<T> x, y;          ///< their changes across the cell eastward and southward
    T* slope_x_m3ps2 = nullptr; ///< g h Δ(level) across the cell eastward
    T* slope_y_m3ps2 = nullptr; ///< the same southward
};

/// Fluxes through a row of faces; face j of a row of x-faces lies west of column j.
template <class T>
struct FaceRow {
    T *mass = nullptr, *left = nullptr, *right = nullptr, *tangent = nullptr;
    FaceRow shifted(Index columns) const {
        return {mass + columns, left + columns, right + columns, tangent + columns};
    }
};

/// Mass fluxes west and north of a row's cells, and south of them: eastward and southward [m²/s].
template <class T>
struct RowMasses {
    T const *west = nullptr, *north = nullptr, *south = nullptr;
};

/// The four rows of faces around a row of cells.
template <class T>
struct CellFaces {
    FaceRow<T> west, east, north, south;
};

} // namespace jumelle::flood
