#include "core/run/observed.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "tests/core/run/toy_models.hpp"

namespace jumelle {
namespace {

Curve const hump{{0.0, 10.0, 20.0, 30.0}, {0.0, 2.0, 1.0, 0.0}};

TEST(SeriesFit, of_a_curve_with_itself_is_perfect) {
    SeriesFit const fit = fit_of(hump, hump);
    EXPECT_EQ(fit.count, 4U);
    EXPECT_EQ(fit.mean_error, 0.0);
    EXPECT_EQ(fit.root_mean_square_error, 0.0);
    EXPECT_EQ(fit.efficiency, 1.0);
    EXPECT_EQ(fit.peak_delay_s, 0.0);
}

TEST(SeriesFit, counts_errors_at_the_moments_of_the_observations) {
    // Computed 1, 1.5 and 0 where 0, 2 and 1 were seen.
    SeriesFit const fit = fit_of(hump, {{5.0, 15.0, 30.0}, {0.0, 2.0, 1.0}});
    EXPECT_EQ(fit.count, 3U);
    EXPECT_NEAR(fit.mean_error, (1.0 - 0.5 - 1.0) / 3.0, 1e-15);
    EXPECT_NEAR(fit.mean_absolute_error, 2.5 / 3.0, 1e-15);
    EXPECT_NEAR(fit.root_mean_square_error, std::sqrt(2.25 / 3.0), 1e-15);
    EXPECT_NEAR(fit.efficiency, 1.0 - 2.25 / 2.0, 1e-15);
}

TEST(SeriesFit, tells_how_much_later_and_higher_the_peak_is) {
    SeriesFit const fit = fit_of({{0.0, 10.0, 20.0}, {0.0, 1.0, 3.0}}, {{0.0, 10.0, 20.0}, {0.0, 2.5, 1.0}});
    EXPECT_EQ(fit.observed_peak, 2.5);
    EXPECT_EQ(fit.computed_peak, 3.0);
    EXPECT_EQ(fit.peak_delay_s, 10.0);
}

TEST(SeriesFit, leaves_out_what_was_seen_before_and_after_the_run_and_where_nothing_was_computed) {
    double const nothing = std::numeric_limits<double>::quiet_NaN();
    SeriesFit const fit = fit_of({{0.0, 10.0, 20.0}, {1.0, 1.0, nothing}},
                                 {{-5.0, 0.0, 10.0, 20.0, 40.0}, {9.0, 1.0, 1.0, 9.0, 9.0}});
    EXPECT_EQ(fit.count, 2U);
    EXPECT_EQ(fit.mean_error, 0.0);
    EXPECT_TRUE(std::isnan(fit.efficiency)); // both observations are the same
    EXPECT_EQ(fit_of(hump, {{100.0}, {1.0}}).count, 0U);
}

class GaugesOverTime : public testing::Test {
  protected:
    void show(double level_m) {
        territory.fields.put({toy::info("level"), Array2D<double>(3, 4, level_m), {}});
    }
    Territory territory = toy::small_territory();
    std::vector<Gauge> const gauges{{"bridge", {12.0, 29.0}, 0.0, {{0, 1}}}};
    std::vector<ObservedSeries> const seen{
        {"bridge", "level", {{0.0, 20.0}, {1.0, 3.0}, Interpolation::linear}}};
};

TEST_F(GaugesOverTime, are_compared_with_what_was_recorded) {
    ObservedGauges observed(seen, gauges, {toy::info("level")});
    for (double const time_s : {0.0, 10.0, 20.0}) {
        show(1.0 + 0.05 * time_s);
        observed.record(time_s, territory.fields);
    }
    auto const fits = observed.fits();
    ASSERT_EQ(fits.size(), 1U);
    EXPECT_EQ(fits[0].name, "bridge");
    EXPECT_EQ(fits[0].unit, "m");
    EXPECT_EQ(fits[0].count, 2U);
    EXPECT_DOUBLE_EQ(fits[0].mean_error, -0.5);
}

TEST_F(GaugesOverTime, show_what_was_observed_as_a_series) {
    ObservedGauges const observed(seen, gauges, {toy::info("level")});
    ASSERT_EQ(observed.series().size(), 1U);
    EXPECT_EQ(variable_name(observed.series()[0]), "observed_level");
    std::vector<double> values;
    observed.append_series(5.0, values);
    observed.append_series(25.0, values);
    ASSERT_EQ(values.size(), 2U);
    EXPECT_EQ(values[0], 1.5);
    EXPECT_TRUE(std::isnan(values[1]));
}

} // namespace
} // namespace jumelle
