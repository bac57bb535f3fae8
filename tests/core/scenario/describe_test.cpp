#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/scenario/describe.hpp"
#include "tests/io/yaml/sample_language.hpp"

namespace jumelle {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Describe, writes_ranges_as_people_do) {
    EXPECT_EQ(range_text(quantity("s/m^(1/3)").between(0.01, 0.3)), "0.01 .. 0.3 s/m^(1/3)");
    EXPECT_EQ(range_text(quantity("m").at_least(0)), "at least 0 m");
    EXPECT_EQ(range_text(quantity("m").above(0)), "above 0 m");
    EXPECT_EQ(range_text(quantity("m").above(0).at_most(5)), "above 0 m, at most 5 m");
    EXPECT_EQ(range_text(quantity("1").between(0, 1)), "0 .. 1");
    EXPECT_EQ(range_text(choice({"a", "b"})), "one of a, b");
    EXPECT_EQ(range_text(text()), "");
}

TEST(Describe, names_kinds_with_their_unit) {
    EXPECT_EQ(kind_text(quantity("m")), "number in m");
    EXPECT_EQ(kind_text(quantity("1")), "number or %");
    EXPECT_EQ(kind_text(either({quantity("m"), map(), list_of(map())})), "number in m, map, list");
    EXPECT_EQ(kind_phrase(either({quantity("m"), map(), list_of(map())})), "a number in m, a map or a list");
    EXPECT_EQ(kind_phrase(text()), "text");
}

TEST(Describe, tells_name_unit_default_range_sentence_and_source) {
    std::string const table = describe(test::sample_language().models[0].second);
    for (char const* part :
         {"manning", "number in s/m^(1/3)", "0.03 s/m^(1/3)", "0.01 .. 0.3 s/m^(1/3)", "Manning's roughness",
          "Source: Chow 1959", "one of first_order, second_order"}) {
        EXPECT_THAT(table, HasSubstr(part));
    }
}

TEST(Describe, writes_a_section_for_each_member_in_markdown) {
    Schema const circle = map().with("radius", quantity("m").above(0.0).says("its radius"));
    Schema const tree = map()
                            .with("inside", Schema(circle).says("where"))
                            .with("kind", choice({"oak", "elm"}).by_default("oak").says("a|b"))
                            .says("trees")
                            .from("Evelyn 1664");
    Schema const lawn = map().with("inside", Schema(circle).says("where")).says("grass");
    EXPECT_EQ(describe_in_sections(map().with("plant", tree).with("lawn", lawn)),
              "\n## `plant`\n\nTrees.\nSource: Evelyn 1664.\n\n"
              "| key | value | default | range | meaning |\n|---|---|---|---|---|\n"
              "| `inside` | map | (required) |  | where |\n"
              "| `inside.radius` | number in m | (required) | above 0 m | its radius |\n"
              "| `kind` | word | oak | one of oak, elm | a\\|b |\n"
              "\n## `lawn`\n\nGrass.\n\n"
              "| key | value | default | range | meaning |\n|---|---|---|---|---|\n"
              "| `inside` | map | (required) |  | where; the same keys as in `inside` above |\n");
}

TEST(Describe, tells_required_from_optional) {
    std::string const table = describe(map().with("a", text()).with("b", text().may_be_absent()));
    EXPECT_THAT(table, HasSubstr("(required)"));
    EXPECT_THAT(table, HasSubstr("(may be left out)"));
}

TEST(Describe, indents_inner_maps_and_tells_equal_ones_once) {
    Schema const inner = map().with("x", quantity("m"));
    std::string const table = describe(map().with("first", inner).with("second", list_of(inner)));
    EXPECT_THAT(table, HasSubstr("\n  x "));
    EXPECT_THAT(table, HasSubstr("the same keys as in 'first' above"));
}

TEST(Describe, leaves_no_blanks_at_line_ends) {
    EXPECT_THAT(describe(scenario_schema(test::sample_language())), Not(HasSubstr(" \n")));
}

} // namespace
} // namespace jumelle
