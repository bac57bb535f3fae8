#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/base/time_series.hpp"
#include "core/base/view.hpp"
#include "core/territory/grid.hpp"

namespace jumelle::cases {

/// How a run fits what a gauge measured.
struct GaugeFit {
    std::string name;
    double mean_error_m = 0.0, observed_range_m = 0.0; ///< mean |computed − observed| over a window
    double computed_mean_m = 0.0, observed_mean_m = 0.0;
    double highest_m = 0.0, highest_s = 0.0; ///< of the computed levels
    double error_of_range() const { return mean_error_m / observed_range_m; }
};

/// Where a gauge stands and what it measured.
struct Gauge {
    std::string name;
    double x_m = 0.0, y_m = 0.0;
    TimeSeries observed;
};

struct Window {
    double from_s = 0.0, to_s = 0.0;
};

/// A field at a point, bilinear between the centres of cells: a gauge on a corner of four cells is no nearer
/// to one of them.
/// @pre the point lies at least half a cell inside the grid
inline double value_at(Array2D<double> const& field, Grid const& grid, double x_m, double y_m) {
    double const column = (x_m - grid.west_m) / grid.cell_m - 0.5;
    double const row = (grid.north_m - y_m) / grid.cell_m - 0.5;
    auto const c = static_cast<Index>(std::floor(column)), r = static_cast<Index>(std::floor(row));
    double const east = column - std::floor(column), south = row - std::floor(row);
    return (1.0 - south) * ((1.0 - east) * field(r, c) + east * field(r, c + 1)) +
           south * ((1.0 - east) * field(r + 1, c) + east * field(r + 1, c + 1));
}

/// Sums up one gauge while a run goes on.
class GaugeSum {
  public:
    void add(double time_s, double computed_m, double observed_m, Window const& window) {
        if (computed_m > fit_.highest_m) {
            fit_.highest_m = computed_m;
            fit_.highest_s = time_s;
        }
        if (time_s < window.from_s || time_s > window.to_s) return;
        count_ += 1.0;
        error_ += std::abs(computed_m - observed_m);
        computed_ += computed_m;
        observed_ += observed_m;
        lowest_ = std::min(lowest_, observed_m);
        highest_ = std::max(highest_, observed_m);
    }
    GaugeFit fit(std::string name) const {
        GaugeFit made = fit_;
        made.name = std::move(name);
        made.mean_error_m = error_ / count_;
        made.observed_range_m = highest_ - lowest_;
        made.computed_mean_m = computed_ / count_;
        made.observed_mean_m = observed_ / count_;
        return made;
    }

  private:
    GaugeFit fit_;
    double count_ = 0.0, error_ = 0.0, computed_ = 0.0, observed_ = 0.0;
    double lowest_ = std::numeric_limits<double>::infinity(), highest_ = -lowest_;
};

} // namespace jumelle::cases
