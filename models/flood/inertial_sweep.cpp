#include "models/flood/inertial_sweep.hpp"

#include <algorithm>

#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Lines of scratch: x- and y-faces and a factor each in rings of three, six halo rows of 3, ones.
constexpr Index scratch_lines = 3 * 3 + 6 * 3 + 1;

} // namespace

template <class T>
InertialSweep<T>::InertialSweep(Index columns)
    : columns_(columns), lines_(scratch_lines, columns + 2 * ghost_columns, T(0)), gain_(columns) {
    for (auto* const lines : {&x_, &y_}) {
        for (T*& line : *lines) line = next_line();
    }
    for (Limits& limits : limits_) {
        limits.factors = next_line();
        limits.is_marked.resize(static_cast<std::size_t>(columns / segment_columns + 1));
    }
    for (auto& row : halo_rows_) {
        row.h_m = next_line();
        row.west_m2ps = next_line();
        row.north_m2ps = next_line();
    }
    ones_ = next_line();
    std::fill_n(ones_ - ghost_columns, columns_ + 2 * ghost_columns, T(1));
    peaks_.resize(static_cast<std::size_t>(columns / maxima_chunk_columns + 1));
}

template <class T>
void InertialSweep<T>::prepare(SweepStep<T> const& step, RowRange range) {
    range_ = range;
    for (Index row = 0; row < ring; ++row) forget_limits(row);
    bool const advects = step.form.advection == Advection::upwind;
    if (advects && !advection_) advection_ = std::make_unique<InertialAdvection<T>>(columns_);
    if (advects) advection_->begin();
    for (Index k = 0; k < 2 * halo; ++k) {
        Index const row = k < halo ? range.begin - halo + k : range.end + k - halo;
        if (row < 0 || row > step.state.rows()) continue;
        DischargeRow<T> const from = step.state.discharge_row(row);
        DischargeRow<T>& into = halo_rows_[static_cast<std::size_t>(k)];
        into.z_m = from.z_m;
        into.friction = from.friction;
        if (!step.activity.any_active(row - 2, row + 2)) continue; // nobody will look at it
        std::copy_n(from.h_m, columns_, into.h_m);
        std::copy_n(from.west_m2ps, columns_ + 1, into.west_m2ps);
        std::copy_n(from.north_m2ps, columns_, into.north_m2ps);
    }
}

template <class T>
DischargeRow<T> InertialSweep<T>::row_of(SweepStep<T> const& step, Index row) const {
    if (row < range_.begin) return halo_rows_[static_cast<std::size_t>(row - range_.begin + halo)];
    if (row >= range_.end) return halo_rows_[static_cast<std::size_t>(halo + row - range_.end)];
    return step.state.discharge_row(row);
}

template <class T>
void InertialSweep<T>::run(SweepStep<T> const& step) {
    Index const rows = step.state.rows();
    Index const first = std::max<Index>(range_.begin - 1, 0);
    for (Index row = first; row <= range_.end + 1; ++row) {
        forget_limits(row - 1);
        if (!step.activity.any_active(row - 2, row + 1)) continue;
        if (row <= rows) discharges_north(step, row);
        if (row < rows) discharges_west(step, row);
        if (row > first && row <= rows + 1) limit(step, row - 1);
        if (row - 2 >= range_.begin && row - 2 < range_.end) update(step, row - 2);
    }
}

template <class T>
void InertialSweep<T>::discharges_north(SweepStep<T> const& step, Index row) {
    if (row == 0) return settle_side(step, Side::north);
    if (row == step.state.rows()) return settle_side(step, Side::south);
    DischargeRow<T> const above = row_of(step, row - 1), here = row_of(step, row);
    InertialFaces<T> faces{cells_at(above, 0), cells_at(here, 0), above.north_m2ps, here.north_m2ps,
                           row_of(step, row + 1).north_m2ps};
    auto const rows = [&](Index r) { return row_of(step, r); };
    if (advection_) faces.gained = advection_->gained_north(step, row, rows);
    step.activity.spans_of_rows(row - 1, row, spans_);
    for (Span const span : spans_) inertial_discharges(faces, y_[slot(row)], span, step.numbers, step.form);
    step.barriers.apply_to_mass(FaceAxis::rows, row, y_[slot(row)]);
    step.given.apply(FaceAxis::rows, row, y_[slot(row)]);
}

