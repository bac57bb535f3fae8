#include "core/compare/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/base/contract.hpp"

namespace jumelle {

namespace {

using Table = std::vector<std::vector<double>>;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// What counts as better, less or more, as a sign: larger is better after it.
double sign_of(Criterion const& criterion) {
    return criterion.better == Better::more ? 1.0 : -1.0;
}

bool is_complete(StudyRow const& row) {
    return std::all_of(row.values.begin(), row.values.end(), [](auto const& samples) {
        return std::all_of(samples.begin(), samples.end(), [](double x) { return std::isfinite(x); });
    });
}

double mean_of(std::vector<double> const& values) {
    double sum = 0.0;
    for (double const value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

/// The best value of any option under each sample, with the sign of the criterion.
std::vector<double> best_by_sample(Table const& values, double sign) {
    std::vector<double> best(values.front().size(), -infinity);
    for (auto const& option : values)
        for (std::size_t s = 0; s < best.size(); ++s) best[s] = std::max(best[s], sign * option[s]);
    return best;
}

std::optional<double> weight_of(std::vector<Weight> const& weights, std::string const& indicator) {
    if (weights.empty()) return 1.0;
    for (auto const& weight : weights)
        if (weight.indicator == indicator) return weight.value;
    return std::nullopt;
}

} // namespace

std::vector<StudyRow> one_sample(Comparison const& comparison) {
    std::vector<StudyRow> rows;
    for (auto const& row : comparison.rows) {
        StudyRow made;
        made.indicator = row.indicator;
        made.unit = row.unit;
        for (double const value : row.values) made.values.push_back({value});
        rows.push_back(std::move(made));
    }
    return rows;
}

Criteria criteria_of(std::vector<StudyRow> const& rows, std::vector<Weight> const& weights) {
    Criteria made;
    for (auto const& row : rows) {
        Indicator const* const known = find_indicator(row.indicator);
        auto const weight = weight_of(weights, row.indicator);
        if (known == nullptr || known->better == Better::neither || !weight) continue;
        if (is_complete(row))
            made.kept.push_back({row.indicator, row.unit, known->better, *weight, row.values});
        else
            made.incomplete.push_back(row.indicator);
    }
    return made;
}

Table utilities(Criterion const& criterion) {
    double const sign = sign_of(criterion);
    double worst = infinity, best = -infinity;
    for (auto const& option : criterion.values) {
        for (double const value : option) {
            worst = std::min(worst, sign * value);
            best = std::max(best, sign * value);
        }
    }
    Table made = criterion.values;
    for (auto& option : made)
        for (double& value : option) value = best > worst ? (sign * value - worst) / (best - worst) : 1.0;
    return made;
}

Table scores(std::vector<Criterion> const& criteria) {
    JUMELLE_EXPECTS(!criteria.empty());
    Table made = criteria.front().values;
    for (auto& option : made) std::fill(option.begin(), option.end(), 0.0);
    double weights = 0.0;
    for (auto const& criterion : criteria) {
        Table const utility = utilities(criterion);
        weights += criterion.weight;
        for (std::size_t o = 0; o < made.size(); ++o)
            for (std::size_t s = 0; s < made[o].size(); ++s) made[o][s] += criterion.weight * utility[o][s];
    }
    for (auto& option : made)
        for (double& score : option) score /= weights;
    return made;
}

std::vector<bool> efficient(std::vector<Criterion> const& criteria) {
    if (criteria.empty()) return {};
    std::size_t const options = criteria.front().values.size();
    Table means; // [criterion][option], larger is better
    for (auto const& criterion : criteria) {
        means.emplace_back();
        for (auto const& samples : criterion.values)
            means.back().push_back(sign_of(criterion) * mean_of(samples));
    }
    auto const beats = [&](std::size_t a, std::size_t b) {
        bool is_better = false;
        for (auto const& mean : means) {
            if (mean[a] < mean[b]) return false;
            is_better = is_better || mean[a] > mean[b];
        }
        return is_better;
    };
    std::vector<bool> made(options, true);
    for (std::size_t b = 0; b < options; ++b)
        for (std::size_t a = 0; a < options && made[b]; ++a) made[b] = !beats(a, b);
    return made;
}

std::vector<RankedOption> rank_options(std::vector<Criterion> const& criteria) {
    Table const all = scores(criteria);
    auto const best = best_by_sample(all, 1.0);
    auto const front = efficient(criteria);
    std::vector<RankedOption> made(all.size());
    for (std::size_t o = 0; o < all.size(); ++o) {
        made[o].score = mean_of(all[o]);
        made[o].lowest_score = *std::min_element(all[o].begin(), all[o].end());
        for (std::size_t s = 0; s < best.size(); ++s)
            made[o].largest_regret = std::max(made[o].largest_regret, best[s] - all[o][s]);
        made[o].is_efficient = front[o];
    }
    for (auto& option : made) {
        option.rank = 1 + static_cast<std::size_t>(
                              std::count_if(made.begin(), made.end(), [&](RankedOption const& other) {
                                  return other.score > option.score;
                              }));
    }
    return made;
}

std::vector<double> largest_regrets(Criterion const& criterion) {
    double const sign = sign_of(criterion);
    auto const best = best_by_sample(criterion.values, sign);
    std::vector<double> made;
    for (auto const& option : criterion.values) {
        double largest = 0.0;
        for (std::size_t s = 0; s < best.size(); ++s) largest = std::max(largest, best[s] - sign * option[s]);
        made.push_back(largest);
    }
    return made;
}

} // namespace jumelle
