#pragma once

#include <limits>
#include <string>
#include <vector>

namespace jumelle {

/// One indicator over all runs of a study; NaN where a run does not have it.
struct StudyRow {
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();
    std::string indicator, unit;
    std::vector<std::vector<double>> values; ///< [variant][sample]; the first variant is the baseline
};

/// What the samples of one variant say about an indicator, those without a value left out.
struct Spread {
    std::size_t count = 0;
    double mean = StudyRow::none;
    double deviation = StudyRow::none; ///< √(Σ (x − mean)² / (count − 1)), NaN for fewer than 2
    double low = StudyRow::none, high = StudyRow::none;
};

/// @pre variant < row.values.size()
Spread spread_of(StudyRow const& row, std::size_t variant);

/// Mean over the samples that both have of value − baseline: the same weather for both sides, so that its
/// spread does not hide what the option does. NaN where no sample has both.
double paired_difference(StudyRow const& row, std::size_t variant);

/// paired difference / |mean of the baseline over the same samples|; NaN where that is 0.
double paired_share(StudyRow const& row, std::size_t variant);

} // namespace jumelle
