#include "core/compare/ensemble.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/contract.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
/// δ of the scale function: half of the room, so that the other half takes new values before the next merge.
constexpr double compression = static_cast<double>(most_kept_values) / 2.0;

/// k1(q) = δ / (2π) asin(2 q − 1): a centroid spans at most 1 of it.
double scale(double q) {
    return compression / (2.0 * std::numbers::pi) * std::asin(std::clamp(2.0 * q - 1.0, -1.0, 1.0));
}

std::size_t capacity_of(EnsembleRequest const& request) {
    return std::clamp<std::size_t>(request.runs, 1, most_kept_values);
}

} // namespace

double largest_rank_error(double probability) {
    return std::numbers::pi * std::sqrt(probability * (1.0 - probability)) / compression;
}

EnsembleStatistics::EnsembleStatistics(EnsembleRequest const& request)
    : capacity_(capacity_of(request)),
      thresholds_(request.thresholds),
      counts_(request.places, 0),
      means_(request.places, 0.0),
      squares_(request.places, 0.0),
      centroids_(request.places * capacity_),
      used_(request.places, 0),
      exceedances_(request.places * request.thresholds.size(), 0) {}

std::size_t EnsembleStatistics::bytes_per_place(EnsembleRequest const& request) {
    return 2 * sizeof(double) + (2 + request.thresholds.size()) * sizeof(std::uint32_t) +
           capacity_of(request) * sizeof(Centroid);
}

void EnsembleStatistics::add(std::span<double const> values) {
    JUMELLE_EXPECTS(values.size() == places());
    ++runs_;
    for_row_ranges(static_cast<Index>(values.size()), [&](RowRange range) {
        for (auto i = static_cast<std::size_t>(range.begin); i < static_cast<std::size_t>(range.end); ++i)
            if (!std::isnan(values[i])) add_at(i, values[i]);
    });
}

void EnsembleStatistics::add_at(std::size_t place, double value) {
    double const count = ++counts_[place];
    double const from_mean = value - means_[place];
    means_[place] += from_mean / count;
    squares_[place] += from_mean * (value - means_[place]);
    for (std::size_t t = 0; t < thresholds_.size(); ++t)
        if (value > thresholds_[t]) ++exceedances_[place * thresholds_.size() + t];
    if (used_[place] == capacity_) compress(place);
    centroids_[place * capacity_ + used_[place]++] = {static_cast<float>(value), 1.0F};
}

/// One pass of Dunning & Ertl 2019, algorithm 1, over all that the place holds.
void EnsembleStatistics::compress(std::size_t place) {
    auto const first = centroids_.begin() + static_cast<std::ptrdiff_t>(place * capacity_);
    auto const end = first + used_[place];
    std::stable_sort(first, end, [](Centroid a, Centroid b) { return a.value < b.value; });
    double total = 0.0;
    for (auto c = first; c != end; ++c) total += c->weight;
    double before = 0.0; // weight of the finished centroids
    double weight = first->weight, sum = static_cast<double>(first->value) * first->weight;
    auto finished = first;
    auto const finish = [&] { *finished++ = {static_cast<float>(sum / weight), static_cast<float>(weight)}; };
    for (auto c = first + 1; c != end; ++c) {
        double const joined = weight + c->weight;
        if (scale((before + joined) / total) - scale(before / total) > 1.0) {
            finish();
            before += weight;
            weight = sum = 0.0;
        }
        weight += c->weight;
        sum += static_cast<double>(c->value) * c->weight;
    }
    finish();
    used_[place] = static_cast<std::uint32_t>(finished - first);
}

double EnsembleStatistics::mean(std::size_t place) const {
    return counts_[place] == 0 ? none : means_[place];
}

double EnsembleStatistics::deviation(std::size_t place) const {
    return counts_[place] < 2 ? none : std::sqrt(squares_[place] / (counts_[place] - 1.0));
}

/// A centroid of weight w behind weight W stands for the ranks W … W + w − 1, its value for their middle.
double EnsembleStatistics::quantile(std::size_t place, double probability) const {
    JUMELLE_EXPECTS(probability >= 0.0 && probability <= 1.0);
    if (counts_[place] == 0) return none;
    auto const first = centroids_.begin() + static_cast<std::ptrdiff_t>(place * capacity_);
    std::vector<Centroid> sorted(first, first + used_[place]);
    std::sort(sorted.begin(), sorted.end(), [](Centroid a, Centroid b) { return a.value < b.value; });
    double const wanted = probability * (counts_[place] - 1.0);
    double before = 0.0, last_rank = 0.0, last_value = sorted.front().value;
    for (auto const& centroid : sorted) {
        double const rank = before + 0.5 * (static_cast<double>(centroid.weight) - 1.0);
        double const value = centroid.value;
        if (rank >= wanted) {
            double const share = rank > last_rank ? (wanted - last_rank) / (rank - last_rank) : 1.0;
            return rank <= wanted ? value : last_value + std::max(share, 0.0) * (value - last_value);
        }
        before += centroid.weight;
        last_rank = rank;
        last_value = value;
    }
    return last_value;
}

double EnsembleStatistics::exceedance(std::size_t place, std::size_t threshold) const {
    if (counts_[place] == 0) return none;
    return static_cast<double>(exceedances_[place * thresholds_.size() + threshold]) /
           static_cast<double>(runs_);
}

} // namespace jumelle
