#include <gtest/gtest.h>

#include "io/yaml/reader.hpp"

namespace jumelle::yaml {
namespace {

struct Outcome {
    Value value;
    std::vector<Fault> faults;
};

Outcome read(std::string const& text, Schema const& schema) {
    static UnitSystem const units;
    FaultList faults;
    ReadSettings const settings{{".", {}}, units};
    Value value = read_value(parse_document(text, "a.yaml", faults), schema, settings, faults);
    return {std::move(value), faults.faults()};
}

Schema const pond = map()
                        .with("depth", quantity("m").by_default(1.5))
                        .with("name", text())
                        .with("kind", choice({"round", "square"}).by_default("round"))
                        .with("note", text().may_be_absent());

TEST(Reader, fills_in_defaults_and_marks_them) {
    auto const [value, faults] = read("{name: a}", pond);
    ASSERT_TRUE(faults.empty());
    EXPECT_EQ(value["depth"].quantity(), 1.5);
    EXPECT_TRUE(value["depth"].is_default());
    EXPECT_FALSE(value["name"].is_default());
    EXPECT_FALSE(value.has("note"));
}

TEST(Reader, gives_values_their_path_and_place) {
    auto const [value, faults] =
        read("ponds:\n  - {name: a}\n  - {name: b}\n", map().with("ponds", list_of(pond)));
    ASSERT_TRUE(faults.empty());
    Value const& name = value["ponds"].list()[1]["name"];
    EXPECT_EQ(name.path(), "ponds[1].name");
    EXPECT_EQ(to_text(name.place()), "a.yaml:3:12");
}

TEST(Reader, tells_every_fault_at_once) {
    EXPECT_EQ(read("{depth: 2, kind: oval, naem: b}", pond).faults.size(), 3U);
}

TEST(Reader, leaves_a_hole_that_knows_its_path_where_a_value_is_faulty) {
    auto const [value, faults] = read("{depth: 2, name: a}", pond);
    EXPECT_EQ(faults.size(), 1U);
    EXPECT_TRUE(value["depth"].is_absent());
    EXPECT_EQ(value["depth"].path(), "depth");
}

TEST(Reader, does_not_call_a_misspelt_key_missing_as_well) {
    auto const faults = read("{nmae: a}", pond).faults;
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].message, "unknown key");
}

TEST(Reader, calls_a_key_missing_when_an_unknown_one_means_something_else) {
    EXPECT_EQ(read("{colour: red}", pond).faults.size(), 2U);
}

TEST(Reader, tells_alternatives_apart_by_their_shape) {
    Schema const schema = map().with("x", either({quantity("m"), list_of(text()), pond}));
    EXPECT_TRUE(read("x: 2 m", schema).value["x"].is_quantity());
    EXPECT_TRUE(read("x: [a]", schema).value["x"].is_list());
    EXPECT_TRUE(read("x: {name: a}", schema).value["x"].is_map());
}

TEST(Reader, takes_the_word_of_a_choice_before_a_number) {
    Schema const schema = map().with("x", either({choice({"outside"}), quantity("m")}));
    EXPECT_EQ(read("x: outside", schema).value["x"].text(), "outside");
    EXPECT_EQ(read("x: 3 m", schema).value["x"].quantity(), 3.0);
    EXPECT_EQ(read("x: outsied", schema).faults[0].message, "'outsied' is neither outside nor a number in m");
    EXPECT_EQ(read("x: 3", schema).faults[0].message, "'3' has no unit");
}

TEST(Reader, takes_a_map_with_nothing_behind_it_as_one_of_defaults) {
    Schema const schema = map().with("m", map().with("a", quantity("m").by_default(2.0)));
    auto const [value, faults] = read("m:\n", schema);
    EXPECT_TRUE(faults.empty());
    EXPECT_EQ(value["m"]["a"].quantity(), 2.0);
}

TEST(Reader, reads_a_dictionary_with_the_users_keys) {
    Schema const schema = map().with("d", dictionary_of(integer()));
    auto const [value, faults] = read("d: {one: 1, two: 2}", schema);
    EXPECT_EQ(value["d"]["two"].integer(), 2);
    EXPECT_EQ(read("d: {one: x}", schema).faults[0].key, "d.one");
}

TEST(Reader, reads_integers_of_64_bits) {
    Schema const schema = map().with("i", integer());
    EXPECT_EQ(read("i: -9223372036854775808", schema).value["i"].integer(), INT64_MIN);
    EXPECT_EQ(read("i: 9223372036854775808", schema).faults.size(), 1U);
    EXPECT_EQ(read("i: 1e3", schema).faults.size(), 1U);
}

TEST(Reader, reads_only_true_and_false_as_such) {
    Schema const schema = map().with("b", boolean());
    EXPECT_TRUE(read("b: true", schema).value["b"].boolean());
    EXPECT_FALSE(read("b: false", schema).value["b"].boolean());
    for (char const* word : {"yes", "no", "True", "on", "1"}) {
        EXPECT_EQ(read(std::string("b: ") + word, schema).faults.size(), 1U) << word;
    }
}

TEST(Reader, keeps_no_and_numbers_as_text_where_text_is_wanted) {
    EXPECT_EQ(read("{name: no}", pond).value["name"].text(), "no");
    EXPECT_EQ(read("{name: 2007}", pond).value["name"].text(), "2007");
}

TEST(Reader, reads_moments) {
    Schema const schema = map().with("t", instant());
    EXPECT_EQ(to_text(read("t: 2025-07-01T00:00+02:00", schema).value["t"].instant()),
              "2025-06-30T22:00:00Z");
}

TEST(Reader, bounds_the_length_of_lists) {
    Schema const schema = map().with("l", list_of(text()).sized(1, 2));
    EXPECT_EQ(read("l: []", schema).faults.size(), 1U);
    EXPECT_EQ(read("l: [a, b]", schema).faults.size(), 0U);
    EXPECT_EQ(read("l: [a, b, c]", schema).faults.size(), 1U);
}

TEST(Reader, wants_exactly_one_of_keys_that_exclude_each_other) {
    Schema const schema = map().with("a", text()).with("b", text()).exactly_one_of({"a", "b"});
    EXPECT_EQ(read("{a: x}", schema).faults.size(), 0U);
    EXPECT_EQ(read("{a: x, b: y}", schema).faults.size(), 1U);
    EXPECT_EQ(read("{c1: x}", schema).faults.size(), 2U);
}

} // namespace
} // namespace jumelle::yaml
