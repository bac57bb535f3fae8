#include "models/flood/level_faces.hpp"

#include <algorithm>
#include <limits>

#include "models/flood/kernels/drain.hpp"

namespace jumelle::flood {

namespace {

/// Share of a cell's water that may be promised: all but what the roundings of many short steps may take.
template <class T>
constexpr double may_owe = 1.0 - 64.0 * static_cast<double>(std::numeric_limits<T>::epsilon());

/// What one face may take of a cell in the corner of a tile, which has two such faces.
constexpr double corner_share = 0.5;

/// Rows of faces as they lie in memory, one pointer each for mass, left, right, tangent.
template <class Number>
using Pointers = std::array<Number*, 4>;

template <class T>
Pointers<T> pointers(FaceRow<T> const& faces, Index first) {
    return {faces.mass + first, faces.left + first, faces.right + first, faces.tangent + first};
}

template <class Number, class T>
Pointers<Number> pointers(T& values, Index row, Index first) {
    return {values[0].row(row) + first, values[1].row(row) + first, values[2].row(row) + first,
            values[3].row(row) + first};
}

template <class From, class T>
void copy_faces(Pointers<From> const& from, Pointers<T> const& to, Index count) {
    for (std::size_t k = 0; k < from.size(); ++k) std::copy_n(from[k], count, to[k]);
}

template <class T>
void clear(std::array<Array2D<T>, 4>& values, Index row, Span span) {
    for (auto& kind : values) std::fill(kind.row(row) + span.begin, kind.row(row) + span.end, T(0));
}

} // namespace

template <class T>
LevelFaces<T>::LevelFaces(Index rows, Index columns) : rows_(rows), columns_(columns) {
    TimeLevels const tiles(rows, columns);
    for (auto& values : north_) values = Array2D<T>(tiles.rows(), columns, T(0));
    for (auto& values : west_) values = Array2D<T>(tiles.segments(), rows, T(0));
}

template <class T>
Span LevelFaces<T>::columns_of(Index segment) const {
    return {segment * segment_columns, std::min((segment + 1) * segment_columns, columns_)};
}

template <class T>
typename LevelFaces<T>::Edge LevelFaces<T>::edge(int before, int after) const {
    int const own = part_.level;
    if (before == after || (before != own && after != own)) return Edge::inner;
    int const other = before == own ? after : before;
    if (other < own) return Edge::kept;
    return other == before ? Edge::finer_before : Edge::finer_after;
}

template <class T>
typename LevelFaces<T>::Edge LevelFaces<T>::west_edge(Index row, Index segment) const {
    if (segment <= 0 || segment >= levels_->segments()) return Edge::inner;
    Index const tile = TimeLevels::tile_of(row);
    return edge(levels_->level(tile, segment - 1), levels_->level(tile, segment));
}

template <class T>
typename LevelFaces<T>::Edge LevelFaces<T>::north_edge(Index tile, Index segment) const {
    if (tile <= 0 || tile >= levels_->rows()) return Edge::inner;
    return edge(levels_->level(tile - 1, segment), levels_->level(tile, segment));
}

template <class T>
void LevelFaces<T>::begin(TimeLevels const& levels, LevelPart part, double whole_spm) {
    levels_ = &levels;
    part_ = part;
    whole_spm_ = whole_spm;
    parts_[static_cast<std::size_t>(part.level)] = part;
    forget_fluxes();
}

template <class T>
void LevelFaces<T>::archive_state(StateArchive& archive) {
    archive("parts", parts_);
    archive("north", north_);
    archive("west", west_);
}

/// Where the coarser side has nothing to do, nothing passes.
template <class T>
void LevelFaces<T>::forget_fluxes() {
    for (Index tile = 0; tile < levels_->rows(); ++tile) {
        Span const rows{tile * tile_rows, std::min((tile + 1) * tile_rows, rows_)};
        for (Index segment = 0; segment < levels_->segments(); ++segment) {
            if (is_found_now(north_edge(tile, segment))) clear(north_, tile, columns_of(segment));
            if (is_found_now(west_edge(rows.begin, segment))) clear(west_, segment, rows);
        }
    }
}

template <class T>
bool LevelFaces<T>::any_through_row(Index tile, Index segment) const {
    if (north_edge(tile, segment) != Edge::kept) return false;
    Span const span = columns_of(segment);
    T const* const mass = north_[0].row(tile);
    return std::any_of(mass + span.begin, mass + span.end, [](T m) { return m != T(0); });
}

template <class T>
bool LevelFaces<T>::has_kept_flux(Index row, Index segment) const {
    for (Index const s : {segment, segment + 1}) {
        if (west_edge(row, s) == Edge::kept && west_mass(s, row) != T(0)) return true;
    }
    Index const tile = TimeLevels::tile_of(row);
    return (begins_tile(row) && any_through_row(tile, segment)) ||
           (ends_tile(row) && any_through_row(tile + 1, segment));
}

template <class T>
void LevelFaces<T>::close_columns(Index row, FaceRow<T> const& faces) const {
    for (Index s = 1; s < levels_->segments(); ++s) {
        if (west_edge(row, s) == Edge::kept) faces.mass[columns_of(s).begin] = T(0);
    }
}

template <class T>
void LevelFaces<T>::close_rows(Index row, FaceRow<T> const& faces) const {
    if (!begins_tile(row)) return;
    for (Index s = 0; s < levels_->segments(); ++s) {
        if (north_edge(TimeLevels::tile_of(row), s) != Edge::kept) continue;
        Span const span = columns_of(s);
        std::fill(faces.mass + span.begin, faces.mass + span.end, T(0));
    }
}

/// What a cell of level `own` owes from a moment on to a coarser one that went before this part.
/// @param from as a share of the whole step
template <class T>
double LevelFaces<T>::owed_through(Owing const& owing, double from) const {
    int const other = owing.to_level;
    if (other >= owing.level || other >= part_.level || owing.outward_m2ps <= 0.0) return 0.0;
    return owing.outward_m2ps * whole_spm_ * (parts_[static_cast<std::size_t>(other)].end - from);
}

template <class T>
double LevelFaces<T>::owed_m(Cell cell, double from) const {
    Index const tile = TimeLevels::tile_of(cell.row), segment = cell.column / segment_columns;
    Index const r = cell.row, c = cell.column;
    int const own = levels_->level(tile, segment);
    Span const span = columns_of(segment);
    double owed = 0.0;
    auto const add = [&](Index t, Index s, T outward) {
        owed += owed_through({own, levels_->level(t, s), static_cast<double>(outward)}, from);
    };
    if (c == span.begin && segment > 0) add(tile, segment - 1, -west_mass(segment, r));
    if (c + 1 == span.end && c + 1 < columns_) add(tile, segment + 1, west_mass(segment + 1, r));
    if (begins_tile(r) && tile > 0) add(tile - 1, segment, -north_mass(tile, c));
    if (ends_tile(r) && r + 1 < rows_) add(tile + 1, segment, north_mass(tile + 1, c));
    return owed;
}

/// Calls `body` with the columns of a segment that may owe: all in the first and the last row of a tile, else
/// the first and the last one.
template <class T>
template <class Body>
void LevelFaces<T>::for_cells_at_edges(Index row, Index segment, Body const& body) const {
    Span const span = columns_of(segment);
    bool const at_edge = begins_tile(row) || ends_tile(row);
    Index const step = at_edge ? 1 : std::max<Index>(span.end - 1 - span.begin, 1);
    for (Index c = span.begin; c < span.end; c += step) body(c);
}

template <class T>
T const* LevelFaces<T>::available(Index row, T const* h_m, T* scratch) const {
    bool copied = false;
    auto const reserve = [&](Index column) {
        double const owed = owed_m({row, column}, part_.begin);
        if (owed <= 0.0) return;
        if (!copied) std::copy_n(h_m, columns_, scratch);
        copied = true;
        scratch[column] = std::max(scratch[column] - static_cast<T>(owed), T(0));
    };
    Index const tile = TimeLevels::tile_of(row);
    for (Index s = 0; s < levels_->segments(); ++s) {
        if (levels_->level(tile, s) == part_.level) for_cells_at_edges(row, s, reserve);
    }
    return copied ? scratch : h_m;
}

template <class T>
void LevelFaces<T>::hold_back(Index row, double* water_m, Span span) const {
    auto const keep = [&](Index column) {
        double const owed = owed_m({row, column}, part_.end);
        if (owed > 0.0) water_m[column] = std::max(water_m[column] - owed / may_owe<T>, 0.0);
    };
    for (Index s = span.begin / segment_columns; s * segment_columns < span.end; ++s)
        for_cells_at_edges(row, s, keep);
}

/// Limits the flux through one face by the water of the finer cell that gives it.
/// @param outward +1 where a positive flux leaves the cell
template <class T>
void LevelFaces<T>::ask_less(Donor const& donor, StateRow<T> const& row, T const* normal_mps,
                             FaceRow<T> const& face, double outward) const {
    double const asked = outward * static_cast<double>(*face.mass) * whole_spm_ * (part_.end - part_.begin);
    double const held = static_cast<double>(row.h_m[donor.cell.column]) - owed_m(donor.cell, part_.begin);
    double const most = std::max(donor.share * may_owe<T> * held, 0.0);
    if (asked <= most) return;
    T const factor = static_cast<T>(most / asked);
    scale_fluxes({&factor, &factor, normal_mps, normal_mps}, face, {0, 1});
}

template <class T>
void LevelFaces<T>::settle_columns(Index row, StateRow<T> const& here, FaceRow<T> const& faces) const {
    bool const in_corner = (begins_tile(row) && row > 0) || (ends_tile(row) && row + 1 < rows_);
    double const share = in_corner ? corner_share : 1.0;
    for (Index s = 1; s < levels_->segments(); ++s) {
        Edge const edge = west_edge(row, s);
        if (edge == Edge::inner) continue;
        Index const c = columns_of(s).begin;
        FaceRow<T> const face = faces.shifted(c);
        if (edge == Edge::kept) {
            copy_faces(pointers<T const>(west_, s, row), pointers(faces, c), 1);
        } else {
            bool const before = edge == Edge::finer_before;
            Index const donor = before ? c - 1 : c;
            ask_less({{row, donor}, share}, here, here.u_mps + donor, face, before ? 1.0 : -1.0);
        }
    }
}

template <class T>
void LevelFaces<T>::settle_rows(Index row, StateRow<T> const& above, StateRow<T> const& here,
                                FaceRow<T> const& faces) const {
    if (!begins_tile(row)) return;
    Index const tile = TimeLevels::tile_of(row);
    for (Index s = 0; s < levels_->segments(); ++s) {
        Edge const edge = north_edge(tile, s);
        if (edge == Edge::inner) continue;
        Span const span = columns_of(s);
        if (edge == Edge::kept) {
            copy_faces(pointers<T const>(north_, tile, span.begin), pointers(faces, span.begin),
                       span.end - span.begin);
            continue;
        }
        bool const before = edge == Edge::finer_before;
        StateRow<T> const& giver = before ? above : here;
        for (Index c = span.begin; c < span.end; ++c) {
            bool const in_corner = (c == span.begin && c > 0) || (c + 1 == span.end && c + 1 < columns_);
            double const share = in_corner ? corner_share : 1.0;
            ask_less({{before ? row - 1 : row, c}, share}, giver, giver.v_mps + c, faces.shifted(c),
                     before ? 1.0 : -1.0);
        }
    }
}

template <class T>
void LevelFaces<T>::keep(Index row, std::vector<Span> const& spans, CellFaces<T> const& faces) {
    Index const tile = TimeLevels::tile_of(row);
    auto const keep_segment = [&](Index s) {
        Span const span = columns_of(s);
        Index const width = span.end - span.begin;
        FaceRow<T> const& x = faces.west;
        if (west_edge(row, s) == Edge::finer_before)
            copy_faces(pointers(x, span.begin), pointers<T>(west_, s, row), 1);
        if (west_edge(row, s + 1) == Edge::finer_after)
            copy_faces(pointers(x, span.end), pointers<T>(west_, s + 1, row), 1);
        if (begins_tile(row) && north_edge(tile, s) == Edge::finer_before)
            copy_faces(pointers(faces.north, span.begin), pointers<T>(north_, tile, span.begin), width);
        if (ends_tile(row) && north_edge(tile + 1, s) == Edge::finer_after)
            copy_faces(pointers(faces.south, span.begin), pointers<T>(north_, tile + 1, span.begin), width);
    };
    for (Span const span : spans) {
        for (Index s = span.begin / segment_columns; s * segment_columns < span.end; ++s) keep_segment(s);
    }
}

template <class T>
template <class Wanted>
void LevelFaces<T>::for_edges(Wanted const& wanted, FunctionRef<void(CoarserCells const&)> body) const {
    for (Index tile = 0; tile < levels_->rows(); ++tile) {
        Index const row = tile * tile_rows, rows = std::min(tile_rows, rows_ - row);
        for (Index s = 0; s < levels_->segments(); ++s) {
            Span const span = columns_of(s);
            int const here = levels_->level(tile, s);
            if (wanted(north_edge(tile, s))) {
                int const above = levels_->level(tile - 1, s);
                body({CoarserCells::Along::row,
                      {above < here ? row - 1 : row, span.begin},
                      span.end - span.begin,
                      tile,
                      std::min(above, here)});
            }
            if (wanted(west_edge(row, s))) {
                int const before = levels_->level(tile, s - 1);
                body({CoarserCells::Along::column,
                      {row, before < here ? span.begin - 1 : span.begin},
                      rows,
                      s,
                      std::min(before, here)});
            }
        }
    }
}

template <class T>
void LevelFaces<T>::for_own_cells(FunctionRef<void(CoarserCells const&)> body) const {
    for_edges([this](Edge edge) { return is_found_now(edge); }, body);
}

template <class T>
void LevelFaces<T>::for_coarser_cells(FunctionRef<void(CoarserCells const&)> body) const {
    for_edges([](Edge edge) { return edge == Edge::kept; }, body);
}

template <class T>
double LevelFaces<T>::share_behind(int level) const {
    LevelPart const& coarser = parts_[static_cast<std::size_t>(level)];
    return (part_.begin - coarser.begin) / (coarser.end - coarser.begin);
}

template <class T>
double LevelFaces<T>::bytes() const {
    double numbers = 0.0;
    for (auto const* faces : {&north_, &west_}) {
        for (auto const& values : *faces) numbers += static_cast<double>(values.rows() * values.row_stride());
    }
    return numbers * static_cast<double>(sizeof(T));
}

template class LevelFaces<double>;
template class LevelFaces<float>;

} // namespace jumelle::flood
