#include "models/flood/sweep.hpp"

#include <algorithm>

#include "core/base/constants.hpp"
#include "models/flood/kernels/advance.hpp"
#include "models/flood/kernels/drain.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

/// Lines of scratch: 9 of each predicted row, 4 of each row of x- and y-faces, a factor each (all in rings of
/// three), the 4 changes along x, six halo rows of 3, one line of ones, one of available depths.
constexpr Index scratch_lines = 3 * (9 + 4 + 4 + 1) + 4 + 6 * 3 + 2;

/// A face of a side, and the cell inside it.
struct BorderFace {
    Index cell = 0, face = 0;
    double inward = 1.0;   ///< +1 where the cell lies on the face's right side
    double friction = 0.0; ///< g n² of the cell
};

/// Prescribed water on a face, the depth inside it, and the velocity across that the water brings along.
struct Imposed {
    BorderWater on_face;
    double inside_h_m, carried_mps;
};

/// Puts prescribed water on a face. The momentum flux is given without the still-water pressure inside.
template <class T>
void put_water(FaceRow<T> const& faces, BorderFace const& at, Imposed const& water) {
    BorderWater const& on_face = water.on_face;
    double const mass = on_face.h_m * on_face.inward_mps;
    double const pressure =
        0.5 * gravity_mps2 * (on_face.h_m - water.inside_h_m) * (on_face.h_m + water.inside_h_m);
    faces.mass[at.face] = static_cast<T>(at.inward * mass);
    faces.left[at.face] = faces.right[at.face] = static_cast<T>(mass * water.carried_mps + pressure);
    faces.tangent[at.face] = static_cast<T>(at.inward * mass * on_face.along_mps);
}

/// Puts what a side prescribes on a face. Without changes (first order) the values are those of the cell.
template <class T>
void impose_border(SideState const& side, FaceCells<T> const& cells, FaceRow<T> const& faces,
                   BorderFace const& at) {
    auto const at_face = [&](T const* values, T const* changes) {
        double const change = changes == nullptr ? 0.0 : static_cast<double>(changes[at.cell]);
        return static_cast<double>(values[at.cell]) - 0.5 * at.inward * change;
    };
    BorderWater const inside{std::max(at_face(cells.h_m, cells.change.h_m), 0.0),
                             at.inward * at_face(cells.normal_mps, cells.change.normal_mps),
                             at_face(cells.tangent_mps, cells.change.tangent_mps), at.friction};
    BorderWater const on_face = water_on_face(side, inside, at_face(cells.z_m, cells.change.z_m));
    // At normal depth each drop takes its own momentum along: the slope that drives it lies outside.
    bool const is_drawn = side.kind == BorderKind::normal_depth;
    put_water(faces, at, {on_face, inside.h_m, is_drawn ? inside.inward_mps : on_face.inward_mps});
}

/// An open side lets nothing in, whatever the wave beyond it would do.
template <class T>
void let_nothing_in(FaceRow<T> const& faces, BorderFace const& at) {
    if (static_cast<T>(at.inward) * faces.mass[at.face] <= T(0)) return;
    faces.mass[at.face] = faces.tangent[at.face] = T(0);
}

template <class T>
void note_wet(Activity& activity, Index row, T const* h_m) {
    for (Span const span : activity.spans(row)) {
        for (Index segment = span.begin / segment_columns; segment * segment_columns < span.end; ++segment) {
            Span const columns = activity.columns_of(segment);
            bool const wet = any_moving(h_m, columns);
            bool const at_begin = moving_depth(h_m[columns.begin]) > T(0);
            bool const at_end = moving_depth(h_m[columns.end - 1]) > T(0);
            activity.set_marks(row, segment,
                               (wet ? Activity::wet : 0) | (at_begin ? Activity::wet_at_begin : 0) |
                                   (at_end ? Activity::wet_at_end : 0));
        }
    }
    activity.find_row_wet(row);
}

} // namespace

void note_wet_segments(Activity& activity, Index row, double const* h_m) {
    note_wet(activity, row, h_m);
}
void note_wet_segments(Activity& activity, Index row, float const* h_m) {
    note_wet(activity, row, h_m);
}

