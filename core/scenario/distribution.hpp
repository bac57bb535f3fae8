#pragma once

#include <string>
#include <vector>

namespace jumelle {

/// What is known of an uncertain value of a scenario, as a person writes it: `uniform(20 mm/h, 60 mm/h)`.
struct Distribution {
    enum class Kind {
        uniform,     ///< (low, high): all values alike
        log_uniform, ///< (low, high): all values of the logarithm alike
        normal,      ///< (mean, standard deviation)
        lognormal,   ///< (median, standard deviation of the natural logarithm)
        triangular,  ///< (low, most likely, high)
        integers,    ///< (first, last): all whole numbers alike
        choice       ///< (a, b, …): any values, all alike
    };
    Kind kind = Kind::uniform;
    std::vector<double> numbers;      ///< in `unit`; of a lognormal the second has none
    std::string unit;                 ///< as it was written; empty where there is none
    std::vector<std::string> choices; ///< YAML texts
};

/// A distribution, or why the text is none.
struct DistributionOutcome {
    Distribution distribution;
    std::string message, hint; ///< empty where there is a distribution
};

/// Reads `normal(20 degC, 1.5 degC)`. Its numbers are separated by `,` or `;` and have the same unit text.
DistributionOutcome distribution_from(std::string const& text);

/// Inverse of the cumulative distribution, for all kinds but `choice`: the number in `unit`.
/// @pre 0 < probability < 1
double quantile(Distribution const& distribution, double probability);

/// The value at `probability` as a scenario has it, `34.7125 mm/h`; numbers have ten significant digits, so
/// that the text does not depend on the mathematics library of the machine.
/// @pre 0 < probability < 1
std::string value_at(Distribution const& distribution, double probability);

/// Inverse of the standard normal distribution Φ. Start: Abramowitz & Stegun 1964, formula 26.2.23, then
/// Halley steps on Φ(x) = erfc(−x / √2) / 2, relative error below 1e-13.
/// @pre 0 < probability < 1
double normal_quantile(double probability);

} // namespace jumelle
