#include "models/flood/subgrid/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/constants.hpp"
#include "models/flood/kernels/inertial.hpp"
#include "models/flood/kernels/limits.hpp"

namespace jumelle::flood {

namespace {

constexpr Index scratch_lines = 5;

/// Cells of a row, from a column on.
template <class T>
SubgridCells<T> cells_of(SubgridWork<T> const& work, Index row, Index column) {
    return {work.tables.lowest_row(row) + column, work.state.level_row(row) + column};
}

/// How far the level of `cell` lies below that of the next cell inward; 0 where that one is dry or not there.
template <class T>
T fall_from(SubgridWork<T> const& work, Cell inner, Cell cell) {
    auto const& tables = work.tables;
    bool const there =
        inner.row >= 0 && inner.column >= 0 && inner.row < tables.rows() && inner.column < tables.columns();
    if (!there || work.state.volume(inner) <= work.step.numbers.dry_depth_m) return T(0);
    double const ground =
        tables.lowest_row(inner.row)[inner.column] - tables.lowest_row(cell.row)[cell.column];
    T const level = work.state.level_row(inner.row)[inner.column];
    return static_cast<T>(ground) + (level - work.state.level_row(cell.row)[cell.column]);
}

} // namespace

template <class T>
SubgridSweep<T>::SubgridSweep(Index columns) : lines_(scratch_lines, columns, 0.0) {}

template <class T>
void SubgridSweep<T>::find_discharges(SubgridWork<T> const& work, Index row) {
    Index const rows = work.state.rows();
    if (row < rows) {
        find_west(work, row);
        work.barriers.apply_to_mass(FaceAxis::columns, row, work.state.new_discharges().x.row(row));
    }
    if (row == 0) return find_side(work, Side::north);
    if (row == rows) return find_side(work, Side::south);
    auto const& old = work.state.old_discharges();
    SubgridFaces<T> faces;
    faces.left = cells_of(work, row - 1, 0);
    faces.right = cells_of(work, row, 0);
    faces.tables = work.tables.north_faces(row);
    faces.before = old.y.row(row - 1);
    faces.here = old.y.row(row);
    faces.after = old.y.row(row + 1);
    work.activity.spans_of_rows(row - 1, row, spans_);
    T* const out = work.state.new_discharges().y.row(row);
    for (Span const span : spans_) subgrid_discharges(faces, out, span, work.step);
    work.barriers.apply_to_mass(FaceAxis::rows, row, out);
}

template <class T>
void SubgridSweep<T>::find_west(SubgridWork<T> const& work, Index row) {
    auto const& old = work.state.old_discharges();
    T const* const q = old.x.row(row);
    SubgridFaces<T> faces;
    // Pointers one cell to the west are read from column 1 on.
    faces.left = cells_of(work, row, -1);
    faces.right = cells_of(work, row, 0);
    faces.tables = work.tables.west_faces(row);
    faces.before = q - 1;
    faces.here = q;
    faces.after = q + 1;
    T* const out = work.state.new_discharges().x.row(row);
    for (Span const span : work.activity.spans(row)) {
        Span const inside{std::max<Index>(span.begin, 1), std::min(span.end + 1, work.state.columns())};
        subgrid_discharges(faces, out, inside, work.step);
    }
    find_ends(work, row);
}

/// Discharges through the western and eastern border faces of a row.
template <class T>
void SubgridSweep<T>::find_ends(SubgridWork<T> const& work, Index row) {
    auto const& old = work.state.old_discharges();
    Index const columns = work.state.columns();
    auto const settle = [&](Side side, Index face, Cell cell, Index inward) {
        SubgridBorderFace<T> border{};
        border.lowest_m = work.tables.lowest_row(row)[cell.column];
        border.level_m = work.state.level_row(row)[cell.column];
        border.fall_m = fall_from(work, {row, cell.column + inward}, cell);
        border.table = work.tables.west_faces(row) + face * FaceLayout::size;
        border.here_m2ps = old.x(row, face);
        border.next_m2ps = old.x(row, face + inward);
        work.state.new_discharges().x(row, face) =
            subgrid_border(work.input.sides[side], side, border, work.step);
    };
    auto const& spans = work.activity.spans(row);
    if (!spans.empty() && spans.front().begin == 0) settle(Side::west, 0, {row, 0}, 1);
    if (!spans.empty() && spans.back().end == columns) settle(Side::east, columns, {row, columns - 1}, -1);
}

/// Discharges through the faces of the northern or southern side.
template <class T>
void SubgridSweep<T>::find_side(SubgridWork<T> const& work, Side side) {
    auto const& old = work.state.old_discharges();
    Index const face = side == Side::north ? 0 : work.state.rows();
    Index const row = side == Side::north ? 0 : face - 1, inward = side == Side::north ? 1 : -1;
    for (Span const span : work.activity.spans(row)) {
        for (Index i = span.begin; i < span.end; ++i) {
            SubgridBorderFace<T> border{};
            border.lowest_m = work.tables.lowest_row(row)[i];
            border.level_m = work.state.level_row(row)[i];
            border.fall_m = fall_from(work, {row + inward, i}, {row, i});
            border.table = work.tables.north_faces(face) + i * FaceLayout::size;
            border.here_m2ps = old.y(face, i);
            border.next_m2ps = old.y(face + inward, i);
            work.state.new_discharges().y(face, i) =
                subgrid_border(work.input.sides[side], side, border, work.step);
        }
    }
}

template <class T>
SubgridOutlets<T> SubgridSweep<T>::outlets(SubgridWork<T> const& work, Index row) const {
    auto& now = work.state.new_discharges();
    return {now.x.row(row), now.x.row(row) + 1, now.y.row(row), now.y.row(row + 1)};
}

template <class T>
void SubgridSweep<T>::find_factors(SubgridWork<T> const& work, Index row) {
    T* const factors = work.factors.row(row);
    bool scaled = false;
    for (Span const span : work.activity.spans(row)) {
        scaled |=
            subgrid_factors(outlets(work, row), work.state.volume_row(row), factors, span, work.step.numbers);
    }
    work.is_scaled[static_cast<std::size_t>(row)] = scaled ? 1 : 0;
}

/// Factor of a cell that gives water; beyond the grid, and in rows where none is below 1, it is 1.
template <class T>
T SubgridSweep<T>::factor(SubgridWork<T> const& work, Cell donor) const {
    bool const on_grid = donor.row >= 0 && donor.row < work.state.rows() && donor.column >= 0 &&
                         donor.column < work.state.columns();
    if (!on_grid || work.is_scaled[static_cast<std::size_t>(donor.row)] == 0) return T(1);
    return work.factors(donor.row, donor.column);
}

template <class T>
void SubgridSweep<T>::scale(SubgridWork<T> const& work, Index row) {
    auto const is_scaled = [&](Index r) {
        return r >= 0 && r < work.state.rows() && work.is_scaled[static_cast<std::size_t>(r)] != 0;
    };
    auto& now = work.state.new_discharges();
    if (is_scaled(row)) {
        for (Span const span : work.activity.spans(row)) {
            for (Index i = span.begin; i <= span.end; ++i) {
                T& q = now.x(row, i);
                if (q != T(0)) q *= factor(work, {row, q > T(0) ? i - 1 : i});
            }
        }
    }
    if (!is_scaled(row) && !is_scaled(row - 1)) return;
    work.activity.spans_of_rows(row - 1, row, spans_);
    for (Span const span : spans_) {
        for (Index i = span.begin; i < span.end; ++i) {
            T& q = now.y(row, i);
            if (q != T(0)) q *= factor(work, {q > T(0) ? row - 1 : row, i});
        }
    }
}

template <class T>
void SubgridSweep<T>::update(SubgridWork<T> const& work, Index row) {
    auto const r = static_cast<std::size_t>(row);
    work.reports.fastest_mps[r] = 0.0;
    work.reports.broken[r] = 0;
    for (Span const span : work.activity.spans(row)) update_span(work, row, span);
    note_wet_segments(work.activity, row, static_cast<double const*>(work.state.volume_row(row)));
    report_borders(work, row);
    auto const& now = work.state.new_discharges();
    RowMasses<T> const mass{now.x.row(row), now.y.row(row), now.y.row(row + 1)};
    work.barriers.note(FaceAxis::columns, row, mass.west, work.activity.spans(row));
    work.barriers.note(FaceAxis::rows, row, mass.north, work.activity.spans(row));
    double const* const mean_depth_m = work.state.volume_row(row);
    watch_row(
        work.watch,
        {row, work.activity.spans(row), work.input.length_s, work.input.end_s, work.step.numbers.cell_m},
        mean_depth_m, mass);
}

template <class T>
void SubgridSweep<T>::update_span(SubgridWork<T> const& work, Index row, Span span) {
    double* const gain = lines_.row(0);
    RainStep const& rain = work.input.rain;
    subgrid_gain(outlets(work, row), gain, span, work.step.numbers);
    if (rain.falls()) add_rain(rain.row(row, work.state.rain_share_row(row)), gain, span);
    if (work.input.losses != nullptr) take_losses(work, row, span);
    double* const volume = work.state.volume_row(row);
    T* const level = work.state.level_row(row);
    T highest = T(0);
    bool broken = false;
    for (Index i = span.begin; i < span.end; ++i) {
        volume[i] += gain[i];
        level[i] = level_of_volume(work.tables.storage(row, i), volume[i]);
        highest = std::max(highest, level[i]);
        broken = broken || !(volume[i] >= 0.0 && std::isfinite(volume[i]));
    }
    auto const r = static_cast<std::size_t>(row);
    double& fastest = work.reports.fastest_mps[r];
    fastest = std::max(fastest, std::sqrt(gravity_mps2 * static_cast<double>(highest)));
    work.reports.broken[r] |= broken ? 1 : 0;
    keep_row_maxima(work, row, span);
}

template <class T>
void SubgridSweep<T>::take_losses(SubgridWork<T> const& work, Index row, Span span) {
    double *const gain = lines_.row(0), *const water = lines_.row(1), *const taken = lines_.row(2);
    water_for_losses(work.state.volume_row(row), nullptr, gain, water, span);
    RainRow const rain = work.input.rain.row(row, work.state.rain_share_row(row));
    work.input.losses->take(row, span, {work.input.end_s, work.input.length_s, rain, water, gain, taken});
}

template <class T>
void SubgridSweep<T>::keep_row_maxima(SubgridWork<T> const& work, Index row, Span span) {
    double* const volume = work.state.volume_row(row);
    double *const u = lines_.row(3), *const v = lines_.row(4);
    SubgridOutlets<T> const faces = outlets(work, row);
    double flow_mps = 0.0;
    for (Index i = span.begin; i < span.end; ++i) {
        SubgridVelocity const now = subgrid_velocity(faces, i, volume[i], work.step.numbers);
        u[i] = now.x_mps;
        v[i] = now.y_mps;
        flow_mps = std::max(flow_mps, std::abs(now.x_mps) + std::abs(now.y_mps));
    }
    double& fastest = work.reports.fastest_mps[static_cast<std::size_t>(row)];
    fastest = std::max(fastest, kinematic_celerity * flow_mps);
    StateRow<double> const cells{volume, u, v, nullptr};
    keep_maxima(cells, work.state.maxima_row(row), span, work.input.end_s, work.wet);
}

template <class T>
void SubgridSweep<T>::report_borders(SubgridWork<T> const& work, Index row) {
    auto const r = static_cast<std::size_t>(row);
    Index const rows = work.state.rows(), columns = work.state.columns();
    auto const& now = work.state.new_discharges();
    auto const& spans = work.activity.spans(row);
    auto const sum_over = [&](T const* q) {
        double sum = 0.0;
        for (Span const span : spans) sum = std::accumulate(q + span.begin, q + span.end, sum);
        return sum;
    };
    bool const at_west = !spans.empty() && spans.front().begin == 0;
    bool const at_east = !spans.empty() && spans.back().end == columns;
    work.reports.west_m2ps[r] = at_west ? static_cast<double>(now.x(row, 0)) : 0.0;
    work.reports.east_m2ps[r] = at_east ? static_cast<double>(now.x(row, columns)) : 0.0;
    if (row == 0) work.reports.north_m2ps = sum_over(now.y.row(0));
    if (row + 1 == rows) work.reports.south_m2ps = sum_over(now.y.row(rows));
}

template <class T>
SubgridVelocity subgrid_velocity(SubgridOutlets<T> const& faces, Index i, double volume_m,
                                 StepNumbers const& step) {
    if (volume_m <= step.dry_depth_m) return {0.0, 0.0};
    double const x = 0.5 * (static_cast<double>(faces.west[i]) + static_cast<double>(faces.east[i]));
    double const y = 0.5 * (static_cast<double>(faces.north[i]) + static_cast<double>(faces.south[i]));
    double const swiftest = swiftest_froude * std::sqrt(0.5 * gravity_mps2 * volume_m); // along one axis
    return {std::clamp(x / volume_m, -swiftest, swiftest), std::clamp(y / volume_m, -swiftest, swiftest)};
}

template SubgridVelocity subgrid_velocity(SubgridOutlets<double> const&, Index, double, StepNumbers const&);
template SubgridVelocity subgrid_velocity(SubgridOutlets<float> const&, Index, double, StepNumbers const&);

template class SubgridSweep<double>;
template class SubgridSweep<float>;

} // namespace jumelle::flood
