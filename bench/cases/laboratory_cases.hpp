#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "bench/cases/case_error.hpp"

namespace jumelle::cases {

/// How a run fits what a gauge measured.
struct GaugeFit {
    std::string name;
    double mean_error_m = 0.0, observed_range_m = 0.0; ///< mean |computed − observed| over a window
    double computed_mean_m = 0.0, observed_mean_m = 0.0;
    double highest_m = 0.0, highest_s = 0.0; ///< of the computed levels
    double error_of_range() const { return mean_error_m / observed_range_m; }
};

/// Highest ground that the water reached near a place.
struct RunUp {
    double x_m = 0.0, y_m = 0.0, lowest_observed_m = 0.0, highest_observed_m = 0.0, computed_m = 0.0;
};

struct MonaiResult {
    std::vector<GaugeFit> gauges; ///< ch5, ch7, ch9 over 8–33 s
    std::vector<RunUp> run_ups;
    double balance_error = 0.0;
};

struct MonaiOptions {
    Index merged = 1; ///< cells of 0.014 m that make one, in each direction
    std::string scheme = "second_order";
    double manning = 0.01;
};

/// Wave run-up in a flume over a valley, 1:400.
/// Source: Matsuyama & Tanaka 2001, Int. Tsunami Symposium 2001, session 7.
/// @returns nothing where the data are not there
std::optional<MonaiResult> monai_valley(MonaiOptions const& options);

} // namespace jumelle::cases
