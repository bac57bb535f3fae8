#pragma once

#include <vector>

#include "core/base/view.hpp"
#include "models/flood/borders.hpp"
#include "models/flood/kernels/subgrid.hpp"
#include "models/flood/subgrid/fine_ground.hpp"

namespace jumelle::flood {

/// Storage of every cell and flow through every face of a coarse grid, from the fine ground below it.
template <class T>
class SubgridTables {
  public:
    /// Tables of `wall` sides let nothing pass; those of other sides see the half cell inside.
    SubgridTables(FineGround const& fine, SideStates const& sides);

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
