#pragma once

#include <array>
#include <span>
#include <vector>

#include "models/heat/kernels/shade_rows.hpp"
#include "models/heat/kernels/sweep_lines.hpp"
#include "models/heat/kernels/wall_facets.hpp"

namespace jumelle::heat {

/// Parallel light from one place in the sky, and what it is worth to whom it reaches.
struct Beam {
    double azimuth_deg = 0.0;   ///< where it comes from, clockwise from north
    double elevation_deg = 0.0; ///< above the horizon; none comes from below it
    float flat_weight = 1.0F;   ///< for cells
    std::array<float, sides> wall_weight = {1.0F, 1.0F, 1.0F, 1.0F}; ///< for walls that it can reach
    float free_factor = 1.0F;  ///< of the weight, where no crown is in the way
    float crown_factor = 0.0F; ///< of the weight, added in the shade of crowns
};

/// Sums over cells that sweeps along both axes add to: each axis has an array of its own, whose rows are that
/// axis'. 8 bytes a cell once both are used.
class CellSums {
  public:
    CellSums(Index rows, Index columns) : rows_(rows), columns_(columns) {}
    /// Sets all sums to 0.
    void clear();
    /// The array of an axis, for the sweep that adds to it.
    View2D<float> open(SweepAxis axis);
    /// The sums of both axes: rows and columns of the grid. What was added along columns is moved there.
    View2D<float const> total();
    /// One cell of them. @pre `total` was called since the last addition
    float at(Index row, Index column) const { return by_rows_(row, column); }
    /// The same, given away; no sums are left.
    Array2D<float> take();

  private:
    Index rows_ = 0, columns_ = 0;
    Array2D<float> by_rows_, by_columns_;
    bool rows_used_ = false, columns_used_ = false;
};

/// Sweeps beams over a city. Holds the state of the lines, so that it is not allocated for each beam.
class LightSweep {
  public:
    /// Keeps references. 4 bytes a line, 20 with trees.
    LightSweep(CityHeights const& city, WallFacets const& walls) : city_(city), walls_(walls) {}

    /// Adds what each cell and each wall receives of `beam`: weight × lit share × (free + crown · share in
    /// the shade of crowns). Shares of a wall are shares of its height. The order of additions to a cell is
    /// that of the calls, whatever the number of threads.
    void add(Beam const& beam, CellSums& cells, WallSums& wall_sums);

  private:
    struct Pass;
    void prepare(Index lines);
    CrownLines crown_lines(Index first);
    void sweep(Pass const& pass, RowRange lines);
    void add_walls(Pass const& pass, Index step, RowRange columns);

    CityHeights const& city_;
    WallFacets const& walls_;
    std::vector<float> shadow_;
    std::array<std::vector<float>, 4> crowns_;
};

} // namespace jumelle::heat
