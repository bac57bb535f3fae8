#include "io/yaml/defaults.hpp"

#include <gtest/gtest.h>

#include "io/yaml/flow_text.hpp"

namespace jumelle::yaml {
namespace {

Node read(std::string const& text) {
    FaultList faults;
    Node node = parse_document(text, "a.yaml", faults);
    faults.throw_if_any();
    return node;
}

Schema flood() {
    return map()
        .with("manning", quantity("s/m^(1/3)").by_default(0.03))
        .with("steps", integer().may_be_absent())
        .with("name", text().by_default("some one"))
        .with("soil", map().with("on", boolean().by_default_boolean(true)).by_default("{}"));
}

std::string filled(std::string const& text, Schema const& schema) {
    Node node = read(text);
    write_defaults(node, schema);
    return flow_text(node);
}

TEST(Defaults, are_written_where_nothing_was) {
    EXPECT_EQ(filled("manning: 0.05 s/m^(1/3)\n", flood()),
              "{manning: 0.05 s/m^(1/3), name: some one, soil: {on: true}}");
}

TEST(Defaults, do_not_take_the_place_of_what_was_written) {
    EXPECT_EQ(filled("{soil: {on: false}, steps: 3, name: x}", flood()),
              "{soil: {on: false}, steps: 3, name: x, manning: 0.03 s/m^(1/3)}");
}

TEST(Defaults, stand_in_each_item_and_in_the_alternative_of_that_shape) {
    Schema const schema =
        map().with("list", list_of(either({text(), flood()}))).with("by", dictionary_of(flood()));
    EXPECT_EQ(filled("list: [none, {steps: 1}]\nby:\n  a:\n", schema),
              "{list: [none, {steps: 1, manning: 0.03 s/m^(1/3), name: some one, soil: {on: true}}], "
              "by: {a: {manning: 0.03 s/m^(1/3), name: some one, soil: {on: true}}}}");
}

TEST(Defaults, that_are_empty_are_left_out) {
    EXPECT_EQ(filled("a: 1\n", map().with("a", integer()).with("list", list_of(text()).by_default("[]"))),
              "{a: 1}");
}

TEST(Defaults, leave_out_what_would_exclude_something_else) {
    Schema const schema = map()
                              .with("a", integer().by_default_integer(1))
                              .with("b", integer().may_be_absent())
                              .exactly_one_of({"a", "b"});
    EXPECT_EQ(filled("b: 2\n", schema), "{b: 2}");
}

TEST(BlockText, is_the_same_tree_on_lines_that_are_not_too_long) {
    std::string const text = "name: x\nmodels:\n  flood: {manning: 0.03}\nempty: {}\nlist: [1, {a: b}]\n";
    EXPECT_EQ(block_text(read(text)), text);
    std::string const word(60, 'w');
    std::string const wide = "top:\n  inner:\n    one: " + word + "\n    two: \"" + word + ": \"\n";
    EXPECT_EQ(block_text(read(wide)), wide);
    EXPECT_EQ(flow_text(read(block_text(read(wide)))), flow_text(read(wide)));
}

} // namespace
} // namespace jumelle::yaml
