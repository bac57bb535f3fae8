#include <gtest/gtest.h>

#include "io/yaml/document.hpp"

namespace jumelle::yaml {
namespace {

Node parse(std::string const& text) {
    FaultList faults;
    Node const node = parse_document(text, "a.yaml", faults);
    faults.throw_if_any();
    return node;
}

/// The first fault of a text.
Fault fault_in(std::string const& text) {
    try {
        parse(text);
    } catch (InputError const& error) {
        return error.faults().front();
    }
    return {};
}

TEST(Document, keeps_lines_and_columns_from_one) {
    Node const root = parse("a: 1\nb:\n  - x\n  - {c: y}\n");
    EXPECT_EQ(to_text(root.find("a")->place), "a.yaml:1:4");
    EXPECT_EQ(to_text(root.entries[1].key_place), "a.yaml:2:1");
    EXPECT_EQ(to_text(root.find("b")->items[0].place), "a.yaml:3:5");
    EXPECT_EQ(to_text(root.find("b")->items[1].find("c")->place), "a.yaml:4:9");
}

TEST(Document, counts_columns_in_characters) {
    Node const root = parse("{ö: ü, z: 1}\n");
    EXPECT_EQ(to_text(root.find("z")->place), "a.yaml:1:11");
}

TEST(Document, takes_a_byte_order_mark_without_counting_it) {
    Node const root = parse("\xEF\xBB\xBF"
                            "a: 1\n");
    EXPECT_EQ(to_text(root.find("a")->place), "a.yaml:1:4");
}

TEST(Document, takes_line_ends_of_windows) {
    Node const root = parse("a: 1\r\nb: 2\r\n");
    EXPECT_EQ(root.find("a")->text, "1");
    EXPECT_EQ(to_text(root.find("b")->place), "a.yaml:2:4");
}

TEST(Document, leaves_words_that_other_readers_interpret_as_text) {
    Node const root = parse("{a: no, b: yes, c: on, d: 0x10, e: 1_000, f: .inf, g: 010}");
    for (auto const& [key, text] : std::vector<std::pair<std::string, std::string>>{{"a", "no"},
                                                                                    {"b", "yes"},
                                                                                    {"c", "on"},
                                                                                    {"d", "0x10"},
                                                                                    {"e", "1_000"},
                                                                                    {"f", ".inf"},
                                                                                    {"g", "010"}}) {
        EXPECT_EQ(root.find(key)->kind, Node::Kind::scalar);
        EXPECT_EQ(root.find(key)->text, text);
    }
}

TEST(Document, tells_nothing_from_the_quoted_word_null) {
    Node const root = parse("{a: , b: null, c: ~, d: 'null', e: ''}");
    EXPECT_EQ(root.find("a")->kind, Node::Kind::null);
    EXPECT_EQ(root.find("b")->kind, Node::Kind::null);
    EXPECT_EQ(root.find("c")->kind, Node::Kind::null);
    EXPECT_EQ(root.find("d")->kind, Node::Kind::scalar);
    EXPECT_EQ(root.find("e")->kind, Node::Kind::scalar);
}

TEST(Document, keeps_the_first_of_two_equal_keys_and_tells_of_the_second) {
    FaultList faults;
    Node const root = parse_document("a: 1\nb: 2\na: 3\n", "a.yaml", faults);
    EXPECT_EQ(root.find("a")->text, "1");
    ASSERT_EQ(faults.faults().size(), 1U);
    EXPECT_EQ(to_text(faults.faults()[0].place), "a.yaml:3:1");
}

TEST(Document, finds_duplicate_keys_inside_flow_maps_and_lists) {
    EXPECT_EQ(to_text(fault_in("a: [{b: 1, b: 2}]").place), "a.yaml:1:12");
}

TEST(Document, repeats_what_an_alias_stands_for_with_its_own_place) {
    Node const root = parse("a: &x {b: 1}\nc: *x\nd: [*x, *x]\n");
    EXPECT_EQ(root.find("c")->find("b")->text, "1");
    EXPECT_EQ(to_text(root.find("c")->find("b")->place), "a.yaml:1:11");
    EXPECT_EQ(root.find("d")->items.size(), 2U);
}

TEST(Document, bounds_what_aliases_multiply) {
    std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        std::string const before = "*a" + std::to_string(i - 1);
        text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + ", " +
                before + ", " + before + ", " + before + "]\n";
    }
    EXPECT_NE(fault_in(text).message.find("100000"), std::string::npos);
}

TEST(Document, bounds_depth_that_aliases_pile_up) {
    std::string text = "a0: &a0 [x]\n";
    for (int i = 1; i < 40; ++i) {
        text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
    }
    EXPECT_NE(fault_in(text).message.find("deep"), std::string::npos);
}

TEST(Document, bounds_depth_of_blocks_and_brackets) {
    EXPECT_NE(fault_in(std::string(100000, '[')).message.find("deep"), std::string::npos);
    EXPECT_NE(fault_in(std::string(100000, '{')).message, "");
    std::string blocks;
    for (int i = 0; i < 50; ++i) blocks += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    EXPECT_NE(fault_in(blocks).message.find("deep"), std::string::npos);
}

TEST(Document, of_the_allowed_depth_is_read) {
    int const lists = deepest_nesting - 1;
    std::string const text = "a: " + std::string(static_cast<std::size_t>(lists), '[') +
                             std::string(static_cast<std::size_t>(lists), ']');
    EXPECT_EQ(parse(text).find("a")->kind, Node::Kind::list);
}

TEST(Document, of_too_many_bytes_is_refused_before_it_is_parsed) {
    std::string const text(largest_text_bytes + 1, ' ');
    EXPECT_NE(fault_in(text).message.find("KiB"), std::string::npos);
}

TEST(Document, with_bytes_that_are_no_utf8_is_refused_with_their_place) {
    EXPECT_EQ(to_text(fault_in("a: 1\nb: \xE9\n").place), "a.yaml:2:4");
    for (char const* bad : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80"}) {
        EXPECT_NE(fault_in(std::string("a: ") + bad).message.find("byte 0x"), std::string::npos);
    }
}

TEST(Document, with_utf8_of_every_length_is_read) {
    EXPECT_EQ(parse("a: é€𝄞\n").find("a")->text, "é€𝄞");
}

TEST(Document, of_comments_or_blanks_only_is_empty) {
    for (char const* text : {"", "\n\n", "# a\n", "---\n", "~\n"})
        EXPECT_EQ(fault_in(text).message, "is empty") << text;
}

TEST(Document, ends_with_its_end_mark) {
    EXPECT_EQ(parse("---\na: 1\n...\n").find("a")->text, "1");
    EXPECT_NE(fault_in("a: 1\n---\nb: 2\n").message.find("second document"), std::string::npos);
}

TEST(Document, names_a_tab_in_the_indentation) {
    EXPECT_EQ(fault_in("a:\n\tb: 1\n").message, "a tab stands in the indentation");
}

TEST(Document, tells_open_quotes_from_quotes_in_blocks_and_comments) {
    EXPECT_EQ(fault_in("a: \"open\nb: 1\n").message, "the quotes are not closed");
    EXPECT_EQ(fault_in("a: 'it''s\nb: 1\n").message, "the quotes are not closed");
    EXPECT_EQ(parse("a: 'it''s'\n").find("a")->text, "it's");
    EXPECT_EQ(parse("a: \"a \\\" b\" # \"\n").find("a")->text, "a \" b");
    EXPECT_EQ(parse("a: |\n  \"open\n").find("a")->text, "\"open\n");
}

TEST(Document, gives_each_parser_message_in_plain_words) {
    for (char const* text :
         {"a: [1, 2", "a: {b: 1", "a: b: c", "a: ]", "- a\nb: 1\n", "a: @x", "a: `x`", "a: *x", "a: %"}) {
        Fault const fault = fault_in(text);
        EXPECT_FALSE(fault.message.empty()) << text;
        EXPECT_FALSE(fault.hint.empty()) << text;
        EXPECT_EQ(fault.message.find("yaml-cpp"), std::string::npos) << text;
    }
}

} // namespace
} // namespace jumelle::yaml
