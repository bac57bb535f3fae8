#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <regex>

#include "io/yaml/json_schema.hpp"
#include "tests/io/yaml/sample_language.hpp"

namespace jumelle {
namespace {

using nlohmann::json;

json schema_of(Schema const& schema) {
    return json::parse(json_schema(schema, "a title"));
}

TEST(JsonSchema, names_its_draft_and_title) {
    json const schema = schema_of(map());
    EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    EXPECT_EQ(schema["title"], "a title");
}

TEST(JsonSchema, requires_what_has_no_default) {
    json const schema = schema_of(
        map().with("a", text()).with("b", text().may_be_absent()).with("c", text().by_default("x")));
    EXPECT_EQ(schema["required"], json::array({"a"}));
    EXPECT_EQ(schema["additionalProperties"], false);
}

TEST(JsonSchema, describes_a_quantity_with_unit_range_default_and_source) {
    Schema const n =
        quantity("s/m^(1/3)").between(0.01, 0.3).by_default(0.03).says("roughness").from("Chow 1959");
    std::string const text = schema_of(map().with("n", n))["properties"]["n"]["description"];
    for (char const* part : {"roughness", "s/m^(1/3)", "0.01 .. 0.3", "Default: 0.03", "Chow 1959"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part;
    }
}

TEST(JsonSchema, wants_a_number_with_a_unit_as_a_string) {
    json const quantity_schema = schema_of(map().with("d", quantity("m")))["properties"]["d"];
    EXPECT_EQ(quantity_schema["type"], "string");
    std::regex const pattern(quantity_schema["pattern"].get<std::string>());
    EXPECT_TRUE(std::regex_search("2 m", pattern));
    EXPECT_TRUE(std::regex_search("-1.5e3mm/h", pattern));
    EXPECT_FALSE(std::regex_search("2", pattern));
    EXPECT_FALSE(std::regex_search("m", pattern));
}

TEST(JsonSchema, takes_bare_numbers_where_there_is_no_unit) {
    json const share = schema_of(map().with("p", quantity("1").between(0, 1)))["properties"]["p"];
    EXPECT_EQ(share["anyOf"][0]["type"], "number");
    EXPECT_EQ(share["anyOf"][0]["maximum"], 1.0);
}

TEST(JsonSchema, lists_words_and_alternatives) {
    json const x =
        schema_of(map().with("x", either({choice({"wall", "open"}), list_of(integer()).sized(2, 4)})));
    json const& alternatives = x["properties"]["x"]["anyOf"];
    EXPECT_EQ(alternatives[0]["enum"], json::array({"wall", "open"}));
    EXPECT_EQ(alternatives[1]["items"]["type"], "integer");
    EXPECT_EQ(alternatives[1]["minItems"], 2);
    EXPECT_EQ(alternatives[1]["maxItems"], 4);
}

TEST(JsonSchema, wants_exactly_one_of_keys_that_exclude_each_other) {
    json const schema = schema_of(map().with("a", text()).with("b", text()).exactly_one_of({"a", "b"}));
    EXPECT_EQ(schema["oneOf"].size(), 2U);
    EXPECT_FALSE(schema.contains("required"));
}

TEST(JsonSchema, of_the_whole_language_holds_every_model_and_field) {
    json const schema = schema_of(scenario_schema(test::sample_language()));
    EXPECT_TRUE(schema["properties"]["models"]["properties"].contains("flood"));
    EXPECT_TRUE(
        schema["properties"]["territory"]["properties"]["fields"]["properties"].contains("land_cover"));
    EXPECT_EQ(schema["properties"]["jumelle"]["maximum"], 1.0);
}

} // namespace
} // namespace jumelle
