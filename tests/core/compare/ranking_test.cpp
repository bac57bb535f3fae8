#include "core/compare/ranking.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace jumelle {
namespace {

StudyRow row(std::string indicator, std::vector<std::vector<double>> values) {
    StudyRow made;
    made.indicator = std::move(indicator);
    made.unit = "1";
    made.values = std::move(values);
    return made;
}

Criterion less(std::vector<std::vector<double>> values, double weight = 1.0) {
    return {"flooded_area", "ha", Better::less, weight, std::move(values)};
}

Criterion more(std::vector<std::vector<double>> values, double weight = 1.0) {
    return {"some_benefit", "1", Better::more, weight, std::move(values)};
}

TEST(Utilities, are_shares_of_the_way_from_the_worst_value_to_the_best) {
    EXPECT_EQ(utilities(less({{10.0}, {30.0}, {20.0}})),
              (std::vector<std::vector<double>>{{1.0}, {0.0}, {0.5}}));
    EXPECT_EQ(utilities(more({{10.0}, {30.0}, {15.0}})),
              (std::vector<std::vector<double>>{{0.0}, {1.0}, {0.25}}));
}

TEST(Utilities, share_one_scale_over_all_samples) {
    EXPECT_EQ(utilities(less({{0.0, 4.0}, {2.0, 8.0}})),
              (std::vector<std::vector<double>>{{1.0, 0.5}, {0.75, 0.0}}));
}

TEST(Utilities, of_equal_values_are_one) {
    EXPECT_EQ(utilities(less({{3.0}, {3.0}})), (std::vector<std::vector<double>>{{1.0}, {1.0}}));
}

TEST(Scores, are_weighted_means) {
    auto const made = scores({less({{0.0}, {1.0}, {0.5}}, 3.0), more({{0.0}, {1.0}, {1.0}}, 1.0)});
    EXPECT_DOUBLE_EQ(made[0][0], 0.75);
    EXPECT_DOUBLE_EQ(made[1][0], 0.25);
    EXPECT_DOUBLE_EQ(made[2][0], (3.0 * 0.5 + 1.0) / 4.0);
}

TEST(ParetoFront, has_the_options_that_no_other_one_beats) {
    // The third is worse than the first in both, the fourth is as good as the second.
    EXPECT_EQ(efficient({less({{1.0}, {2.0}, {1.5}, {2.0}}), more({{1.0}, {3.0}, {0.5}, {3.0}})}),
              (std::vector<bool>{true, true, false, true}));
}

TEST(ParetoFront, does_not_depend_on_weights) {
    EXPECT_EQ(efficient({less({{1.0}, {2.0}}, 100.0), more({{1.0}, {3.0}}, 0.01)}),
              (std::vector<bool>{true, true}));
}

TEST(Ranking, orders_by_the_mean_score_over_samples) {
    // On the common scale 0 … 10: scores 1 0; 0.6 0.6; 0.5 0.5.
    auto const made = rank_options({less({{0.0, 10.0}, {4.0, 4.0}, {5.0, 5.0}})});
    EXPECT_DOUBLE_EQ(made[0].score, 0.5);
    EXPECT_DOUBLE_EQ(made[1].score, 0.6);
    EXPECT_DOUBLE_EQ(made[2].score, 0.5);
    EXPECT_EQ(made[0].rank, 2U);
    EXPECT_EQ(made[1].rank, 1U);
    EXPECT_EQ(made[2].rank, 2U);
    EXPECT_DOUBLE_EQ(made[0].lowest_score, 0.0);
    EXPECT_DOUBLE_EQ(made[0].largest_regret, 0.6) << "under the second sample the second option has 0.6";
    EXPECT_DOUBLE_EQ(made[1].largest_regret, 0.4);
    EXPECT_TRUE(made[1].is_efficient);
    EXPECT_FALSE(made[2].is_efficient);
}

TEST(Regret, is_the_largest_distance_from_the_best_of_a_sample) {
    EXPECT_EQ(largest_regrets(less({{5.0, 9.0}, {6.0, 2.0}})), (std::vector<double>{7.0, 1.0}));
    EXPECT_EQ(largest_regrets(more({{5.0, 9.0}, {6.0, 2.0}})), (std::vector<double>{1.0, 7.0}));
}

TEST(Criteria, are_the_weighed_indicators_that_say_what_is_better) {
    std::vector<StudyRow> const rows{row("flooded_area", {{1.0}, {2.0}}), row("water_in", {{1.0}, {2.0}}),
                                     row("max_depth", {{1.0}, {std::nan("")}})};
    auto const all = criteria_of(rows, {});
    ASSERT_EQ(all.kept.size(), 1U);
    EXPECT_EQ(all.kept[0].indicator, "flooded_area");
    EXPECT_EQ(all.kept[0].better, Better::less);
    EXPECT_EQ(all.incomplete, (std::vector<std::string>{"max_depth"}));
    auto const some = criteria_of(rows, {{"flooded_area", 2.5}});
    ASSERT_EQ(some.kept.size(), 1U);
    EXPECT_EQ(some.kept[0].weight, 2.5);
    EXPECT_TRUE(some.incomplete.empty());
}

TEST(Criteria, of_a_comparison_have_one_sample) {
    Comparison comparison;
    comparison.names = {"a", "b"};
    comparison.rows = {{"flooded_area", "ha", {3.0, 4.0}}};
    auto const rows = one_sample(comparison);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].values, (std::vector<std::vector<double>>{{3.0}, {4.0}}));
    EXPECT_EQ(rows[0].unit, "ha");
}

} // namespace
} // namespace jumelle
