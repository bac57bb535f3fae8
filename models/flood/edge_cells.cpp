#include "models/flood/edge_cells.hpp"

namespace jumelle::flood {

namespace {

template <class T>
void copy_water(std::array<T*, 3> const& from, std::array<T*, 3> const& to) {
    for (std::size_t i = 0; i < from.size(); ++i) *to[i] = *from[i];
}

} // namespace

template <class T>
EdgeCells<T>::EdgeCells(GridState<T>& state) : state_(state) {
    TimeLevels const tiles(state.rows(), state.columns());
    for (Kept* const kept : {&before_, &now_}) {
        for (auto& values : kept->north) values = Array2D<T>(tiles.rows(), state.columns(), T(0));
        for (auto& values : kept->west) values = Array2D<T>(tiles.segments(), state.rows(), T(0));
    }
}

template <class T>
std::array<T*, 3> EdgeCells<T>::in_state(Cell cell) {
    StateRow<T> const row = state_.row(cell.row).shifted(cell.column);
    return {row.h_m, row.u_mps, row.v_mps};
}

template <class T>
std::array<T*, 3> EdgeCells<T>::in_kept(Kept& kept, CoarserCells const& cells, Index k) {
    Cell const cell = cells.cell(k);
    bool const is_row = cells.along == CoarserCells::Along::row;
    Water& water = is_row ? kept.north : kept.west;
    Index const column = is_row ? cell.column : cell.row;
    return {&water[0](cells.edge, column), &water[1](cells.edge, column), &water[2](cells.edge, column)};
}

template <class T>
void EdgeCells<T>::note(LevelFaces<T> const& faces) {
    faces.for_own_cells([&](CoarserCells const& cells) {
        for (Index k = 0; k < cells.count; ++k)
            copy_water(in_state(cells.cell(k)), in_kept(before_, cells, k));
    });
}

template <class T>
void EdgeCells<T>::take_back(LevelFaces<T> const& faces) {
    // All are noted before any is changed: a cell in a corner lies on two edges.
    faces.for_coarser_cells([&](CoarserCells const& cells) {
        for (Index k = 0; k < cells.count; ++k) copy_water(in_state(cells.cell(k)), in_kept(now_, cells, k));
    });
    faces.for_coarser_cells([&](CoarserCells const& cells) {
        T const share = static_cast<T>(faces.share_behind(cells.level));
        for (Index k = 0; k < cells.count; ++k) {
            auto const before = in_kept(before_, cells, k), now = in_kept(now_, cells, k);
            auto const state = in_state(cells.cell(k));
            for (std::size_t i = 0; i < state.size(); ++i)
                *state[i] = *before[i] + share * (*now[i] - *before[i]);
        }
    });
}

template <class T>
void EdgeCells<T>::put_back(LevelFaces<T> const& faces) {
    faces.for_coarser_cells([&](CoarserCells const& cells) {
        for (Index k = 0; k < cells.count; ++k) copy_water(in_kept(now_, cells, k), in_state(cells.cell(k)));
    });
}

template <class T>
void EdgeCells<T>::archive_state(StateArchive& archive) {
    archive("north_before", before_.north);
    archive("west_before", before_.west);
    archive("north_now", now_.north);
    archive("west_now", now_.west);
}

template <class T>
double EdgeCells<T>::bytes() const {
    double numbers = 0.0;
    for (Kept const* const kept : {&before_, &now_}) {
        for (auto const* const water : {&kept->north, &kept->west}) {
            for (auto const& values : *water)
                numbers += static_cast<double>(values.rows() * values.row_stride());
        }
    }
    return numbers * static_cast<double>(sizeof(T));
}

template class EdgeCells<double>;
template class EdgeCells<float>;

} // namespace jumelle::flood
