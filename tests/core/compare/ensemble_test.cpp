#include "core/compare/ensemble.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>

#include "core/base/random.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

EnsembleStatistics statistics_of(std::vector<double> const& values, std::vector<double> thresholds = {}) {
    EnsembleStatistics statistics({1, values.size(), std::move(thresholds)});
    for (double const value : values) statistics.add(std::vector<double>{value});
    return statistics;
}

/// Linear between order statistics, as numpy.quantile.
double exact_quantile(std::vector<double> values, double p) {
    std::sort(values.begin(), values.end());
    double const rank = p * static_cast<double>(values.size() - 1);
    auto const below = static_cast<std::size_t>(rank);
    std::size_t const above = std::min(below + 1, values.size() - 1);
    return values[below] + (rank - static_cast<double>(below)) * (values[above] - values[below]);
}

/// Distance of `p` from the ranks that `value` has among the values: equal ones take a range of ranks.
double rank_error(std::vector<double> const& values, double value, double p) {
    auto const n = static_cast<double>(values.size());
    auto const below = static_cast<double>(std::count_if(values.begin(), values.end(), [&](double v) {
        return static_cast<float>(v) < static_cast<float>(value);
    }));
    auto const up_to = static_cast<double>(std::count_if(values.begin(), values.end(), [&](double v) {
        return static_cast<float>(v) <= static_cast<float>(value);
    }));
    return std::max({0.0, below / n - p, p - up_to / n});
}

TEST(Ensemble, has_the_mean_and_deviation_of_its_runs) {
    auto const s = statistics_of({1e9 + 4.0, 1e9 + 7.0, 1e9 + 13.0, 1e9 + 16.0});
    EXPECT_DOUBLE_EQ(s.mean(0), 1e9 + 10.0);
    EXPECT_NEAR(s.deviation(0), std::sqrt(30.0), 1e-9);
    EXPECT_EQ(s.count(0), 4U);
}

TEST(Ensemble, has_exact_quantiles_of_few_runs) {
    std::vector<double> values;
    RandomStream const random(3, 0);
    for (std::size_t i = 0; i < most_kept_values; ++i)
        values.push_back(static_cast<float>(random.normal(i))); // what results hold is float32
    auto const s = statistics_of(values);
    for (double const p : {0.0, 0.05, 0.33, 0.5, 0.95, 1.0})
        EXPECT_NEAR(s.quantile(0, p), exact_quantile(values, p), 1e-12) << p;
}

TEST(Ensemble, has_quantiles_of_many_runs_within_the_stated_error) {
    RandomStream const random(8, 0);
    std::vector<std::function<double(std::size_t)>> const streams = {
        [&](std::size_t i) { return random.normal(i); },
        [&](std::size_t i) { return std::exp(2.0 * random.normal(i)); },
        [&](std::size_t i) { return std::max(0.0, random.normal(i) - 0.8); }, // mostly dry
        [&](std::size_t i) { return static_cast<double>(i); },                // sorted
        [&](std::size_t i) { return -static_cast<double>(i); },
        [&](std::size_t i) { return std::floor(4.0 * random.uniform(i)); }, // few different values
        [&](std::size_t i) { return i % 2 == 0 ? 0.0 : 100.0 + random.uniform(i); },
    };
    for (std::size_t n : {200U, 1000U, 20000U}) {
        for (std::size_t k = 0; k < streams.size(); ++k) {
            std::vector<double> values;
            for (std::size_t i = 0; i < n; ++i) values.push_back(streams[k](i));
            auto const s = statistics_of(values);
            for (double const p : {0.01, 0.05, 0.25, 0.5, 0.9, 0.95, 0.99}) {
                EXPECT_LE(rank_error(values, s.quantile(0, p), p),
                          largest_rank_error(p) + 1.0 / static_cast<double>(n))
                    << "stream " << k << ", " << n << " values, probability " << p;
            }
        }
    }
}

TEST(Ensemble, states_an_error_of_a_few_per_cent_in_rank) {
    EXPECT_NEAR(largest_rank_error(0.5), 0.0245, 1e-4);
    EXPECT_NEAR(largest_rank_error(0.95), 0.0107, 1e-4);
}

TEST(Ensemble, counts_how_often_a_threshold_is_exceeded_and_a_hole_does_not) {
    auto const s = statistics_of({0.1, 0.5, 0.50001, none, 2.0}, {0.5, 3.0});
    EXPECT_DOUBLE_EQ(s.exceedance(0, 0), 0.4);
    EXPECT_DOUBLE_EQ(s.exceedance(0, 1), 0.0);
    EXPECT_EQ(s.count(0), 4U);
}

TEST(Ensemble, has_no_numbers_where_no_run_has_one) {
    auto const s = statistics_of({none, none}, {1.0});
    EXPECT_TRUE(std::isnan(s.mean(0)));
    EXPECT_TRUE(std::isnan(s.deviation(0)));
    EXPECT_TRUE(std::isnan(s.quantile(0, 0.5)));
    EXPECT_TRUE(std::isnan(s.exceedance(0, 0)));
    EXPECT_TRUE(std::isnan(statistics_of({5.0}).deviation(0)));
    EXPECT_EQ(statistics_of({5.0}).quantile(0, 0.9), 5.0);
}

TEST(Ensemble, takes_no_more_memory_for_more_runs) {
    EXPECT_EQ(EnsembleStatistics::bytes_per_place({1, 1000, {1.0}}),
              EnsembleStatistics::bytes_per_place({1, 1'000'000, {1.0}}));
    EXPECT_LT(EnsembleStatistics::bytes_per_place({1, 1000, {}}), 1100U);
    EXPECT_LT(EnsembleStatistics::bytes_per_place({1, 10, {}}), 120U);
}

TEST(Ensemble, is_the_same_for_any_number_of_threads) {
    auto const made_with = [](int threads) {
        set_loop_threads(threads);
        EnsembleStatistics s({97, 300, {0.0}});
        RandomStream const random(5, 0);
        for (std::size_t run = 0; run < 300; ++run) {
            std::vector<double> values;
            for (std::size_t i = 0; i < 97; ++i) values.push_back(random.normal(run * 97 + i));
            s.add(values);
        }
        std::vector<double> all;
        for (std::size_t i = 0; i < 97; ++i)
            all.insert(all.end(), {s.mean(i), s.deviation(i), s.quantile(i, 0.9), s.exceedance(i, 0)});
        return all;
    };
    auto const one = made_with(1);
    EXPECT_EQ(one, made_with(3));
    set_loop_threads(1);
}

} // namespace
} // namespace jumelle