template <class T>
void InertialSweep<T>::discharges_west(SweepStep<T> const& step, Index row) {
    DischargeRow<T> const here = row_of(step, row);
    T const* const q = here.west_m2ps;
    InertialFaces<T> faces{cells_at(here, -1), cells_at(here, 0), q - 1, q, q + 1};
    auto const rows = [&](Index r) { return row_of(step, r); };
    if (advection_) faces.gained = advection_->gained_west(step, row, rows);
    for (Span const span : step.activity.spans(row)) {
        // One face more than cells is needed; a whole register more spares the kernel a single last face.
        Span const wide{span.begin, span.end + register_columns};
        inertial_discharges(faces, x_[slot(row)], wide, step.numbers, step.form);
    }
    step.barriers.apply_to_mass(FaceAxis::columns, row, x_[slot(row)]);
    step.given.apply(FaceAxis::columns, row, x_[slot(row)]);
    settle_ends(step, row);
}

/// Discharges through the faces of the northern or southern side.
template <class T>
void InertialSweep<T>::settle_side(SweepStep<T> const& step, Side side) {
    Index const rows = step.state.rows(), face = side == Side::north ? 0 : rows;
    Index const cell = side == Side::north ? 0 : rows - 1;
    Index const inner = side == Side::north ? 1 : rows - 2, next = side == Side::north ? 1 : rows - 1;
    DischargeRow<T> const here = row_of(step, cell);
    DischargeRow<T> const behind = rows > 1 ? row_of(step, inner) : here;
    T const *const own = row_of(step, face).north_m2ps, *const inward = row_of(step, next).north_m2ps;
    for (Span const span : step.activity.spans(cell)) {
        for (Index i = span.begin; i < span.end; ++i) {
            BorderFace<T> const border{
                here.h_m[i],   here.z_m[i], here.friction[i], rows > 1 ? behind.h_m[i] : T(0),
                behind.z_m[i], own[i],      inward[i]};
            y_[slot(face)][i] = border_discharge(step.sides, side, border, step.numbers, step.form);
        }
    }
}

/// Discharges through the western and eastern border faces of a row.
template <class T>
void InertialSweep<T>::settle_ends(SweepStep<T> const& step, Index row) {
    auto const& spans = step.activity.spans(row);
    DischargeRow<T> const here = row_of(step, row);
    auto const settle = [&](Side side, Index face, Index cell, Index inward) {
        bool const alone = columns_ == 1;
        Index const inner = alone ? cell : cell + inward;
        BorderFace<T> const border{here.h_m[cell],
                                   here.z_m[cell],
                                   here.friction[cell],
                                   alone ? T(0) : here.h_m[inner],
                                   here.z_m[inner],
                                   here.west_m2ps[face],
                                   here.west_m2ps[face + inward]};
        x_[slot(row)][face] = border_discharge(step.sides, side, border, step.numbers, step.form);
    };
    if (!spans.empty() && spans.front().begin == 0) settle(Side::west, 0, 0, 1);
    if (!spans.empty() && spans.back().end == columns_) settle(Side::east, columns_, columns_ - 1, -1);
}

template <class T>
CellDischarges<T> InertialSweep<T>::faces_of(Index row) const {
    T* const x = x_[slot(row)];
    return {x, x + 1, y_[slot(row)], y_[slot(row + 1)]};
}

