#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "bench/cases/case_error.hpp"

namespace jumelle::cases {

/// How far a station's level is from that of the reference run.
struct StationFit {
    std::string name;
    double largest_difference_m = 0.0, mean_difference_m = 0.0;
    double at_s = 0.0; ///< time of the largest
};

struct CoastResult {
    static constexpr double limit_m = 0.05;
    std::vector<StationFit> stations;
    int beyond_limit = 0; ///< levels that differ by more than `limit_m`, of all stations
    double balance_error = 0.0, mean_step_s = 0.0;
};

/// Tide and river on a coast: the compound example of SFINCS, in the rows and columns of its rotated grid,
/// compared with the run of SFINCS itself from `from_s` to the end of the day.
/// Source: Leijnse et al. 2021, Coast. Eng. 163, 103796 (SFINCS).
/// @returns nothing where the data are not there
std::optional<CoastResult> coast(std::string const& scheme, double from_s);

} // namespace jumelle::cases
