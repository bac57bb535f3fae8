#include <cmath>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "tests/models/traffic/small_network.hpp"

namespace jumelle::traffic {
namespace {

using test::closure;
using test::Town;
using test::trips_between;

Value words(std::vector<std::string> const& all) {
    std::vector<Value> made;
    for (auto const& word : all) made.push_back(Value::make_text(word));
    return Value::make_list(std::move(made));
}

Value selection(std::string const& name, std::string const& edge) {
    return Value::make_map({{"name", Value::make_text(name)}, {"edges", words({edge})}});
}

std::map<std::string, Value> analysis(std::map<std::string, Value> given) {
    return {{"analysis", Value::make_map(std::move(given))}};
}

/// Runs two hours; what the model tells between zones then, by name.
std::map<std::string, std::vector<double>> matrices_at_the_end(Model& model, Town& town) {
    model.step({}, Duration::from_seconds(7200.0));
    model.publish(town.fields);
    model.publish_summaries(town.fields);
    std::map<std::string, std::vector<double>> named;
    for (auto const& matrix : model.matrices()) named[matrix.name] = matrix.values;
    return named;
}

std::string fault_of(Town& town, std::map<std::string, Value> given) {
    try {
        town.make(std::move(given));
    } catch (InputError const& error) {
        return error.faults().front().message;
    }
    return "none";
}

TEST(Analysis, tells_time_length_toll_and_cost_of_the_cheapest_ways) {
    Town town(trips_between(0, 2, 60.0));
    for (std::size_t e = 0; e < 8; ++e)
        town.territory.roads.toll[e] = town.territory.roads.edge_id[e] == "bridge/2/f" ? 3.0 : 0.0;
    auto given = analysis({{"matrices", words({"time", "distance", "toll", "cost", "trips"})}});
    given.emplace("value_of_time", Value::make_quantity(3.0 / 50.0)); // the toll is worth 50 s
    auto const model = town.begun(std::move(given));
    auto const zones = matrices_at_the_end(*model, town);
    double const bridge_s = 100.0 * (1.0 + 0.15 * 1e-4);
    EXPECT_NEAR(zones.at("time")[0 * 4 + 2], bridge_s, 1e-9);
    EXPECT_NEAR(zones.at("time")[0 * 4 + 3], bridge_s + 100.0, 1e-9); // over C, not over the toll
    EXPECT_NEAR(zones.at("distance")[0 * 4 + 3], 2000.0, 1e-9);
    EXPECT_EQ(zones.at("toll")[0 * 4 + 3], 0.0);
    EXPECT_EQ(zones.at("toll")[1 * 4 + 3], 3.0);
    EXPECT_NEAR(zones.at("cost")[1 * 4 + 3], 150.0, 1e-9);
    EXPECT_NEAR(zones.at("time")[1 * 4 + 3], 100.0, 1e-9);
    for (auto const* name : {"time", "distance", "toll", "cost", "trips"}) EXPECT_EQ(zones.at(name)[5], 0.0);
    EXPECT_NEAR(zones.at("trips")[0 * 4 + 2], 60.0, 1e-12);
}

TEST(Analysis, looks_at_the_moment_that_is_asked_for) {
    auto const both = Value::make_list({closure("bridge", 0.0, 3600.0)});
    for (bool const is_early : {false, true}) {
        Town town(trips_between(0, 2, 60.0));
        std::map<std::string, Value> asked{{"matrices", words({"time", "trips"})}};
        if (is_early) asked.emplace("at", Value::make_quantity(1800.0));
        auto given = analysis(std::move(asked));
        given.emplace("closures", both);
        auto const model = town.begun(std::move(given));
        model->step({}, Duration::from_seconds(1800.0));
        model->step(Duration::from_seconds(1800.0), Duration::from_seconds(5400.0));
        auto const matrices = model->matrices();
        EXPECT_EQ(std::isnan(matrices[0].values[2]), is_early) << "no way over the closed bridges";
        EXPECT_NEAR(matrices[1].values[2], is_early ? 0.0 : 60.0, 1e-12);
    }
}

TEST(Analysis, finds_on_a_selected_bridge_all_its_flow_and_the_trips_over_it) {
    Town town(trips_between(0, 2, 3000.0));
    town.territory.trips.origin.push_back(1); // B to D over the other bridge
    town.territory.trips.destination.push_back(3);
    town.territory.trips.trips_vehph.push_back(100.0);
    auto const model = town.begun(
        analysis({{"select_links",
                   Value::make_list({selection("north", "bridge/1"), selection("south", "bridge/2")})}}));
    auto const zones = matrices_at_the_end(*model, town);
    double const over = town.at("road_flow", "bridge/1/f");
    EXPECT_NEAR(town.at("selected_flow_north", "bridge/1/f"), over, 1e-8);
    EXPECT_NEAR(zones.at("select_north")[2], over, 1e-7);
    EXPECT_NEAR(town.at("selected_flow_north", "street/1/f"), 0.0, 1e-8);
    EXPECT_NEAR(zones.at("select_south")[2], 3000.0 - over, 1e-7);
    EXPECT_NEAR(town.at("selected_flow_south", "street/1/f"), 3000.0 - over, 1e-7);
    EXPECT_NEAR(zones.at("select_south")[1 * 4 + 3], 100.0, 1e-9);
    EXPECT_NEAR(zones.at("select_north")[1 * 4 + 3], 0.0, 1e-9);
    EXPECT_NEAR(town.at("selected_flow_south", "bridge/2/f"), 3100.0 - over, 1e-7);
}

TEST(Analysis, counts_turns_of_each_equilibrium) {
    Town town(trips_between(0, 2, 3000.0));
    auto given = analysis({{"turns", words({"1"})}});
    given.emplace("closures", Value::make_list({closure("bridge/2", 3600.0, 1e9)}));
    auto const model = town.begun(std::move(given));
    auto const turn = [&](std::string const& name) {
        std::vector<double> values;
        model->read_series({}, values);
        auto const infos = model->series();
        for (std::size_t i = 0; i < infos.size(); ++i)
            if (infos[i].group == "turn" && infos[i].name == name) return values.at(i);
        return -1.0;
    };
    EXPECT_NEAR(turn("street/1/f > bridge/2/f"), town.at("road_flow", "bridge/2/f"), 1e-8);
    EXPECT_GT(turn("street/1/f > bridge/2/f"), 100.0);
    EXPECT_EQ(turn("bridge/2/b > street/1/b"), 0.0);
    model->step({}, Duration::from_seconds(3600.0));
    EXPECT_EQ(turn("street/1/f > bridge/2/f"), 0.0) << "the bridge is closed";
}

TEST(Analysis, says_what_can_be_reached_from_where_trips_start) {
    Town town(trips_between(0, 2, 60.0)); // to C, over the bridge
    town.territory.trips.origin.push_back(2);
    town.territory.trips.destination.push_back(3);
    town.territory.trips.trips_vehph.push_back(20.0);
    double const sensitivity_per_s = 0.3 / 60.0;
    auto const reach = Value::make_map({{"of", Value::make_text("trips")},
                                        {"within", Value::make_quantity(150.0)},
                                        {"sensitivity", Value::make_quantity(sensitivity_per_s)}});
    auto const model = town.begun(analysis({{"accessibility", reach}}));
    EXPECT_TRUE(std::isnan(town.series(*model)["reachable_opportunities"])) << "at the end only";
    matrices_at_the_end(*model, town);
    // C attracts 60, D 20. From A: C within 150 s, D not. From C: both.
    auto const series = town.series(*model);
    EXPECT_NEAR(series.at("reachable_opportunities"), (60.0 * 60.0 + 20.0 * 80.0) / 80.0, 1e-9);
    EXPECT_EQ(town.fields.at("reachable_opportunities").values, (std::vector<double>{60, 20, 80, 80}));
    double const bridge_s = 100.0 * (1.0 + 0.15 * 1e-4);
    double const street_s = 100.0 * (1.0 + 0.15 * std::pow(20.0 / 600.0, 4.0));
    auto const worth = [&](double time_s) { return std::exp(-sensitivity_per_s * time_s); };
    double const from_a = std::log(60.0 * worth(bridge_s) + 20.0 * worth(200.0)); // to D over B
    double const from_c = std::log(60.0 + 20.0 * worth(street_s));
    EXPECT_NEAR(series.at("accessibility_logsum"), (60.0 * from_a + 20.0 * from_c) / 80.0, 1e-9);
    EXPECT_NEAR(town.fields.at("accessibility_logsum").values[0], from_a, 1e-9);
}

TEST(Analysis, finds_residents_in_the_zone_nearest_to_them) {
    Town town(trips_between(0, 2, 60.0));
    town.flood(0.0);
    Field people;
    people.info.name = "population";
    people.cells = Array2D<double>(10, 10, 0.0);
    people.cells(0, 0) = 7.0; // north-west: A
    people.cells(9, 9) = 5.0; // south-east: D
    people.cells(4, 1) = 3.0; // a little nearer to A than to B
    town.territory.fields.put(people);
    auto const reach =
        Value::make_map({{"of", Value::make_text("population")}, {"within", Value::make_quantity(50.0)}});
    auto const model = town.begun(analysis({{"accessibility", reach}}));
    matrices_at_the_end(*model, town);
    EXPECT_EQ(town.fields.at("reachable_opportunities").values, (std::vector<double>{10, 0, 0, 5}));
}

TEST(Analysis, tells_what_cannot_be_known) {
    Town town(trips_between(0, 2, 60.0));
    EXPECT_EQ(fault_of(town, analysis({{"select_links", Value::make_list({selection("a", "bridge/9")})}})),
              "there is no edge 'bridge/9'");
    EXPECT_EQ(fault_of(town, analysis({{"select_links", Value::make_list({selection("a b", "bridge/1")})}})),
              "'a b' is no name for results");
    EXPECT_EQ(fault_of(town, analysis({{"select_links", Value::make_list({selection("a", "bridge/1"),
                                                                          selection("a", "bridge/2")})}})),
              "two selections are named 'a'");
    EXPECT_EQ(fault_of(town, analysis({{"turns", words({"17"})}})), "there is no node '17'");
    EXPECT_EQ(fault_of(town, analysis({{"at", Value::make_quantity(7201.0)}})),
              "is after the end of the run");
    auto const people = Value::make_map({{"of", Value::make_text("population")}});
    EXPECT_EQ(fault_of(town, analysis({{"accessibility", people}})),
              "nobody knows where people live beside the roads");
    auto given = analysis({{"turns", words({"1"})}});
    given.emplace("dynamics", Value::make_text("link_transmission"));
    EXPECT_EQ(fault_of(town, std::move(given)),
              "looks at an equilibrium, and there is none over the time of day");
    town.territory.roads.length_m[3] = std::nan("");
    EXPECT_EQ(fault_of(town, analysis({{"matrices", words({"distance"})}})),
              "the lengths of 1 edges are not known");
}

} // namespace
} // namespace jumelle::traffic