/// Marks the segments of a row with cells that give more than they hold, and finds the factors of their
/// cells.
template <class T>
void InertialSweep<T>::find_limits(SweepStep<T> const& step, Index row) {
    CellDischarges<T> const q = faces_of(row);
    CellFaces<T> const faces{{q.west}, {q.east}, {q.north}, {q.south}};
    T const* const h = row_of(step, row).h_m;
    Limits& limits = limits_[slot(row)];
    for (Span const span : step.activity.spans(row)) {
        for (Index begin = span.begin; begin < span.end; begin += segment_columns) {
            Span const part{begin, std::min(begin + segment_columns, span.end)};
            if (!gives_too_much(faces, h, part, step.numbers)) continue;
            if (!limits.any) std::fill_n(limits.factors - ghost_columns, columns_ + 2 * ghost_columns, T(1));
            limits.any = true;
            limits.is_marked[static_cast<std::size_t>(begin / segment_columns)] = 1;
            outflow_factors(faces, h, limits.factors, part, step.numbers);
        }
    }
}

/// Scales the discharges west of the cells that are limited, or stand beside such cells, in either of two
/// rows.
template <class T>
void InertialSweep<T>::scale_marked(std::vector<Span> const& spans, DonorCells<T> const& cells, T* q_m2ps,
                                    std::array<Limits const*, 2> by) const {
    auto const is_marked = [&](Index segment) {
        auto const k = static_cast<std::size_t>(segment);
        return segment >= 0 && (by[0]->is_marked[k] | by[1]->is_marked[k]) != 0;
    };
    for (Span const span : spans) {
        for (Index begin = span.begin; begin < span.end; begin += segment_columns) {
            Index const segment = begin / segment_columns;
            if (!is_marked(segment) && !is_marked(segment - 1)) continue;
            scale_discharges(cells, q_m2ps, {begin, std::min(begin + segment_columns, span.end)});
        }
    }
}

template <class T>
void InertialSweep<T>::limit(SweepStep<T> const& step, Index row) {
    Limits const &above = limits_[slot(row - 1)], &here = limits_[slot(row)];
    if (row < step.state.rows()) {
        find_limits(step, row);
        auto const& spans = step.activity.spans(row);
        DonorCells<T> const cells{here.factors - 1, here.factors, nullptr, nullptr};
        if (here.any) {
            scale_marked(spans, cells, x_[slot(row)], {&here, &here});
            // The face east of a span's last cell.
            for (Span const span : spans) scale_discharges(cells, x_[slot(row)], {span.end, span.end + 1});
        }
    }
    if (row < range_.begin || (!here.any && !above.any)) return;
    DonorCells<T> const cells{above.any ? above.factors : ones_, here.any ? here.factors : ones_, nullptr,
                              nullptr};
    step.activity.spans_of_rows(row - 1, row, spans_);
    scale_marked(spans_, cells, y_[slot(row)], {&above, &here});
}

/// No cell of a row is limited, until `find_limits` says so.
template <class T>
void InertialSweep<T>::forget_limits(Index row) {
    Limits& limits = limits_[slot(row)];
    if (limits.any) std::fill(limits.is_marked.begin(), limits.is_marked.end(), std::uint8_t{0});
    limits.any = false;
}

/// The new discharges west and north of a row become the state; the last row keeps those of its southern
/// border too. A face belongs to the row below it even where only the row above is active.
template <class T>
void InertialSweep<T>::keep_discharges(SweepStep<T> const& step, Index row) {
    auto const copy = [](T const* from, T* to, Span span) {
        std::copy(from + span.begin, from + span.end, to + span.begin);
    };
    DischargeRow<T> const state = step.state.discharge_row(row);
    auto const& spans = step.activity.spans(row);
    for (Span const span : spans) copy(x_[slot(row)], state.west_m2ps, {span.begin, span.end + 1});
    step.activity.spans_of_rows(row - 1, row, spans_);
    for (Span const span : spans_) copy(y_[slot(row)], state.north_m2ps, span);
    if (row + 1 < step.state.rows()) return;
    T* const south = step.state.discharge_row(row + 1).north_m2ps;
    for (Span const span : spans) copy(y_[slot(row + 1)], south, span);
}

