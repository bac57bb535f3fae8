#include "models/flood/barriers.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "models/flood/kernels/limits.hpp"
#include "models/flood/solver.hpp"

namespace jumelle::flood {

namespace {

std::size_t number_of(FaceAxis axis) {
    return axis == FaceAxis::columns ? 0 : 1;
}

BarrierSide side_of(Solver const& solver, Cell cell, FaceAxis axis) {
    CellWater const water = solver.water(cell);
    bool const along_x = axis == FaceAxis::columns;
    return {solver.ground_m(cell), water.h_m, along_x ? water.u_mps : water.v_mps,
            along_x ? water.v_mps : water.u_mps};
}

} // namespace

Barriers::Barriers(std::vector<BarrierFace> faces, Index rows, Index columns) : faces_(std::move(faces)) {
    std::sort(faces_.begin(), faces_.end(), [](BarrierFace const& a, BarrierFace const& b) {
        return std::tuple(number_of(a.axis), a.row, a.column) <
               std::tuple(number_of(b.axis), b.row, b.column);
    });
    std::size_t next = 0;
    for (FaceAxis const axis : {FaceAxis::columns, FaceAxis::rows}) {
        auto& begin = row_begin_[number_of(axis)];
        for (Index r = 0; r <= rows; ++r) {
            while (next < faces_.size() && faces_[next].axis == axis && faces_[next].row < r) ++next;
            begin.push_back(next);
        }
    }
    beside_begin_.assign(static_cast<std::size_t>(rows) + 1, 0);
    find_cells_beside(columns);
}

void Barriers::find_cells_beside(Index columns) {
    constexpr std::size_t west = 0, east = 1, north = 2, south = 3;
    std::map<Index, BesideBarrier> cells; // by position in row order
    for (std::size_t i = 0; i < faces_.size(); ++i) {
        BarrierFace const& face = faces_[i];
        bool const along_x = face.axis == FaceAxis::columns;
        Index const after = face.row * columns + face.column, before = after - (along_x ? 1 : columns);
        cells[after].face[along_x ? west : north] = static_cast<int>(i);
        cells[before].face[along_x ? east : south] = static_cast<int>(i);
    }
    for (auto& [position, cell] : cells) {
        cell.column = position % columns;
        beside_.push_back(cell);
        ++beside_begin_[static_cast<std::size_t>(position / columns) + 1];
    }
    for (std::size_t r = 1; r < beside_begin_.size(); ++r) beside_begin_[r] += beside_begin_[r - 1];
}

std::span<BarrierFace const> Barriers::row_of(FaceAxis axis, Index row) const {
    auto const& begin = row_begin_[number_of(axis)];
    auto const r = static_cast<std::size_t>(row);
    if (row < 0 || r + 1 >= begin.size()) return {};
    return std::span(faces_).subspan(begin[r], begin[r + 1] - begin[r]);
}

std::span<BesideBarrier const> Barriers::cells_beside(Index row) const {
    auto const r = static_cast<std::size_t>(row);
    if (row < 0 || r + 1 >= beside_begin_.size()) return {};
    return std::span(beside_).subspan(beside_begin_[r], beside_begin_[r + 1] - beside_begin_[r]);
}

void Barriers::gather(GridShare const& share) {
    for (FaceAxis const axis : {FaceAxis::columns, FaceAxis::rows}) {
        auto const& begin = row_begin_[number_of(axis)];
        if (begin.empty()) continue;
        share.gather(std::span(faces_).subspan(begin.front(), begin.back() - begin.front()),
                     [&](Index row) { return begin[static_cast<std::size_t>(row)]; });
    }
}

void Barriers::begin_step() {
    for (BarrierFace& face : faces_) face.mass_m2ps = 0.0;
}

void Barriers::find_flow(Solver const& solver, StepNumbers const& step, double share) {
    share_ = share;
    step_per_cell_spm_ = step.dt_s / step.cell_m;
    RowRange const known = solver.known_rows();
    for (BarrierFace& face : faces_) {
        bool const along_x = face.axis == FaceAxis::columns;
        Cell const after{face.row, face.column};
        Cell const before{along_x ? face.row : face.row - 1, along_x ? face.column - 1 : face.column};
        if (before.row < known.begin || after.row >= known.end) continue;
        BarrierSide const left = side_of(solver, before, face.axis),
                          right = side_of(solver, after, face.axis);
        face.idle = left.h_m <= still_depth_m && right.h_m <= still_depth_m;
        face.flow = barrier_flow(face.shape, left, right, step_per_cell_spm_);
        face.looks_across = face.flow.open >= 1.0;
    }
}

template <class T>
void Barriers::apply_to_mass(FaceAxis axis, Index row, T* mass_m2ps) const {
    for (BarrierFace const& face : row_of(axis, row)) {
        if (face.idle) continue;
        T& mass = mass_m2ps[face.column];
        mass = static_cast<T>(face.flow.open * static_cast<double>(mass) + face.flow.mass_m2ps);
    }
}

template <class T>
void Barriers::apply(FaceAxis axis, Index row, FaceRow<T> const& fluxes) const {
    for (BarrierFace const& face : row_of(axis, row)) {
        if (face.idle) continue;
        BarrierFlow const& flow = face.flow;
        Index const i = face.column;
        auto const put = [&](T* values, double own) {
            values[i] = static_cast<T>(flow.open * static_cast<double>(values[i]) + own);
        };
        put(fluxes.mass, flow.mass_m2ps);
        put(fluxes.left, flow.left_m3ps2);
        put(fluxes.right, flow.right_m3ps2);
        put(fluxes.tangent, flow.tangent_m3ps2);
        if (flow.drag_per_m <= 0.0) continue;
        // Half of the force on either side, implicit so that it never turns the flow round.
        auto const m = static_cast<double>(fluxes.mass[i]);
        double const half = 0.5 * flow.drag_per_m * std::abs(m);
        double const force = half * m / (1.0 + step_per_cell_spm_ * half);
        fluxes.left[i] = static_cast<T>(static_cast<double>(fluxes.left[i]) + force);
        fluxes.right[i] = static_cast<T>(static_cast<double>(fluxes.right[i]) - force);
    }
}

template <class T>
void Barriers::scale_open(FaceAxis axis, Index row, T* values) const {
    for (BarrierFace const& face : row_of(axis, row)) {
        if (!face.idle) values[face.column] *= static_cast<T>(face.flow.open);
    }
}

template <class T>
void Barriers::note(FaceAxis axis, Index row, T const* mass_m2ps, std::vector<Span> const& spans) {
    auto const faces = row_of(axis, row);
    if (faces.empty()) return;
    auto const first = static_cast<std::size_t>(faces.data() - faces_.data());
    for (std::size_t i = first; i < first + faces.size(); ++i) {
        BarrierFace& face = faces_[i];
        bool const is_computed = std::any_of(spans.begin(), spans.end(), [&](Span span) {
            return face.column >= span.begin && face.column < span.end;
        });
        if (face.idle || !is_computed) continue;
        face.mass_m2ps += share_ * static_cast<double>(mass_m2ps[face.column]);
    }
}

template void Barriers::apply_to_mass(FaceAxis, Index, double*) const;
template void Barriers::apply_to_mass(FaceAxis, Index, float*) const;
template void Barriers::apply(FaceAxis, Index, FaceRow<double> const&) const;
template void Barriers::apply(FaceAxis, Index, FaceRow<float> const&) const;
template void Barriers::scale_open(FaceAxis, Index, double*) const;
template void Barriers::scale_open(FaceAxis, Index, float*) const;
template void Barriers::note(FaceAxis, Index, double const*, std::vector<Span> const&);
template void Barriers::note(FaceAxis, Index, float const*, std::vector<Span> const&);

} // namespace jumelle::flood
