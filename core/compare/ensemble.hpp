#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/view.hpp"

namespace jumelle {

/// Largest number of values that a place keeps: up to it quantiles are exact.
inline constexpr std::size_t most_kept_values = 128;

/// What is wanted of the values that many runs have at the same places.
struct EnsembleRequest {
    std::size_t places = 0;
    std::size_t runs = 0;           ///< that will be added at most
    std::vector<double> thresholds; ///< whose exceedance is counted
};

/// Statistics over runs at many places (cells, nodes or edges of a field), fed run by run: memory does not
/// grow with the number of runs.
///
/// Mean and variance: Welford 1962, Technometrics 4, 419-420. Quantiles: merging t-digest with scale function
/// k1, Dunning & Ertl 2019, arXiv:1902.04023; up to `most_kept_values` values they are exact (linear between
/// order statistics, type 7 of Hyndman & Fan 1996), with more their rank is off by at most
/// `largest_rank_error`. Values that are NaN are left out, but count as not exceeding a threshold.
class EnsembleStatistics {
  public:
    explicit EnsembleStatistics(EnsembleRequest const& request);

    /// Adds the values of one run. @pre values.size() == places, at most `runs` calls
    void add(std::span<double const> values);

    std::size_t places() const { return counts_.size(); }
    /// Runs that have a value at the place.
    std::uint32_t count(std::size_t place) const { return counts_[place]; }
    /// NaN where no run has a value; so are the others.
    double mean(std::size_t place) const;
    /// √(Σ (x − mean)² / (count − 1)); NaN for fewer than 2 values.
    double deviation(std::size_t place) const;
    /// @pre 0 <= probability <= 1
    double quantile(std::size_t place, double probability) const;
    /// Share of all added runs whose value is above threshold number `threshold`.
    double exceedance(std::size_t place, std::size_t threshold) const;

    /// Memory that a place takes [bytes].
    static std::size_t bytes_per_place(EnsembleRequest const& request);

  private:
    struct Centroid {
        float value, weight;
    };
    void add_at(std::size_t place, double value);
    void compress(std::size_t place);

    std::size_t capacity_;
    std::vector<double> thresholds_;
    std::size_t runs_ = 0;
    std::vector<std::uint32_t> counts_;
    std::vector<double> means_, squares_;
    std::vector<Centroid> centroids_;        ///< capacity_ of each place
    std::vector<std::uint32_t> used_;        ///< centroids of each place
    std::vector<std::uint32_t> exceedances_; ///< [place × thresholds + threshold]
};

/// Bound of |rank of a quantile of `EnsembleStatistics` − probability| where values are merged: half of the
/// largest centroid, π √(p (1 − p)) / δ with δ = most_kept_values / 2.
double largest_rank_error(double probability);

} // namespace jumelle
