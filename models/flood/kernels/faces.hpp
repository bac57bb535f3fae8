#pragma once

#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Cells on the two sides of a row of faces. For the faces between columns `right` is the row itself and
/// `left` the same row shifted by one column; for those between rows `left` is the northern row. `normal`
/// and `tangent` name the velocities as the direction sees them.
template <class T>
struct FaceCells {
    T const *h_m = nullptr, *normal_mps = nullptr, *tangent_mps = nullptr, *z_m = nullptr;
    ChangeRow<T> change; ///< across the cell in the direction of the faces; second order only
};

template <class T>
struct FaceInput {
    FaceCells<T> left, right;
};

/// The cells of a row as faces between columns see them.
template <class T>
FaceCells<T> cells_along_x(StateRow<T> const& row, ChangeRow<T> const& change) {
    return {row.h_m, row.u_mps, row.v_mps, row.z_m, change};
}

/// The cells of a row as faces between rows see them.
template <class T>
FaceCells<T> cells_along_y(StateRow<T> const& row, ChangeRow<T> const& change) {
    return {row.h_m, row.v_mps, row.u_mps, row.z_m, change};
}

/// HLLC fluxes of a row of faces from cell values alone. A face of a solid cell is a wall: it sees its
/// mirror image and lets nothing through.
void first_order_fluxes(FaceInput<double> const& in, FaceRow<double> const& out, Span span);
void first_order_fluxes(FaceInput<float> const& in, FaceRow<float> const& out, Span span);

/// HLLC fluxes of a row of faces from the values reconstructed at the faces.
void second_order_fluxes(FaceInput<double> const& in, FaceRow<double> const& out, Span span);
void second_order_fluxes(FaceInput<float> const& in, FaceRow<float> const& out, Span span);

} // namespace jumelle::flood
