#pragma once

#include <vector>

#include "models/flood/solver.hpp"
#include "models/flood/subgrid/border.hpp"
#include "models/flood/subgrid/state.hpp"

namespace jumelle::flood {

/// Everything that the rows of a step share.
template <class T>
struct SubgridWork {
    SubgridTables<T> const& tables;
    SubgridState<T>& state;
    Activity& activity;
    Barriers& barriers;
    RowReports& reports;
    Array2D<T>& factors;                  ///< of the drain limiter
    std::vector<std::uint8_t>& is_scaled; ///< rows of which some factor is below 1
    SubgridStep step;
    WetDepths wet;
    Watch watch;
    StepInput const& input;
};

/// The four passes of a step over sub-grid tables, row by row. All rows must have gone through one pass
/// before any goes through the next; within a pass their order does not matter. Scratch belongs to a thread.
template <class T>
class SubgridSweep {
  public:
    explicit SubgridSweep(Index columns);
    /// New discharges through the faces west and north of a row; row `rows` has northern faces alone.
    void find_discharges(SubgridWork<T> const& work, Index row);
    /// Factors by which the cells of a row must give less.
    void find_factors(SubgridWork<T> const& work, Index row);
    /// Scales the discharges west and north of a row.
    void scale(SubgridWork<T> const& work, Index row);
    /// Volumes, levels, maxima and reports of a row.
    void update(SubgridWork<T> const& work, Index row);

  private:
    void find_west(SubgridWork<T> const& work, Index row);
    void find_ends(SubgridWork<T> const& work, Index row);
    void find_side(SubgridWork<T> const& work, Side side);
    void update_span(SubgridWork<T> const& work, Index row, Span span);
    void take_losses(SubgridWork<T> const& work, Index row, Span span);
    void keep_row_maxima(SubgridWork<T> const& work, Index row, Span span);
    void report_borders(SubgridWork<T> const& work, Index row);
    SubgridOutlets<T> outlets(SubgridWork<T> const& work, Index row) const;
    T factor(SubgridWork<T> const& work, Cell donor) const;

    Array2D<double> lines_; ///< gain, water, taken; velocities
    std::vector<Span> spans_;
};

/// Water that runs over a cell: mean discharge of opposite faces over its volume, at most swiftest_froude
/// sqrt(g h / 2) along each axis.
struct SubgridVelocity {
    double x_mps, y_mps;
};
template <class T>
SubgridVelocity subgrid_velocity(SubgridOutlets<T> const& faces, Index i, double volume_m,
                                 StepNumbers const& step);

extern template class SubgridSweep<double>;
extern template class SubgridSweep<float>;

} // namespace jumelle::flood
