#include "models/flood/given_flows.hpp"

#include "core/base/contract.hpp"

namespace jumelle::flood {

GivenFlows::GivenFlows(std::vector<FacePlace> faces, Index rows) : rows_(rows) {
    given_.resize(2 * static_cast<std::size_t>(rows_ + 1));
    still_.resize(given_.size());
    q_m2ps_.assign(faces.size(), 0.0);
    for (std::size_t i = 0; i < faces.size(); ++i) {
        given_[list_of(faces[i].axis, faces[i].row)].push_back({faces[i].column, i});
        add_stencils_with(faces[i]);
    }
}

std::size_t GivenFlows::list_of(FaceAxis axis, Index row) const {
    return static_cast<std::size_t>(axis == FaceAxis::columns ? row : rows_ + 1 + row);
}

void GivenFlows::add_still(FaceAxis axis, Index row, Index column) {
    if (row >= 0 && row <= rows_ && column >= 0) still_[list_of(axis, row)].push_back(column);
}

/// Faces that look at a given one: its neighbours of the same direction, and the four that meet its ends.
void GivenFlows::add_stencils_with(FacePlace const& face) {
    auto const [axis, row, column] = face;
    add_still(axis, row, column - 1);
    add_still(axis, row, column + 1);
    add_still(axis, row - 1, column);
    add_still(axis, row + 1, column);
    bool const along_x = axis == FaceAxis::columns;
    FaceAxis const other = along_x ? FaceAxis::rows : FaceAxis::columns;
    Index const north = along_x ? row : row - 1, west = along_x ? column - 1 : column;
    for (Index const r : {north, north + 1}) {
        for (Index const c : {west, west + 1}) add_still(other, r, c);
    }
}

void GivenFlows::set(std::vector<double> const& q_m2ps) {
    JUMELLE_EXPECTS(q_m2ps.size() == q_m2ps_.size());
    q_m2ps_ = q_m2ps;
}

template <class T>
void GivenFlows::apply(FaceAxis axis, Index row, T* q_m2ps) const {
    if (given_.empty()) return;
    for (Given const& face : given_[list_of(axis, row)])
        q_m2ps[face.column] = static_cast<T>(q_m2ps_[face.place]);
}

template <class T>
void GivenFlows::still(FaceAxis axis, Index row, T* gained_m2ps) const {
    if (still_.empty()) return;
    for (Index const column : still_[list_of(axis, row)]) gained_m2ps[column] = T(0);
}

template void GivenFlows::apply(FaceAxis, Index, double*) const;
template void GivenFlows::apply(FaceAxis, Index, float*) const;
template void GivenFlows::still(FaceAxis, Index, double*) const;
template void GivenFlows::still(FaceAxis, Index, float*) const;

} // namespace jumelle::flood
