#include "models/flood/viscous_sweep.hpp"

#include <algorithm>

namespace jumelle::flood {

namespace {

/// Lines of scratch: three of each copied row (a ring of three, four beyond the range, one outside), and of
/// a ring of three viscosities, two fluxes along x and two along y.
constexpr Index scratch_lines = 3 * (3 + 4 + 1) + 3 * (1 + 2 + 2);

/// Columns of a span and some on either side of it, inside the grid.
Span widened(Span span, Index by, Index columns) {
    return {std::max<Index>(span.begin - by, 0), std::min(span.end + by, columns)};
}

} // namespace

template <class T>
ViscousSweep<T>::ViscousSweep(Index columns)
    : columns_(columns), lines_(scratch_lines, columns + 2 * ghost_columns, T(0)), outside_(scratch_row()) {
    for (auto& row : rows_) row = scratch_row();
    for (auto& row : halo_rows_) row = scratch_row();
    for (auto& line : viscosities_) line = next_line();
    for (auto* faces : {&x_, &y_}) {
        for (auto& row : *faces) {
            row.u_m2ps = next_line();
            row.v_m2ps = next_line();
        }
    }
}

template <class T>
typename ViscousSweep<T>::CopiedRow ViscousSweep<T>::scratch_row() {
    T* const h = next_line();
    T* const u = next_line();
    return {h, u, next_line()};
}

/// Copies what rows up to two away may look at, two columns beyond what is active included.
template <class T>
void ViscousSweep<T>::copy(ViscousStep<T> const& step, Index row, CopiedRow const& into) {
    if (row < 0 || row >= step.state.rows()) return;
    StateRow<T> const from = step.state.row(row);
    step.activity.spans_of_rows(row - 2, row + 2, spans_);
    for (Span const active : spans_) {
        Span const span = widened(active, 2, columns_);
        Index const begin = span.begin, count = span.end - span.begin;
        std::copy_n(from.h_m + begin, count, into.h_m + begin);
        std::copy_n(from.u_mps + begin, count, into.u_mps + begin);
        std::copy_n(from.v_mps + begin, count, into.v_mps + begin);
    }
}

template <class T>
void ViscousSweep<T>::prepare(ViscousStep<T> const& step, RowRange range) {
    range_ = range;
    for (Index k = 0; k < halo; ++k) {
        copy(step, range.begin - halo + k, halo_rows_[static_cast<std::size_t>(k)]);
        copy(step, range.end + k, halo_rows_[static_cast<std::size_t>(halo + k)]);
    }
}

template <class T>
typename ViscousSweep<T>::CopiedRow const& ViscousSweep<T>::row_of(ViscousStep<T> const& step,
                                                                   Index row) const {
    if (row < 0 || row >= step.state.rows()) return outside_;
    if (row < range_.begin) return halo_rows_[static_cast<std::size_t>(row - range_.begin + halo)];
    if (row >= range_.end) return halo_rows_[static_cast<std::size_t>(halo + row - range_.end)];
    return rows_[slot(row)];
}

template <class T>
WaterRow<T> ViscousSweep<T>::water(ViscousStep<T> const& step, Index row) const {
    CopiedRow const& copied = row_of(step, row);
    return {copied.h_m, copied.u_mps, copied.v_mps};
}

template <class T>
void ViscousSweep<T>::run(ViscousStep<T> const& step) {
    copy(step, range_.begin, rows_[slot(range_.begin)]);
    for (Index row = range_.begin - 1; row <= range_.end; ++row) {
        if (row + 1 < range_.end) copy(step, row + 1, rows_[slot(row + 1)]);
        find_viscosities(step, row);
        if (row >= range_.begin) find_fluxes(step, row);
        if (row > range_.begin) update(step, row - 1);
    }
}

template <class T>
void ViscousSweep<T>::find_viscosities(ViscousStep<T> const& step, Index row) {
    if (row < 0 || row >= step.state.rows()) return; // no water there, so what it was does not matter
    ViscosityInput<T> const in{water(step, row - 1), water(step, row), water(step, row + 1),
                               step.state.friction_row(row)};
    step.activity.spans_of_rows(row - 1, row + 1, spans_);
    double largest = 0.0;
    for (Span const active : spans_) {
        Span const span = widened(active, 1, columns_);
        largest =
            std::max(largest, eddy_viscosities(in, step.law, viscosities_[slot(row)], span, step.numbers));
    }
    if (row >= range_.begin && row < range_.end) {
        step.largest_m2ps[static_cast<std::size_t>(row)] = largest;
    }
}

/// Faces west and north of the cells of a row.
template <class T>
void ViscousSweep<T>::find_fluxes(ViscousStep<T> const& step, Index row) {
    std::size_t const above_slot = slot(row - 1), here_slot = slot(row);
    ViscousCells<T> const above{water(step, row - 1), viscosities_[above_slot]};
    ViscousCells<T> const here{water(step, row), viscosities_[here_slot]};
    step.activity.spans_of_rows(row - 1, row, spans_);
    for (Span const span : spans_) viscous_fluxes(above, here, y_[here_slot], span, step.numbers);
    for (T* const values : {y_[here_slot].u_m2ps, y_[here_slot].v_m2ps}) {
        step.barriers.scale_open(FaceAxis::rows, row, values);
    }
    if (row == range_.end) return;
    ViscousFluxes<T> const& out = x_[here_slot];
    for (Span const span : step.activity.spans(row)) {
        viscous_fluxes(here.shifted(-1), here, out, {span.begin, span.end + 1}, step.numbers);
    }
    for (T* const values : {out.u_m2ps, out.v_m2ps}) step.barriers.scale_open(FaceAxis::columns, row, values);
}

template <class T>
void ViscousSweep<T>::update(ViscousStep<T> const& step, Index row) {
    ViscousFluxes<T> const& x = x_[slot(row)];
    ViscousFaces<T> const faces{x, x.shifted(1), y_[slot(row)], y_[slot(row + 1)]};
    StateRow<T> const state = step.state.row(row);
    for (Span const span : step.activity.spans(row)) add_viscous_fluxes(faces, state, span, step.numbers);
}

template class ViscousSweep<double>;
template class ViscousSweep<float>;

} // namespace jumelle::flood
