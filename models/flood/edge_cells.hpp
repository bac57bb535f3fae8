#pragma once

#include <array>

#include "core/base/state_archive.hpp"
#include "models/flood/grid_state.hpp"
#include "models/flood/level_faces.hpp"

namespace jumelle::flood {

/// Water of the cells beside finer tiles. They have gone ahead when the finer side is stepped; its
/// reconstruction sees them as they were in between, interpolated in time.
template <class T>
class EdgeCells {
  public:
    explicit EdgeCells(GridState<T>& state);

    /// Notes the water of the present part beside finer tiles, before the part is stepped.
    void note(LevelFaces<T> const& faces);
    /// Takes the coarser cells beside the present part back to where the part begins.
    void take_back(LevelFaces<T> const& faces);
    /// Puts the water back that `take_back` has changed.
    void put_back(LevelFaces<T> const& faces);
    void archive_state(StateArchive& archive);
    double bytes() const;

  private:
    using Water = std::array<Array2D<T>, 3>; ///< depth and velocities
    struct Kept {
        Water north, west; ///< by tile and column, by segment and row
    };

    std::array<T*, 3> in_state(Cell cell);
    static std::array<T*, 3> in_kept(Kept& kept, CoarserCells const& cells, Index k);

    GridState<T>& state_;
    Kept before_, now_;
};

extern template class EdgeCells<double>;
extern template class EdgeCells<float>;

} // namespace jumelle::flood
