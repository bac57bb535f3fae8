#include <gtest/gtest.h>

#include "core/scenario/scenario.hpp"

namespace jumelle {
namespace {

Value text(char const* words, char const* path) {
    return Value::make_text(words).located({"a.yaml", 1, 1}, path);
}

Value roads_of(std::map<std::string, Value> members) {
    return Value::make_map(std::move(members)).located({"a.yaml", 2, 3}, "territory.roads");
}

TerritorySpec spec_of(std::map<std::string, Value> territory, FaultList& faults) {
    return scenario_from(Value::make_map({{"territory", Value::make_map(std::move(territory))}}), faults)
        .territory;
}

TEST(RoadsFrom, a_network_alone_needs_no_grid) {
    FaultList faults;
    auto const spec =
        spec_of({{"roads", roads_of({{"tntp", text("net.tntp", "territory.roads.tntp")}})}}, faults);
    EXPECT_TRUE(faults.empty());
    EXPECT_FALSE(spec.has_grid);
    ASSERT_TRUE(spec.roads.has_value());
    EXPECT_EQ(spec.roads->tntp, "net.tntp");
}

TEST(RoadsFrom, roads_on_land_still_need_what_land_needs) {
    FaultList faults;
    auto const spec = spec_of({{"roads", roads_of({{"tntp", text("net.tntp", "territory.roads.tntp")}})},
                               {"resolution", Value::make_quantity(5.0).located({}, "territory.resolution")}},
                              faults);
    EXPECT_TRUE(spec.has_grid);
    EXPECT_EQ(faults.faults().size(), 2U) << "no CRS, no elevation";
}

TEST(RoadsFrom, a_network_takes_its_units) {
    FaultList faults;
    auto const spec = spec_of({{"roads", roads_of({{"tntp", text("net.tntp", "territory.roads.tntp")},
                                                   {"time_unit", Value::make_quantity(36.0)},
                                                   {"length_unit", Value::make_quantity(1609.344)},
                                                   {"period", Value::make_quantity(86400.0)}})}},
                              faults);
    EXPECT_EQ(spec.roads->time_unit_s, 36.0);
    EXPECT_EQ(spec.roads->length_unit_m, 1609.344);
    EXPECT_EQ(spec.roads->period_s, 86400.0);
    EXPECT_FALSE(spec.roads->position_unit_m.has_value());
}

TEST(RoadsFrom, trips_need_roads) {
    FaultList faults;
    spec_of({{"demand", Value::make_map({{"csv", text("trips.csv", "territory.demand.csv")}})
                            .located({"a.yaml", 3, 3}, "territory.demand")},
             {"synthetic_town", Value::make_map({})}},
            faults);
    ASSERT_EQ(faults.faults().size(), 2U);
    EXPECT_EQ(faults.faults()[0].message, "there are no roads for these trips");
    EXPECT_EQ(faults.faults()[1].message, "the synthetic town makes its own trips");
}

TEST(RoadsFrom, trips_take_their_columns_and_period) {
    FaultList faults;
    auto const columns =
        Value::make_list({Value::make_text("o"), Value::make_text("d"), Value::make_text("n")});
    auto const demand = Value::make_map({{"csv", text("trips.csv", "territory.demand.csv")},
                                         {"columns", columns},
                                         {"unknown_zones", Value::make_text("left_out")},
                                         {"period", Value::make_quantity(7200.0)}});
    auto const spec = spec_of(
        {{"roads", roads_of({{"csv", text("links.csv", "territory.roads.csv")}})}, {"demand", demand}},
        faults);
    EXPECT_TRUE(faults.empty());
    EXPECT_EQ(spec.demand->columns, (std::vector<std::string>{"o", "d", "n"}));
    EXPECT_TRUE(spec.demand->leaves_out_unknown_zones);
    EXPECT_EQ(spec.demand->period_s, 7200.0);
}

TEST(RoadsFrom, keys_that_a_source_does_not_know_are_told) {
    FaultList faults;
    spec_of({{"roads", roads_of({{"gmns", text("folder", "territory.roads.gmns")},
                                 {"nodes", text("nodes.csv", "territory.roads.nodes")}})}},
            faults);
    ASSERT_EQ(faults.faults().size(), 1U);
    EXPECT_EQ(faults.faults()[0].message, "does not go with 'gmns'");
}

} // namespace
} // namespace jumelle
