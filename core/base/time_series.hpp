#pragma once

#include <vector>

namespace jumelle {

/// How a series is read between its times.
enum class Interpolation {
    linear, ///< straight lines between instants (levels, hydrographs)
    steps   ///< each value holds until the next time (rain intensities over intervals)
};

/// A value that changes with time, in SI units; times in seconds from the start of the run, increasing.
/// Before its first time a series has its first value, after its last its last value.
struct TimeSeries {
    std::vector<double> time_s;
    std::vector<double> value;
    Interpolation interpolation = Interpolation::linear;

    static TimeSeries constant(double value) { return {{0.0}, {value}, Interpolation::steps}; }
    double at(double t_s) const;
    /// ∫ value dt from `from_s` to `to_s`, exact for the interpolation. @pre from_s <= to_s
    double integral(double from_s, double to_s) const;
    /// integral / (to − from), or the value where both are the same.
    double mean(double from_s, double to_s) const;
    double maximum() const;
};

} // namespace jumelle