template <class T>
void report_borders(SweepStep<T> const& step, Index row, RowMasses<T> const& faces) {
    auto const r = static_cast<std::size_t>(row);
    auto const& spans = step.activity.spans(row);
    Index const columns = step.state.columns();
    auto const along_row = [&](T const* mass) {
        double sum = 0.0;
        for (Span const span : spans) {
            for (Index i = span.begin; i < span.end; ++i) sum += static_cast<double>(mass[i]);
        }
        return sum;
    };
    bool const touches_west = !spans.empty() && spans.front().begin == 0;
    bool const touches_east = !spans.empty() && spans.back().end == columns;
    step.reports.west_m2ps[r] = touches_west ? static_cast<double>(faces.west[0]) : 0.0;
    step.reports.east_m2ps[r] = touches_east ? static_cast<double>(faces.west[columns]) : 0.0;
    if (row == 0) step.reports.north_m2ps = along_row(faces.north);
    if (row + 1 == step.state.rows()) step.reports.south_m2ps = along_row(faces.south);
    T const* const depth_m = step.state.row(row).h_m;
    watch_row(step.watch, {row, spans, step.numbers.dt_s, step.end_s, step.numbers.cell_m}, depth_m, faces);
}

template void report_borders(SweepStep<double> const&, Index, RowMasses<double> const&);
template void report_borders(SweepStep<float> const&, Index, RowMasses<float> const&);

template <class T>
Sweep<T>::Sweep(Index columns)
    : columns_(columns), lines_(scratch_lines, columns + 2 * ghost_columns, T(0)), gain_(columns) {
    // Changes along x serve the fluxes of their own row at once; those along y wait for the next row.
    ChangeRow<T> const along_x = scratch_change();
    for (auto& row : predicted_) {
        row.middle = scratch_state();
        row.x = along_x;
        row.y = scratch_change();
        row.slope_x_m3ps2 = next_line();
        row.slope_y_m3ps2 = next_line();
    }
    for (auto& faces : x_faces_) faces = scratch_faces();
    for (auto& faces : y_faces_) faces = scratch_faces();
    for (auto& row : halo_rows_) row = scratch_state();
    for (auto& factors : factors_) factors = next_line();
    ones_ = next_line();
    available_ = next_line();
    std::fill_n(ones_ - ghost_columns, columns_ + 2 * ghost_columns, T(1));
}

template <class T>
StateRow<T> Sweep<T>::scratch_state() {
    T* const h = next_line();
    T* const u = next_line();
    return {h, u, next_line(), nullptr};
}

template <class T>
ChangeRow<T> Sweep<T>::scratch_change() {
    T* const h = next_line();
    T* const normal = next_line();
    T* const tangent = next_line();
    return {h, normal, tangent, next_line()};
}

template <class T>
FaceRow<T> Sweep<T>::scratch_faces() {
    T* const mass = next_line();
    T* const left = next_line();
    T* const right = next_line();
    return {mass, left, right, next_line()};
}

template <class T>
StateRow<T> Sweep<T>::loaded_row(SweepStep<T> const& step, Index row, StateRow<T> into) const {
    Index const inside = std::clamp<Index>(row, 0, step.state.rows() - 1);
    StateRow<T> const from = step.state.row(inside);
    into.z_m = step.state.ground_row(row);
    if (!step.activity.any_active(row - 2, row + 2)) return into; // nobody will look at it
    std::copy_n(from.h_m, columns_, into.h_m);
    std::copy_n(from.u_mps, columns_, into.u_mps);
    std::copy_n(from.v_mps, columns_, into.v_mps);
    into.z_m = from.z_m;
    fill_ghost_columns(step.sides, into, columns_);
    if (row == inside) return into;
    // The row behind the border row matters inside alone: its ghost columns may be those of the last step.
    Index const behind = std::clamp<Index>(row < 0 ? 1 : step.state.rows() - 2, 0, step.state.rows() - 1);
    BorderRows<T> const rows{into, step.state.row(behind)};
    into.z_m = step.state.ground_row(row);
    fill_ghost_row(step.sides, row < 0 ? Side::north : Side::south, rows, into, columns_);
    return into;
}

template <class T>
void Sweep<T>::prepare(SweepStep<T> const& step, RowRange range) {
    range_ = range;
    ghosts_filled_until_ = range.begin;
    flagged_.fill(false);
    for (Index k = 0; k < halo; ++k) {
        Index const above = range.begin - halo + k, below = range.end + k;
        auto& above_row = halo_rows_[static_cast<std::size_t>(k)];
        auto& below_row = halo_rows_[static_cast<std::size_t>(halo + k)];
        if (above >= -ghost_rows) above_row = loaded_row(step, above, above_row);
        if (below < step.state.rows() + ghost_rows) below_row = loaded_row(step, below, below_row);
    }
}

