#include <cmath>
#include <gtest/gtest.h>

#include "core/compare/indicator.hpp"

namespace jumelle {
namespace {

std::vector<IndicatorValue> values_of(std::vector<IndicatorInput::Number> numbers) {
    Territory const territory;
    return compute_indicators(
        {"vehicle_hours", "lost_vehicle_hours", "vehicle_km", "unreachable_trips", "stranded_trips"},
        {territory, {}, std::move(numbers)});
}

TEST(TrafficIndicators, are_the_last_values_of_the_series_of_traffic) {
    auto const values = values_of({{"traffic", "stranded_trips", 3.0},
                                   {"traffic", "vehicle_hours", 12.5},
                                   {"flood", "vehicle_km", 7.0}});
    ASSERT_EQ(values.size(), 2U);
    EXPECT_EQ(values[0].name, "vehicle_hours");
    EXPECT_EQ(values[0].value, 12.5);
    EXPECT_EQ(values[0].unit, "h");
    EXPECT_EQ(values[1].name, "stranded_trips");
}

TEST(TrafficIndicators, tell_what_vehicles_give_off) {
    Territory const territory;
    auto const values = compute_indicators(
        {"co2", "nox", "pm"},
        {territory, {}, {{"traffic", "co2", 1790.0}, {"traffic", "nox", 4.5}, {"traffic", "pm", 0.25}}});
    ASSERT_EQ(values.size(), 3U);
    EXPECT_EQ(values[0].value, 1790.0);
    EXPECT_EQ(values[1].value, 4.5);
    EXPECT_EQ(values[2].value, 0.25);
    for (auto const& value : values) EXPECT_EQ(value.unit, "kg");
}

TEST(TrafficIndicators, are_absent_without_traffic_and_where_nothing_is_known) {
    EXPECT_TRUE(values_of({}).empty());
    EXPECT_TRUE(values_of({{"traffic", "vehicle_km", std::nan("")}}).empty());
}

} // namespace
} // namespace jumelle
