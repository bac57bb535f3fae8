#pragma once

#include <vector>

#include "core/base/view.hpp"
#include "models/flood/borders.hpp"
#include "models/flood/ground.hpp"
#include "models/flood/kernels/subgrid.hpp"

namespace jumelle::flood {

/// A fine ground seen from cells of `ratio` × `ratio` fine cells: lowest level, mean roughness, rain and
/// first water of the free ones, as means over the whole cell. Cells without a free fine cell are solid.
/// @pre rows and columns of `fine` are multiples of `ratio`
Ground coarse_ground(Ground const& fine, Index ratio);

/// Storage of every cell and flow through every face of a coarse grid, from the fine ground below it.
template <class T>
class SubgridTables {
  public:
    /// Tables of `wall` sides let nothing pass; those of other sides see the half cell inside.
    SubgridTables(Ground const& fine, Index ratio, SideStates const& sides);

    Index rows() const { return lowest_.rows(); }
    Index columns() const { return lowest_.columns(); }
    /// Lowest ground of the cells of a row [m]; `solid_level_m` where solid.
    double const* lowest_row(Index r) const { return lowest_.row(r); }
    T const* storage(Index r, Index c) const { return storage_.row(r) + c * StorageLayout::size; }
    /// Faces west of the cells of a row, and the one east of the last.
    T const* west_faces(Index r) const { return west_.row(r); }
    /// Faces north of the cells of a row; row `rows()` lies south of the last.
    T const* north_faces(Index r) const { return north_.row(r); }
    double bytes() const;

  private:
    Array2D<double> lowest_;
    Array2D<T> storage_, west_, north_;
};

extern template class SubgridTables<double>;
extern template class SubgridTables<float>;

/// Storage table of a cell from its fine ground, in any order.
/// @param ground_m of the fine cells that water can stand in; is sorted  @pre not empty
/// @param cells    all fine cells, with those that are solid
void fill_storage_table(std::vector<double>& ground_m, Index cells, double* table);

} // namespace jumelle::flood
