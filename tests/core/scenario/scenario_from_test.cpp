#include <gtest/gtest.h>

#include "tests/io/yaml/sample_language.hpp"

namespace jumelle {
namespace {

Value number(double si) {
    return Value::make_quantity(si);
}
Value words(std::vector<std::string> const& texts) {
    std::vector<Value> list;
    for (auto const& word : texts) list.push_back(Value::make_text(word));
    return Value::make_list(std::move(list));
}
Value time_value(double duration_s) {
    return Value::make_map({{"start", Value::make_instant(Instant{})}, {"duration", number(duration_s)}});
}
Value named(char const* path) {
    return Value::make_map({}).located({"a.yaml", 1, 1}, path);
}

TEST(ScenarioFrom, takes_an_empty_tree_without_crashing) {
    FaultList faults;
    Scenario const scenario = scenario_from(Value::make_map({}), faults);
    EXPECT_EQ(scenario.name, "");
    EXPECT_TRUE(scenario.models.empty());
}

TEST(ScenarioFrom, takes_a_root_that_is_a_hole) {
    FaultList faults;
    scenario_from(Value(), faults);
    EXPECT_TRUE(faults.empty());
}

TEST(ScenarioFrom, does_not_call_a_faulty_key_missing) {
    std::map<std::string, Value> holes;
    for (char const* key : {"crs", "resolution"}) {
        holes.emplace(key, Value().located({"a.yaml", 1, 1}, std::string("territory.") + key));
    }
    FaultList faults;
    Value const raster = Value::make_map({{"raster", Value::make_text("dem.tif").located({}, "x.raster")}});
    holes.emplace("fields",
                  Value::make_map({{"elevation", Value(raster).located({}, "territory.fields.elevation")}}));
    scenario_from(Value::make_map({{"territory", Value::make_map(holes)}}), faults);
    EXPECT_TRUE(faults.empty());
}

TEST(ScenarioFrom, keeps_duration_and_clamps_the_exchange_to_it) {
    FaultList faults;
    Scenario const scenario = scenario_from(Value::make_map({{"time", time_value(90.0)}}), faults);
    EXPECT_EQ(scenario.time.duration, Duration::from_seconds(90.0));
    EXPECT_EQ(scenario.time.exchange_every, Duration::from_seconds(90.0));
}

TEST(ScenarioFrom, tells_of_repeated_indicators) {
    FaultList faults;
    scenario_from(Value::make_map({{"indicators", words({"a", "b", "a"})}}), faults);
    ASSERT_EQ(faults.faults().size(), 1U);
    EXPECT_EQ(faults.faults()[0].message, "indicator 'a' is given twice");
}

TEST(ScenarioFrom, puts_models_in_the_order_of_their_places_with_overrides_last) {
    Value const first = named("models.z");
    Value const second = Value::make_map({}).located({"a.yaml", 2, 1}, "models.b");
    Value const override_made = Value::make_map({}).located({"--set models.a", 0, 0}, "models.a");
    FaultList faults;
    Scenario const scenario = scenario_from(
        Value::make_map({{"models", Value::make_map({{"a", override_made}, {"b", second}, {"z", first}})}}),
        faults);
    ASSERT_EQ(scenario.models.size(), 3U);
    EXPECT_EQ(scenario.models[0].name, "z");
    EXPECT_EQ(scenario.models[1].name, "b");
    EXPECT_EQ(scenario.models[2].name, "a");
}

TEST(ScenarioSchema, has_every_part_of_the_language) {
    Schema const schema = scenario_schema(test::sample_language());
    EXPECT_EQ(schema.member_names(),
              (std::vector<std::string>{"jumelle", "name", "description", "territory", "forcing", "time",
                                        "models", "measures", "outputs", "indicators"}));
}

TEST(ScenarioSchema, takes_fields_models_and_indicators_from_the_parts) {
    Schema const schema = scenario_schema(test::sample_language());
    EXPECT_NE(schema.member("models")->member("decay"), nullptr);
    EXPECT_NE(schema.member("territory")->member("fields")->member("population"), nullptr);
    EXPECT_EQ(schema.member("indicators")->element->choices.size(), 3U);
    EXPECT_EQ(schema.member("outputs")->member("fields")->element->choices.size(), 3U);
}

/// Every leaf of the language is described; this walks all of it.
void expect_sentences(Schema const& schema, std::string const& path) {
    for (auto const& member : schema.members) {
        std::string const member_path = path + "." + member.name;
        bool const obvious = path.ends_with(".extent"); // west, south, east, north
        EXPECT_TRUE(obvious || !member.schema.sentence.empty()) << member_path;
        expect_sentences(member.schema, member_path);
    }
    if (schema.element) expect_sentences(*schema.element, path);
    for (auto const& alternative : schema.alternatives) expect_sentences(alternative, path);
}

TEST(ScenarioSchema, describes_every_key) {
    expect_sentences(scenario_schema(test::sample_language()), "");
}

} // namespace
} // namespace jumelle
