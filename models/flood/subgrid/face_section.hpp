#pragma once

#include <vector>

#include "models/flood/kernels/subgrid.hpp"

namespace jumelle::flood {

/// The fine cells of the two half cells beside a face, as columns (cross-sections) one behind the other
/// along the flow.
///
/// The columns are crossed in turn, so their resistances add up; within a column the fine cells lie side by
/// side, so their conveyances add up:
///
///     K(D)² = count / Σ 1/K_c²,   a(D) = count / Σ 1/a_c      D: level above the sill
///
/// A column that lies above the sill as a whole, on a slope, is seen at depth D over its own lowest point:
/// the water runs parallel to the ground. What lies below the sill counts as filled.
class FaceStrip {
  public:
    FaceStrip(Index columns, Index cells);
    Index columns() const { return columns_; }
    Index cells() const { return cells_; }
    void set(Index column, Index cell, double ground_m, double friction);
    /// Fills a table of `FaceLayout`. @param lowest_left_m lowest ground of the cell on the left
    void fill_table(double sill_m, double lowest_left_m, double* table);

  private:
    struct Extent {
        double lowest_m, highest_m, wet_share, inverse_n;
    };
    FineColumn column(Index c) const;
    Extent extent_of(Index c) const;
    FaceSection<double> section(double sill_m, double depth_m) const;

    Index columns_, cells_;
    std::vector<double> ground_m_, inverse_n_;
    std::vector<Extent> extents_; ///< of columns with a free cell
    std::vector<Index> open_;     ///< those columns
};

} // namespace jumelle::flood
