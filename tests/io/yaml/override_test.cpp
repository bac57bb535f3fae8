#include <gtest/gtest.h>

#include "io/yaml/flow_text.hpp"
#include "io/yaml/override.hpp"

namespace jumelle::yaml {
namespace {

Node tree() {
    FaultList faults;
    return parse_document("a: {b: 1, c: [x, {d: y}]}\ne:\n", "a.yaml", faults);
}

std::string fault_of(std::string const& assignment) {
    Node root = tree();
    FaultList faults;
    apply_override(root, assignment, faults);
    return faults.empty() ? "" : to_text(faults.faults().front());
}

Node with(std::string const& assignment) {
    Node root = tree();
    FaultList faults;
    apply_override(root, assignment, faults);
    faults.throw_if_any();
    return root;
}

TEST(Override, replaces_a_value) {
    EXPECT_EQ(with("a.b=2 m").find("a")->find("b")->text, "2 m");
}

TEST(Override, keeps_further_equal_signs_in_the_value) {
    EXPECT_EQ(with("a.b=x=y").find("a")->find("b")->text, "x=y");
}

TEST(Override, makes_keys_that_are_not_there) {
    EXPECT_EQ(with("f.g.h=1").find("f")->find("g")->find("h")->text, "1");
    EXPECT_EQ(with("e.g=1").find("e")->find("g")->text, "1");
}

TEST(Override, reaches_into_lists_by_position) {
    EXPECT_EQ(with("a.c.1.d=z").find("a")->find("c")->items[1].find("d")->text, "z");
    EXPECT_NE(fault_of("a.c.2=z").find("no position in a list of 2"), std::string::npos);
    EXPECT_NE(fault_of("a.c.x=z"), "");
}

TEST(Override, takes_maps_and_lists_as_values) {
    EXPECT_EQ(with("a={z: [1, 2]}").find("a")->find("z")->items.size(), 2U);
}

TEST(Override, of_nothing_leaves_nothing) {
    EXPECT_EQ(with("a.b=").find("a")->find("b")->kind, Node::Kind::null);
}

TEST(Override, puts_its_name_into_the_places_of_the_value) {
    Node const root = with("a={z: [1]}");
    EXPECT_EQ(to_text(root.find("a")->find("z")->items[0].place), "--set a");
    EXPECT_EQ(to_text(root.find("a")->entries[0].key_place), "--set a");
}

TEST(Override, without_an_equal_sign_or_a_key_is_refused) {
    for (char const* wrong : {"", "a", "=1", "a.=1", ".a=1", "a..b=1"})
        EXPECT_NE(fault_of(wrong), "") << wrong;
}

TEST(Override, cannot_reach_into_text) {
    EXPECT_NE(fault_of("a.b.c=1").find("inside the text '1'"), std::string::npos);
}

TEST(Override, with_duplicate_keys_in_its_value_is_refused) {
    EXPECT_NE(fault_of("a={b: 1, b: 2}").find("second time"), std::string::npos);
}

std::string after_change(ScenarioChange::Kind kind, std::string const& path, std::string const& yaml) {
    Node root = tree();
    FaultList faults;
    apply_change(root, {kind, path, yaml, {"study.yaml", 3, 4}}, faults);
    return faults.empty() ? flow_text(root) : to_text(faults.faults().front());
}

TEST(Change, sets_a_value_or_adds_to_a_list) {
    EXPECT_EQ(after_change(ScenarioChange::Kind::set, "a.b", "2 m"), "{a: {b: 2 m, c: [x, {d: y}]}, e: ~}");
    EXPECT_EQ(after_change(ScenarioChange::Kind::append, "a.c", "{f: 1}"),
              "{a: {b: 1, c: [x, {d: y}, {f: 1}]}, e: ~}");
}

TEST(Change, makes_a_list_where_there_is_none) {
    EXPECT_EQ(after_change(ScenarioChange::Kind::append, "e", "1"), "{a: {b: 1, c: [x, {d: y}]}, e: [1]}");
    EXPECT_EQ(after_change(ScenarioChange::Kind::append, "n", "1"),
              "{a: {b: 1, c: [x, {d: y}]}, e: ~, n: [1]}");
}

TEST(Change, tells_the_place_in_the_study) {
    EXPECT_EQ(after_change(ScenarioChange::Kind::set, "a..b", "1"),
              "study.yaml:3:4: 'a..b' is no path of keys\n  hint: write for example "
              "forcing.rain.design_storm.depth");
    EXPECT_NE(after_change(ScenarioChange::Kind::append, "a.b", "1").find("where a list is needed"),
              std::string::npos);
    EXPECT_NE(after_change(ScenarioChange::Kind::set, "a.b.c", "1").find("study.yaml:3:4"),
              std::string::npos);
}

} // namespace
} // namespace jumelle::yaml