template <class T>
StateRow<T> Sweep<T>::state_row(SweepStep<T> const& step, Index row) const {
    if (row < range_.begin) return halo_rows_[static_cast<std::size_t>(row - range_.begin + halo)];
    if (row >= range_.end) return halo_rows_[static_cast<std::size_t>(halo + row - range_.end)];
    return step.state.row(row);
}

template <class T>
void Sweep<T>::fill_ghosts_until(SweepStep<T> const& step, Index row) {
    Index const end = std::min(row + 1, range_.end);
    for (; ghosts_filled_until_ < end; ++ghosts_filled_until_) {
        fill_ghost_columns(step.sides, step.state.row(ghosts_filled_until_), columns_);
    }
}

template <class T>
void Sweep<T>::run(SweepStep<T> const& step) {
    Index const rows = step.state.rows();
    Index const first = std::max<Index>(range_.begin - 2, -1);
    Index const last = std::min(range_.end + 1, rows + 1);
    for (Index row = first; row <= last; ++row) {
        bool const is_inside = row >= 0 && row < rows;
        flagged_[slot(row - 1)] = false;
        if (!step.activity.any_active(row - 2, row + 1)) {
            ghosts_filled_until_ = std::max(ghosts_filled_until_, row);
            continue;
        }
        fill_ghosts_until(step, row + 1);
        if (row <= rows) reconstruct(step, row);
        if (row > first && row <= rows) fluxes_north(step, row);
        if (is_inside && row >= range_.begin - 1) fluxes_west(step, row);
        if (row > first) limit(step, row - 1);
        if (row - 2 >= range_.begin && row - 2 < range_.end) update(step, row - 2);
    }
}

template <class T>
void Sweep<T>::reconstruct(SweepStep<T> const& step, Index row) {
    PredictedRow<T>& out = predicted_[slot(row)];
    StateRow<T> const here = state_row(step, row);
    if (step.scheme == Scheme::first_order) {
        out.middle = here;
        return;
    }
    out.middle.z_m = here.z_m;
    Index const inside = std::clamp<Index>(row, 0, step.state.rows() - 1);
    ReconstructInput<T> const in{state_row(step, row - 1), here, state_row(step, row + 1),
                                 step.state.friction_row(inside)};
    step.activity.spans_of_rows(row - 1, row + 1, spans_);
    // One column on either side is needed; whole registers keep the stores aligned.
    for (Span const span : spans_) {
        reconstruct_row(in, out, {span.begin - register_columns, span.end + register_columns}, step.numbers);
    }
    reconstruct_beside(step, row, in);
}

/// Cells beside a barrier see a wall where it stands: each is reconstructed again on a copy of its
/// surroundings with the neighbour behind the barrier solid.
template <class T>
void Sweep<T>::reconstruct_beside(SweepStep<T> const& step, Index row, ReconstructInput<T> const& in) const {
    constexpr std::size_t width = 3, west = 0, east = 1, north = 2, south = 3;
    PredictedRow<T> const& out = predicted_[slot(row)];
    std::array<std::array<T, width>, 3> ground;
    auto const copied = [&](StateRow<T> const& from, std::array<T, width>& z) -> StateRow<T> {
        std::copy_n(from.z_m - 1, width, z.begin());
        return {from.h_m - 1, from.u_mps - 1, from.v_mps - 1, z.data()};
    };
    for (BesideBarrier const& cell : step.barriers.cells_beside(row)) {
        auto const closed = [&](std::size_t direction) {
            return !step.barriers.looks_across(cell, direction);
        };
        if (!closed(west) && !closed(east) && !closed(north) && !closed(south)) continue;
        Index const i = cell.column;
        ReconstructInput<T> const beside{copied(in.north.shifted(i), ground[0]),
                                         copied(in.here.shifted(i), ground[1]),
                                         copied(in.south.shifted(i), ground[2]), in.friction + i - 1};
        if (closed(west)) ground[1][0] = T(solid_level_m);
        if (closed(east)) ground[1][2] = T(solid_level_m);
        if (closed(north)) ground[0][1] = T(solid_level_m);
        if (closed(south)) ground[2][1] = T(solid_level_m);
        PredictedRow<T> const into{out.middle.shifted(i - 1), out.x.shifted(i - 1), out.y.shifted(i - 1),
                                   out.slope_x_m3ps2 + i - 1, out.slope_y_m3ps2 + i - 1};
        reconstruct_row(beside, into, {1, 2}, step.numbers);
    }
}

