#pragma once

#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// What is kept of a row for one depth.
struct ThresholdRow {
    float* arrival_s = nullptr; ///< `never_s` before the depth was reached
    double* above_s = nullptr;  ///< how long the water has been at least so deep
};

/// One step as a threshold sees it.
struct ThresholdStep {
    double depth_m = 0.0;
    double end_s = 0.0, length_s = 0.0; ///< of the step that the row was given
};

/// Keeps the first time at which the water stands at least `depth_m` deep, and the sum of the lengths of the
/// steps that end so.
void keep_threshold(double const* h_m, ThresholdRow const& row, Span span, ThresholdStep const& step);
void keep_threshold(float const* h_m, ThresholdRow const& row, Span span, ThresholdStep const& step);

} // namespace jumelle::flood
