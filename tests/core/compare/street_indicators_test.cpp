#include "core/compare/street_indicators.hpp"

#include "tests/core/compare/five_by_five.hpp"

namespace jumelle {
namespace {

class StreetIndicators : public FiveByFive {
  protected:
    StreetIndicators() { give_streets(); }
    IndicatorInput input() const { return {territory, accounts, numbers}; }
};

TEST_F(StreetIndicators, closed_edges_are_those_that_the_traffic_tells) {
    put_on_edges("road_closed_time", {0.0, 1.0, 0.0, 0.0, 0.0, 900.0});
    put_everywhere("max_water_depth", 5.0);
    EXPECT_EQ(edges_once_closed(input()), (std::vector<std::uint8_t>{0, 1, 0, 0, 0, 1}));
}

TEST_F(StreetIndicators, without_traffic_water_and_works_close_edges_but_not_bridges) {
    put_everywhere("max_water_depth", 0.0);
    territory.fields.at("max_water_depth").cells(3, 2) = 0.30; // C → D
    territory.fields.at("max_water_depth").cells(2, 4) = 2.0;  // under the bridge
    territory.fields.at("max_water_depth").cells(1, 2) = 0.29; // A ⇄ B
    EXPECT_EQ(edges_once_closed(input()), (std::vector<std::uint8_t>{0, 0, 0, 0, 1, 0}));
    territory.roads.closures.push_back({{2, 3}, 60.0, 120.0});
    EXPECT_EQ(edges_once_closed(input()), (std::vector<std::uint8_t>{0, 0, 1, 1, 1, 0}));
}

TEST_F(StreetIndicators, streets_cross_basins_at_their_rim) {
    put_everywhere("max_water_depth", 0.0);
    territory.fields.at("max_water_depth").cells(3, 2) = 1.2; // C → D
    put_everywhere("retention_depth", 1.0);
    EXPECT_EQ(edges_once_closed(input()), (std::vector<std::uint8_t>{0, 0, 0, 0, 0, 0}));
    put_everywhere("retention_depth", 0.8);
    EXPECT_EQ(edges_once_closed(input()), (std::vector<std::uint8_t>{0, 0, 0, 0, 1, 0}));
    EXPECT_DOUBLE_EQ(*value("flooded_road_km"), 0.04);
}

TEST_F(StreetIndicators, need_traffic_or_water_and_roads_with_positions) {
    EXPECT_FALSE(edges_once_closed(input()));
    put_everywhere("max_water_depth", 1.0);
    territory.roads.has_positions = false;
    EXPECT_FALSE(edges_once_closed(input()));
    EXPECT_FALSE(value("flooded_road_km"));
    EXPECT_FALSE(value("blocked_road_km"));
}

TEST_F(StreetIndicators, streets_without_a_known_length_count_nothing) {
    put_on_edges("road_closed_time", std::vector<double>(6, 3600.0));
    territory.roads.length_m[4] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_DOUBLE_EQ(*value("blocked_road_km"), 0.08);
    EXPECT_DOUBLE_EQ(*value("blocked_road_km_hours"), 0.08);
}

} // namespace
} // namespace jumelle