template <class T>
void Sweep<T>::fluxes(SweepStep<T> const& step, FaceInput<T> const& in, FaceRow<T> const& out,
                      Span span) const {
    if (step.scheme == Scheme::first_order) {
        first_order_fluxes(in, out, span);
    } else {
        second_order_fluxes(in, out, span);
    }
}

template <class T>
void Sweep<T>::fluxes_north(SweepStep<T> const& step, Index row) {
    PredictedRow<T> const& above = predicted_[slot(row - 1)];
    PredictedRow<T> const& here = predicted_[slot(row)];
    FaceInput<T> const in{cells_along_y(above.middle, above.y), cells_along_y(here.middle, here.y)};
    step.activity.spans_of_rows(row - 1, row, spans_);
    for (Span const span : spans_) fluxes(step, in, y_faces_[slot(row)], span);
    step.barriers.apply(FaceAxis::rows, row, y_faces_[slot(row)]);
    if (step.level_faces != nullptr) step.level_faces->close_rows(row, y_faces_[slot(row)]);
    if (row == 0 || row == step.state.rows()) impose_row(step, row);
}

template <class T>
void Sweep<T>::fluxes_west(SweepStep<T> const& step, Index row) {
    PredictedRow<T> const& here = predicted_[slot(row)];
    FaceInput<T> const in{cells_along_x(here.middle.shifted(-1), here.x.shifted(-1)),
                          cells_along_x(here.middle, here.x)};
    FaceRow<T> const& out = x_faces_[slot(row)];
    for (Span const span : step.activity.spans(row)) fluxes(step, in, out, {span.begin, span.end + 1});
    step.barriers.apply(FaceAxis::columns, row, out);
    if (step.level_faces != nullptr) step.level_faces->close_columns(row, out);

    bool const changes = step.scheme == Scheme::second_order;
    FaceCells<T> const cells = cells_along_x(here.middle, changes ? here.x : ChangeRow<T>{});
    StateRow<T> const state = state_row(step, row);
    auto const impose = [&](Side side, BorderFace const& at) {
        SideState const& outside = step.sides[side];
        if (outside.kind == BorderKind::open) let_nothing_in(out, at);
        if (!prescribes(outside, state.h_m[at.cell], state.z_m[at.cell])) return;
        impose_border(outside, cells, out, at);
    };
    T const* const friction = step.state.friction_row(row);
    impose(Side::west, {0, 0, 1.0, static_cast<double>(friction[0])});
    impose(Side::east, {columns_ - 1, columns_, -1.0, static_cast<double>(friction[columns_ - 1])});
}

/// Puts what the northern or southern side prescribes on its faces.
template <class T>
void Sweep<T>::impose_row(SweepStep<T> const& step, Index row) {
    bool const north = row == 0, changes = step.scheme == Scheme::second_order;
    SideState const& side = step.sides[north ? Side::north : Side::south];
    Index const inside = north ? 0 : row - 1;
    PredictedRow<T> const& here = predicted_[slot(inside)];
    FaceCells<T> const cells = cells_along_y(here.middle, changes ? here.y : ChangeRow<T>{});
    StateRow<T> const state = state_row(step, inside);
    T const* const friction = step.state.friction_row(inside);
    for (Index i = 0; i < columns_; ++i) {
        BorderFace const at{i, i, north ? 1.0 : -1.0, static_cast<double>(friction[i])};
        if (side.kind == BorderKind::open) let_nothing_in(y_faces_[slot(row)], at);
        if (!prescribes(side, state.h_m[i], state.z_m[i])) continue;
        impose_border(side, cells, y_faces_[slot(row)], at);
    }
}

template <class T>
CellFaces<T> Sweep<T>::faces_of(Index row) const {
    FaceRow<T> const& x = x_faces_[slot(row)];
    return {x, x.shifted(1), y_faces_[slot(row)], y_faces_[slot(row + 1)]};
}

template <class T>
void Sweep<T>::limit(SweepStep<T> const& step, Index row) {
    bool const is_inside = row >= 0 && row < step.state.rows() && row >= range_.begin - 1;
    if (is_inside) limit_columns(step, row);
    if (row >= range_.begin) limit_rows(step, row);
}

