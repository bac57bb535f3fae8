#include "io/yaml/flow_text.hpp"

#include <gtest/gtest.h>

namespace jumelle::yaml {
namespace {

Node read(std::string const& text) {
    FaultList faults;
    Node node = parse_document(text, "a.yaml", faults);
    faults.throw_if_any();
    return node;
}

std::string flow(std::string const& text) {
    return flow_text(read(text));
}

TEST(FlowText, is_the_tree_on_one_line) {
    EXPECT_EQ(flow("a: 40 mm\nb:\n  - 1\n  - c: x\n"), "{a: 40 mm, b: [1, {c: x}]}");
    EXPECT_EQ(flow("a:\n"), "{a: ~}");
    EXPECT_EQ(flow("a: {}\nb: []\n"), "{a: {}, b: []}");
}

TEST(FlowText, keeps_what_would_mean_something_else_in_quotes) {
    EXPECT_EQ(flow("a: 'x'\n"), "{a: \"x\"}");
    EXPECT_EQ(flow("a: b, c\n"), "{a: \"b, c\"}");
    EXPECT_EQ(flow("a: \"tab\\there\"\n"), "{a: \"tab\\x09here\"}");
}

TEST(FlowText, keeps_moments_negative_numbers_and_paths_plain) {
    EXPECT_EQ(flow("a: 2025-07-01T08:00+02:00\nb: -3.5 K\nc: ../x/y.epw\n"),
              "{a: 2025-07-01T08:00+02:00, b: -3.5 K, c: ../x/y.epw}");
}

TEST(FlowText, reads_back_to_itself) {
    for (std::string const text :
         {"a: \"quote \\\" and \\\\ back\"\n", "a: |\n  two\n  lines\n", "a: [x, {b: ~, c: ''}]\n",
          "'odd: key': 1\n", "a: 'no'\nb: no\n", "a: '- x'\n", "a: '~'\n", "- - 1\n- 'é#'\n"}) {
        std::string const once = flow(text);
        EXPECT_EQ(flow(once), once) << text;
        EXPECT_EQ(once.find('\n'), std::string::npos);
    }
    EXPECT_EQ(read(flow("a: \"quote \\\" and \\\\ back\"\n")).find("a")->text, "quote \" and \\ back");
    EXPECT_EQ(read(flow("a: |\n  two\n  lines\n")).find("a")->text, "two\nlines\n");
}

} // namespace
} // namespace jumelle::yaml