template <class T>
void InertialSweep<T>::update(SweepStep<T> const& step, Index row) {
    auto const r = static_cast<std::size_t>(row);
    step.reports.fastest_mps[r] = 0.0;
    step.reports.broken[r] = 0;
    keep_discharges(step, row);
    step.barriers.note(FaceAxis::columns, row, x_[slot(row)], step.activity.spans(row));
    step.barriers.note(FaceAxis::rows, row, y_[slot(row)], step.activity.spans(row));
    for (Span const span : step.activity.spans(row)) update_span(step, row, span);
    RowMasses<T> const mass{x_[slot(row)], y_[slot(row)], y_[slot(row + 1)]};
    report_borders(step, row, mass);
    step.activity.find_row_wet(row);
}

/// What the rows after the next one read: one row further each than what the discharges before this row's
/// depths have read.
template <class T>
LinesSoon<T> InertialSweep<T>::needed_soon(SweepStep<T> const& step, Index row) const {
    Index const last = step.state.rows() - 1;
    DischargeRow<T> const below = step.state.discharge_row(std::min(row + 3, last));
    Index const next = std::min(row + 1, last);
    return {{below.h_m, below.z_m, below.friction, below.west_m2ps,
             step.state.discharge_row(std::min(row + 4, last)).north_m2ps, step.state.rest_row(next)},
            step.rain.falls() ? step.state.rain_share_row(next) : nullptr};
}

template <class T>
void InertialSweep<T>::update_span(SweepStep<T> const& step, Index row, Span span) {
    CellDischarges<T> const faces = faces_of(row);
    StateRow<T> const state = step.state.row(row);
    CellFaces<T> const masses{{faces.west}, {faces.east}, {faces.north}, {faces.south}};
    bool const is_simple = step.losses == nullptr && step.rain.mapped_mps == nullptr;
    InertialDepths<T> const depths{.faces = faces,
                                   .gain_m = is_simple ? nullptr : gain_.of_row(step, masses, row, span),
                                   .rain_m = step.rain.uniform_m,
                                   .rain_share = step.rain.falls() ? step.state.rain_share_row(row) : nullptr,
                                   .h_m = state.h_m,
                                   .rest_m = step.state.rest_row(row),
                                   .soon = needed_soon(step, row),
                                   .peaks = peaks_.data(),
                                   .kept = kept_of(step, row)};
    AdvanceReport const report = advance_depths(depths, span, step.numbers);
    auto const r = static_cast<std::size_t>(row);
    step.reports.broken[r] |= report.broken ? 1 : 0;
    step.reports.fastest_mps[r] = std::max(step.reports.fastest_mps[r], report.fastest_mps);
    note_wet_segments(step, row, span);
}

/// `peaks_` knows already which of the span's segments hold water that moves.
template <class T>
void InertialSweep<T>::note_wet_segments(SweepStep<T> const& step, Index row, Span span) const {
    static_assert(segment_columns == maxima_chunk_columns);
    T const* const h_m = step.state.row(row).h_m;
    ChunkPeaks const* peaks = peaks_.data();
    for (Index begin = span.begin; begin < span.end; begin += segment_columns, ++peaks) {
        bool const at_begin = moving_depth(h_m[begin]) > T(0);
        bool const at_end = moving_depth(h_m[std::min(begin + segment_columns, span.end) - 1]) > T(0);
        step.activity.set_marks(row, begin / segment_columns,
                                (peaks->moves ? Activity::wet : 0) | (at_begin ? Activity::wet_at_begin : 0) |
                                    (at_end ? Activity::wet_at_end : 0));
    }
}

/// What is kept of a row, and where the next row's begins.
template <class T>
FlowKept InertialSweep<T>::kept_of(SweepStep<T> const& step, Index row) const {
    MaximaRow const next = step.state.maxima_row(std::min(row + 1, step.state.rows() - 1));
    return {step.state.maxima_row(row),
            {static_cast<float>(step.wet.arrival_m), static_cast<float>(step.end_s)},
            {next.depth_m, next.speed_mps, next.hazard_m2ps, next.time_of_depth_s}};
}

template class InertialSweep<double>;
template class InertialSweep<float>;

} // namespace jumelle::flood
