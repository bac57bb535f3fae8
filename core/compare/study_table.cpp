#include "core/compare/study_table.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/contract.hpp"

namespace jumelle {

namespace {

/// Means over the samples that both the baseline and a variant have.
struct PairedMeans {
    double baseline = StudyRow::none, difference = StudyRow::none;
};

PairedMeans paired_means(StudyRow const& row, std::size_t variant) {
    JUMELLE_EXPECTS(variant < row.values.size());
    auto const& base = row.values[0];
    auto const& option = row.values[variant];
    double baseline = 0.0, difference = 0.0, count = 0.0;
    for (std::size_t s = 0; s < base.size(); ++s) {
        if (std::isnan(base[s]) || std::isnan(option[s])) continue;
        baseline += base[s];
        difference += option[s] - base[s];
        count += 1.0;
    }
    if (count == 0.0) return {};
    return {baseline / count, difference / count};
}

} // namespace

Spread spread_of(StudyRow const& row, std::size_t variant) {
    JUMELLE_EXPECTS(variant < row.values.size());
    Spread spread;
    double sum = 0.0;
    for (double const value : row.values[variant]) {
        if (std::isnan(value)) continue;
        bool const is_first = spread.count == 0;
        spread.low = is_first ? value : std::min(spread.low, value);
        spread.high = is_first ? value : std::max(spread.high, value);
        sum += value;
        ++spread.count;
    }
    if (spread.count == 0) return spread;
    spread.mean = sum / static_cast<double>(spread.count);
    if (spread.count < 2) return spread;
    double squares = 0.0;
    for (double const value : row.values[variant])
        if (!std::isnan(value)) squares += (value - spread.mean) * (value - spread.mean);
    spread.deviation = std::sqrt(squares / static_cast<double>(spread.count - 1));
    return spread;
}

double paired_difference(StudyRow const& row, std::size_t variant) {
    return paired_means(row, variant).difference;
}

double paired_share(StudyRow const& row, std::size_t variant) {
    auto const means = paired_means(row, variant);
    return means.baseline == 0.0 ? StudyRow::none : means.difference / std::abs(means.baseline);
}

} // namespace jumelle
