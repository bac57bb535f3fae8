#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/base/time_series.hpp"

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
