#pragma once

#include <functional>
#include <limits>

#include "bench/cases/exact_shallow_water.hpp"
#include "bench/cases/flood_run.hpp"

namespace jumelle::cases {

/// Error of a run against an exact answer: Σ|computed − exact| / Σ|exact| over all cells; for momentum along
/// x.
struct RelativeError {
    double depth = 0.0, momentum = 0.0;
};

/// How a validation case is computed.
struct CaseOptions {
    Index cells = 100; ///< along x
    Along along = Along::columns;
    std::string scheme = "second_order", precision = "double";
    flood::EddyViscosity viscosity = {};
};

/// The standard scheme with so many cells along x.
inline CaseOptions options_of(Index cells, Along along = Along::columns) {
    CaseOptions options;
    options.cells = cells;
    options.along = along;
    return options;
}

/// Puts scheme and precision into the parameters.
void apply(FloodCase& problem, CaseOptions const& options);

/// A case with an exact answer, run to its end.
struct CaseResult {
    RelativeError error;
    double mean_depth_error_m = 0.0; ///< mean |computed − exact| depth
    double balance_error = 0.0;      ///< relative
};

/// Sums of errors over cells.
class ErrorSum {
  public:
    void add(exact::Water const& computed, exact::Water const& expected);
    CaseResult result(FloodRun const& run) const;

  private:
    double depth_ = 0.0, momentum_ = 0.0, depth_scale_ = 0.0, momentum_scale_ = 0.0, cells_ = 0.0;
};

/// Compares a channel with an exact answer as a function of x at the middle of the cells, or over part of it.
struct Stretch {
    double from_m = 0.0, to_m = std::numeric_limits<double>::infinity();
};
CaseResult compared(FloodRun& run, Along along, std::function<exact::Water(double)> const& expected,
                    Stretch const& over = {});

/// Discharge at x = 0 and level at the far end.
void set_borders(FloodCase& problem, Along along, double discharge_m3ps, double level_m);

/// First velocity along a channel as a function of x.
void set_velocity(FloodCase& problem, Along along, std::function<double(double)> const& u_mps);

} // namespace jumelle::cases
