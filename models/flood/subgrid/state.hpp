#pragma once

#include "core/base/state_archive.hpp"
#include "core/parallel/first_touch.hpp"
#include "models/flood/activity.hpp"
#include "models/flood/kernels/maxima.hpp"
#include "models/flood/subgrid/fine_ground.hpp"
#include "models/flood/subgrid/tables.hpp"

namespace jumelle::flood {

/// What changes during a run over sub-grid tables. The volume is a double in either precision: a float with
/// its rounding error beside it would be as large.
template <class T>
class SubgridState {
  public:
    /// Where the first water of a cell is level, so is the cell's by its table (a lake stays at rest); where
    /// it is not, its volume counts.
    SubgridState(SubgridTables<T> const& tables, FineGround const& fine, Ground const& coarse);

    Index rows() const { return volume_.rows(); }
    Index columns() const { return volume_.columns(); }
    /// Water over the area of the cells of a row [m].
    double* volume_row(Index r) { return volume_.row(r); }
    double volume(Cell cell) const { return volume_(cell.row, cell.column); }
    /// Water level above the lowest ground of the cells of a row [m].
    T const* level_row(Index r) const { return level_.row(r); }
    T* level_row(Index r) { return level_.row(r); }
    float const* rain_share_row(Index r) const { return rain_share_.row(r); }
    MaximaRow maxima_row(Index r) {
        return {depth_.row(r), speed_.row(r), hazard_.row(r), time_of_depth_.row(r), arrival_.row(r)};
    }
    /// What changes during a run.
    void archive_state(StateArchive& archive);
    double bytes() const;

    /// Unit discharges eastward through the western faces of a row and the easternmost one, southward through
    /// its northern faces (row `rows()`: the southern side). A step reads the old and writes the new ones.
    struct Discharges {
        Array2D<T> x, y;
    };
    Discharges const& old_discharges() const { return discharges_[current_]; }
    Discharges& old_discharges() { return discharges_[current_]; }
    Discharges& new_discharges() { return discharges_[1 - current_]; }
    void swap_discharges() { current_ = 1 - current_; }

  private:
    Array2D<double> volume_;
    Array2D<T> level_;
    Discharges discharges_[2];
    int current_ = 0;
    Array2D<float> rain_share_, depth_, speed_, hazard_, time_of_depth_, arrival_;
};

extern template class SubgridState<double>;
extern template class SubgridState<float>;

} // namespace jumelle::flood
