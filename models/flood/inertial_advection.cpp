#include "models/flood/inertial_advection.hpp"

namespace jumelle::flood {

namespace {

constexpr Index no_row = -1;
/// Lines of scratch: velocities of three rows of x- and of y-faces, zeros, and gains of a row of either.
constexpr Index scratch_lines = 3 + 3 + 1 + 2;

} // namespace

template <class T>
InertialAdvection<T>::InertialAdvection(Index columns)
    : columns_(columns), lines_(scratch_lines, columns + 2 * ghost_columns, T(0)) {
    for (auto* const velocities : {&x_, &y_}) {
        for (Velocities& row : *velocities) row = {next_line(), no_row};
    }
    still_ = next_line();
    gained_x_ = next_line();
    gained_y_ = next_line();
}

template <class T>
void InertialAdvection<T>::begin() {
    for (auto* const velocities : {&x_, &y_}) {
        for (Velocities& row : *velocities) row.row = no_row;
    }
}

/// Velocities at the faces west of a row's cells; none beyond the grid.
template <class T>
T const* InertialAdvection<T>::eastward(SweepStep<T> const& step, Index row, RowOf row_of) {
    if (row < 0 || row >= step.state.rows()) return still_;
    Velocities& known = x_[static_cast<std::size_t>(row % ring)];
    if (known.row == row) return known.mps;
    known.row = row;
    DischargeRow<T> const here = row_of(row);
    InertialFaces<T> const faces{cells_at(here, -1), cells_at(here, 0), nullptr, here.west_m2ps, nullptr};
    for (Span const span : step.activity.spans(row)) {
        face_velocities(faces, known.mps, {span.begin - 1, span.end + register_columns}, step.numbers,
                        step.form.face_ground);
    }
    return known.mps;
}

/// Velocities at the faces north of a row's cells. @pre 0 < row < rows
template <class T>
T const* InertialAdvection<T>::southward(SweepStep<T> const& step, Index row, RowOf row_of) {
    Velocities& known = y_[static_cast<std::size_t>(row % ring)];
    if (known.row == row) return known.mps;
    known.row = row;
    DischargeRow<T> const above = row_of(row - 1), here = row_of(row);
    InertialFaces<T> const faces{cells_at(above, 0), cells_at(here, 0), nullptr, here.north_m2ps, nullptr};
    step.activity.spans_of_rows(row - 1, row, spans_);
    for (Span const span : spans_) {
        face_velocities(faces, known.mps, {span.begin - 1, span.end + 1}, step.numbers,
                        step.form.face_ground);
    }
    return known.mps;
}

template <class T>
T const* InertialAdvection<T>::gained_west(SweepStep<T> const& step, Index row, RowOf row_of) {
    T const *const above = eastward(step, row - 1, row_of), *const here = eastward(step, row, row_of),
                   *const below = eastward(step, row + 1, row_of);
    T const *const q = row_of(row).west_m2ps, *const north = row_of(row).north_m2ps,
                   *const south = row_of(row + 1).north_m2ps;
    AdvectedFaces<T> const faces{q - 1, q,     q + 1,     here - 1, here,      here + 1,
                                 above, below, north - 1, north,    south - 1, south};
    for (Span const span : step.activity.spans(row))
        advected_momentum(faces, gained_x_, {span.begin, span.end + register_columns}, step.numbers);
    gained_x_[1] = gained_x_[columns_ - 1] = T(0);
    step.given.still(FaceAxis::columns, row, gained_x_);
    return gained_x_;
}

template <class T>
T const* InertialAdvection<T>::gained_north(SweepStep<T> const& step, Index row, RowOf row_of) {
    if (row < 2 || row > step.state.rows() - 2) return still_;
    T const *const before = southward(step, row - 1, row_of), *const here = southward(step, row, row_of),
                   *const after = southward(step, row + 1, row_of);
    DischargeRow<T> const above = row_of(row - 1), own = row_of(row);
    T const* const q_after = row_of(row + 1).north_m2ps;
    AdvectedFaces<T> const faces{above.north_m2ps,
                                 own.north_m2ps,
                                 q_after,
                                 before,
                                 here,
                                 after,
                                 here - 1,
                                 here + 1,
                                 above.west_m2ps,
                                 own.west_m2ps,
                                 above.west_m2ps + 1,
                                 own.west_m2ps + 1};
    step.activity.spans_of_rows(row - 1, row, spans_);
    for (Span const span : spans_) advected_momentum(faces, gained_y_, span, step.numbers);
    step.given.still(FaceAxis::rows, row, gained_y_);
    return gained_y_;
}

template class InertialAdvection<double>;
template class InertialAdvection<float>;

} // namespace jumelle::flood
