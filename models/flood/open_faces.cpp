#include "models/flood/open_faces.hpp"

#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

std::array<Index, 3> key_of(FaceAxis axis, Index row, Index column) {
    return {axis == FaceAxis::columns ? 0 : 1, row, column};
}

} // namespace

Cell beside(Cell cell, std::size_t axis, std::size_t end) {
    Index const step = end == 0 ? -1 : 1;
    return axis == 0 ? Cell{cell.row, cell.column + step} : Cell{cell.row + step, cell.column};
}

FacePlace face_at(Cell cell, std::size_t axis, std::size_t end) {
    Cell const after = end == 0 ? cell : beside(cell, axis, end); // the face lies west or north of it
    return {axis == 0 ? FaceAxis::columns : FaceAxis::rows, after.row, after.column};
}

OpenFaces::OpenFaces(Ground const& ground, Barriers const& barriers) : ground_(ground) {
    for (BarrierFace const& face : barriers.faces())
        built_on_.insert(key_of(face.axis, face.row, face.column));
}

bool OpenFaces::lead_from(Cell cell, std::size_t axis, std::size_t end) const {
    Cell const next = beside(cell, axis, end);
    bool const is_in_grid =
        next.row >= 0 && next.row < ground_.rows() && next.column >= 0 && next.column < ground_.columns();
    if (!is_in_grid || ground_.level_m(next.row, next.column) >= solid_above_m) return false;
    FacePlace const face = face_at(cell, axis, end);
    return !built_on_.contains(key_of(face.axis, face.row, face.column));
}

} // namespace jumelle::flood
