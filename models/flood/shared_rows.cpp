#include "models/flood/shared_rows.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>

#include "models/flood/kernels/limits.hpp"
#include "models/flood/solver.hpp"

namespace jumelle::flood {

namespace {

/// Places of what a rank tells first; then border fluxes of its rows, then its known cells.
enum Told : std::size_t { fastest, broken, north, south, first_row };
constexpr std::size_t border_fluxes = 2; ///< of a row: west and east

auto position(Cell cell) {
    return std::tuple(cell.row, cell.column);
}
bool comes_before(Cell a, Cell b) {
    return position(a) < position(b);
}

} // namespace

template <class T>
SharedRows<T>::SharedRows(GridShare share, GridState<T>& state, Activity& activity)
    : share_(std::move(share)),
      state_(state),
      activity_(activity),
      known_(static_cast<std::size_t>(share_.bands())) {
    if (is_whole()) return;
    if (has_north()) {
        messages_.to_north.resize(halo_bytes(halo));
        messages_.from_north.resize(halo_bytes(halo));
    }
    if (has_south()) {
        messages_.to_south.resize(halo_bytes(halo));
        messages_.from_south.resize(halo_bytes(halo));
    }
    place_parts();
}

template <class T>
bool SharedRows<T>::has_north() const {
    return share_.own().begin > 0 && share_.own().begin < share_.own().end;
}
template <class T>
bool SharedRows<T>::has_south() const {
    return share_.own().end < share_.rows();
}

template <class T>
RowRange SharedRows<T>::inner_rows() const {
    RowRange const own = share_.own();
    return {has_north() ? own.begin + halo : own.begin, has_south() ? own.end - halo : own.end};
}

/// A range costs some rows beside it twice.
template <class T>
bool SharedRows<T>::is_worth_overlap() const {
    constexpr Index least_rows = 16 * halo;
    RowRange const own = share_.own();
    return (has_north() || has_south()) && own.end - own.begin >= least_rows;
}

template <class T>
void SharedRows<T>::know(std::vector<Cell> const& cells) {
    if (is_whole()) return;
    for (Cell const cell : cells) {
        auto const place = std::lower_bound(known_cells_.begin(), known_cells_.end(), cell, comes_before);
        if (place != known_cells_.end() && *place == cell) continue;
        known_cells_.insert(place, cell);
        using Kind = typename Entry::Kind;
        // Where faces carry the flow, those east and south of the cell count too.
        for (Entry const& entry :
             {Entry{Kind::depth, cell.row, cell.column}, Entry{Kind::remainder, cell.row, cell.column},
              Entry{Kind::eastward, cell.row, cell.column}, Entry{Kind::eastward, cell.row, cell.column + 1},
              Entry{Kind::southward, cell.row, cell.column},
              Entry{Kind::southward, cell.row + 1, cell.column}}) {
            if (entry.kind == Kind::remainder && state_.rest_row(0) == nullptr) continue;
            known_[static_cast<std::size_t>(share_.owner(owner_row(entry)))].push_back(entry);
        }
    }
    place_parts();
}

template <class T>
bool SharedRows<T>::knows(Cell cell) const {
    RowRange const near = share_.around(halo);
    if (cell.row >= near.begin && cell.row < near.end) return true;
    return std::binary_search(known_cells_.begin(), known_cells_.end(), cell, comes_before);
}

/// The southernmost faces belong to the last row.
template <class T>
Index SharedRows<T>::owner_row(Entry const& entry) const {
    return std::min(entry.row, share_.rows() - 1);
}

template <class T>
T* SharedRows<T>::value_of(Entry const& entry) {
    switch (entry.kind) {
    case Entry::Kind::depth:
        return state_.row(entry.row).h_m + entry.column;
    case Entry::Kind::eastward:
        return state_.row(entry.row).u_mps + entry.column;
    case Entry::Kind::southward:
        return state_.discharge_row(entry.row).north_m2ps + entry.column;
    case Entry::Kind::remainder:
        break;
    }
    return state_.rest_row(entry.row) + entry.column;
}

template <class T>
std::size_t SharedRows<T>::halo_bytes(Index rows) const {
    constexpr Index kinds = 3; // one more column of faces than of cells
    Index const row = (kinds * state_.columns() + 1) * static_cast<Index>(sizeof(T)) + activity_.segments();
    return static_cast<std::size_t>(rows * row);
}

/// Calls `copy` with each stretch of numbers that the halo is made of, in a fixed order.
template <class T>
template <class Copy>
void SharedRows<T>::for_halo_parts(RowRange rows, Copy const& copy) {
    Index const columns = state_.columns();
    for (Index row = rows.begin; row < rows.end; ++row) {
        StateRow<T> const water = state_.row(row);
        copy(water.h_m, columns);
        copy(water.u_mps, columns + 1);
        copy(water.v_mps, columns);
        copy(activity_.marks_row(row), activity_.segments());
    }
}

template <class T>
void SharedRows<T>::pack(RowRange rows, std::vector<std::byte>& into) {
    std::byte* next = into.data();
    for_halo_parts(rows, [&](auto const* values, Index count) {
        auto const bytes = static_cast<std::size_t>(count) * sizeof(*values);
        std::memcpy(next, values, bytes);
        next += bytes;
    });
}

template <class T>
void SharedRows<T>::unpack(RowRange rows, std::vector<std::byte> const& from) {
    std::byte const* next = from.data();
    for_halo_parts(rows, [&](auto* values, Index count) {
        auto const bytes = static_cast<std::size_t>(count) * sizeof(*values);
        std::memcpy(values, next, bytes);
        next += bytes;
    });
    for (Index row = rows.begin; row < rows.end; ++row) activity_.find_row_wet(row);
}

template <class T>
void SharedRows<T>::send_halo() {
    if (is_whole()) return;
    RowRange const own = share_.own();
    if (has_north()) pack({own.begin, own.begin + halo}, messages_.to_north);
    if (has_south()) pack({own.end - halo, own.end}, messages_.to_south);
    share_.ranks().start(messages_);
}

template <class T>
void SharedRows<T>::receive_halo() {
    if (is_whole()) return;
    share_.ranks().finish(messages_);
    RowRange const own = share_.own();
    if (has_north()) unpack({own.begin - halo, own.begin}, messages_.from_north);
    if (has_south()) unpack({own.end, own.end + halo}, messages_.from_south);
}

/// Finds where in `told_` each rank's part lies.
template <class T>
void SharedRows<T>::place_parts() {
    begin_.assign(1, 0);
    std::size_t end = 0;
    for (int rank = 0; rank < share_.bands(); ++rank) {
        RowRange const rows = share_.band(rank);
        end += first_row + border_fluxes * static_cast<std::size_t>(rows.end - rows.begin) +
               known_[static_cast<std::size_t>(rank)].size();
        begin_.push_back(end * sizeof(double));
    }
    told_.assign(end, 0.0);
}

template <class T>
void SharedRows<T>::write_part(RowReports const& reports) {
    auto const rank = static_cast<std::size_t>(share_.ranks().rank());
    double* const mine = told_.data() + begin_[rank] / sizeof(double);
    std::fill_n(mine, static_cast<std::size_t>(first_row), 0.0);
    mine[north] = reports.north_m2ps;
    mine[south] = reports.south_m2ps;
    double* next = mine + first_row;
    for (Index row = share_.own().begin; row < share_.own().end; ++row) {
        auto const r = static_cast<std::size_t>(row);
        mine[fastest] = std::max(mine[fastest], reports.fastest_mps[r]);
        if (reports.broken[r] != 0) mine[broken] = 1.0;
        *next++ = reports.west_m2ps[r];
        *next++ = reports.east_m2ps[r];
    }
    for (Entry const& entry : known_[rank]) *next++ = static_cast<double>(*value_of(entry));
}

template <class T>
void SharedRows<T>::read_part(int rank, RowReports& reports) {
    double const* const theirs = told_.data() + begin_[static_cast<std::size_t>(rank)] / sizeof(double);
    RowRange const rows = share_.band(rank);
    fastest_mps_ = std::max(fastest_mps_, theirs[fastest]);
    any_broken_ |= theirs[broken] != 0.0;
    if (rows.begin == 0 && rows.end > 0) reports.north_m2ps = theirs[north];
    if (rows.begin < rows.end && rows.end == share_.rows()) reports.south_m2ps = theirs[south];
    double const* next = theirs + first_row;
    for (Index row = rows.begin; row < rows.end; ++row) {
        reports.west_m2ps[static_cast<std::size_t>(row)] = *next++;
        reports.east_m2ps[static_cast<std::size_t>(row)] = *next++;
    }
    for (Entry const& entry : known_[static_cast<std::size_t>(rank)])
        *value_of(entry) = static_cast<T>(*next++);
}

template <class T>
void SharedRows<T>::tell(RowReports& reports) {
    if (is_whole()) return;
    write_part(reports);
    share_.ranks().gather(std::as_writable_bytes(std::span(told_)), begin_);
    fastest_mps_ = 0.0;
    any_broken_ = false;
    for (int rank = 0; rank < share_.bands(); ++rank) read_part(rank, reports);
}

template <class T>
void SharedRows<T>::restart(RowReports const& reports) {
    fastest_mps_ = 0.0;
    for (double const speed : reports.fastest_mps) fastest_mps_ = std::max(fastest_mps_, speed);
    any_broken_ = false;
}

GridShare share_of(Ground const& ground, SolverSettings const& settings, Communicator& ranks) {
    if (settings.time_step == TimeStep::local && settings.scheme != Scheme::inertial)
        return GridShare(ground.rows());
    std::vector<double> free_cells(static_cast<std::size_t>(ground.rows()));
    for (Index r = 0; r < ground.rows(); ++r) {
        double const* const level_m = ground.level_m.row(r);
        free_cells[static_cast<std::size_t>(r)] = static_cast<double>(std::count_if(
            level_m, level_m + ground.columns(), [](double level) { return level < solid_above_m; }));
    }
    return GridShare(free_cells, SharedRows<double>::halo, ranks);
}

template class SharedRows<double>;
template class SharedRows<float>;

} // namespace jumelle::flood
