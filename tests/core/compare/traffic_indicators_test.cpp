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

TEST(TrafficIndicators, are_absent_without_traffic_and_where_nothing_is_known) {
    EXPECT_TRUE(values_of({}).empty());
    EXPECT_TRUE(values_of({{"traffic", "vehicle_km", std::nan("")}}).empty());
}

} // namespace
} // namespace jumelle