/// Finds which cells of a row would give too much, and scales the faces west of its cells.
template <class T>
void Sweep<T>::limit_columns(SweepStep<T> const& step, Index row) {
    bool& flagged = flagged_[slot(row)];
    StateRow<T> const here = state_row(step, row);
    FaceRow<T> const& x = x_faces_[slot(row)];
    CellFaces<T> const faces = faces_of(row);
    T const* const h_m =
        step.level_faces == nullptr ? here.h_m : step.level_faces->available(row, here.h_m, available_);
    auto const& spans = step.activity.spans(row);
    for (Span const span : spans) flagged |= gives_too_much(faces, h_m, span, step.numbers);
    if (flagged) {
        T* const factor = factors_[slot(row)];
        std::fill_n(factor - ghost_columns, columns_ + 2 * ghost_columns, T(1));
        for (Span const span : spans) outflow_factors(faces, h_m, factor, span, step.numbers);
        DonorCells<T> const cells{factor - 1, factor, here.u_mps - 1, here.u_mps};
        for (Span const span : spans) scale_fluxes(cells, x, {span.begin, span.end + 1});
    }
    if (step.level_faces != nullptr) step.level_faces->settle_columns(row, here, x);
}

/// Scales the faces between a row and the one above.
template <class T>
void Sweep<T>::limit_rows(SweepStep<T> const& step, Index row) {
    StateRow<T> const here = state_row(step, row), above = state_row(step, row - 1);
    FaceRow<T> const& y = y_faces_[slot(row)];
    if (flagged_[slot(row)] || flagged_[slot(row - 1)]) {
        DonorCells<T> const cells{factor_row(row - 1), factor_row(row), above.v_mps, here.v_mps};
        step.activity.spans_of_rows(row - 1, row, spans_);
        for (Span const span : spans_) scale_fluxes(cells, y, span);
    }
    if (step.level_faces != nullptr) step.level_faces->settle_rows(row, above, here, y);
}

template <class T>
void Sweep<T>::update(SweepStep<T> const& step, Index row) {
    auto const& spans = step.activity.spans(row);
    step.reports.fastest_mps[static_cast<std::size_t>(row)] = 0.0;
    step.reports.broken[static_cast<std::size_t>(row)] = 0;
    for (Span const span : spans) update_segments(step, row, span);
    step.barriers.note(FaceAxis::columns, row, x_faces_[slot(row)].mass, spans);
    step.barriers.note(FaceAxis::rows, row, y_faces_[slot(row)].mass, spans);
    if (step.level_faces != nullptr) step.level_faces->keep(row, spans, faces_of(row));
    note_wet_segments(step.activity, row, static_cast<T const*>(step.state.row(row).h_m));
    report_borders(
        step, row,
        RowMasses<T>{x_faces_[slot(row)].mass, y_faces_[slot(row)].mass, y_faces_[slot(row + 1)].mass});
}

/// Segment by segment where each one's fastest wave is asked for.
template <class T>
void Sweep<T>::update_segments(SweepStep<T> const& step, Index row, Span span) {
    auto& fastest = step.reports.segment_fastest_mps;
    Index const width = fastest.empty() ? span.end - span.begin : segment_columns;
    for (Index begin = span.begin; begin < span.end; begin += width) {
        AdvanceReport const report = update_span(step, row, {begin, std::min(begin + width, span.end)});
        if (!fastest.empty()) fastest(row, begin / segment_columns) = report.fastest_mps;
    }
}

template <class T>
AdvanceReport Sweep<T>::update_span(SweepStep<T> const& step, Index row, Span span) {
    CellFaces<T> const faces = faces_of(row);
    PredictedRow<T> const& predicted = predicted_[slot(row)];
    double* const gain = gain_.of_row(step, faces, row, span);
    StateRow<T> const state = step.state.row(row);
    AdvanceInput<T> const in{
        faces, predicted.slope_x_m3ps2, predicted.slope_y_m3ps2, step.state.friction_row(row),
        gain,  step.state.rest_row(row)};
    AdvanceReport const report = advance_row(in, state, span, step.numbers);
    auto const r = static_cast<std::size_t>(row);
    step.reports.fastest_mps[r] = std::max(step.reports.fastest_mps[r], report.fastest_mps);
    step.reports.broken[r] |= report.broken ? 1 : 0;
    keep_maxima(state, step.state.maxima_row(row), span, step.end_s, step.wet);
    return report;
}

void RowReports::archive_state(StateArchive& archive) {
    archive("west", west_m2ps);
    archive("east", east_m2ps);
    archive("north", north_m2ps);
    archive("south", south_m2ps);
    archive("fastest", fastest_mps);
    archive("broken", broken);
    archive("segment_fastest", segment_fastest_mps);
}

template class Sweep<double>;
template class Sweep<float>;

} // namespace jumelle::flood
