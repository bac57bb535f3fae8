#include <gtest/gtest.h>

#include "core/base/file_faults.hpp"

namespace jumelle {
namespace {

std::vector<Fault> faults_thrown_by(FileFaults const& faults) {
    try {
        faults.throw_if_any();
    } catch (InputError const& error) {
        return error.faults();
    }
    return {};
}

TEST(FileFaults, are_thrown_in_the_order_of_the_lines) {
    FileFaults faults("links.csv");
    EXPECT_TRUE(faults.empty());
    EXPECT_TRUE(faults_thrown_by(faults).empty());
    faults.add(7, 2, "is no number", "write one");
    faults.add(3, 1, "is missing", "");
    auto const thrown = faults_thrown_by(faults);
    ASSERT_EQ(thrown.size(), 2U);
    EXPECT_EQ(to_text(thrown[0]), "links.csv:3:1: is missing");
    EXPECT_EQ(to_text(thrown[1]), "links.csv:7:2: is no number\n  hint: write one");
    EXPECT_EQ(thrown[0].kind, FaultKind::data);
}

TEST(FileFaults, keep_the_first_of_many_and_count_all) {
    FileFaults faults("rain.csv", 2, "forcing.rain");
    for (int line = 1; line <= 5; ++line) faults.add(line, 0, "is no number", "");
    auto const thrown = faults_thrown_by(faults);
    ASSERT_EQ(thrown.size(), 3U);
    EXPECT_EQ(to_text(thrown[1]), "rain.csv:2: forcing.rain: is no number");
    EXPECT_EQ(to_text(thrown[2]), "rain.csv: forcing.rain: has 5 faults; these are the first 2");
}

TEST(FileFaults, one_that_ends_the_reading_comes_with_those_before) {
    FileFaults faults("a.csv");
    faults.add(1, 0, "first", "");
    try {
        faults.refuse({"a.csv", 2, 0}, "second", "");
    } catch (InputError const& error) {
        EXPECT_EQ(error.faults().size(), 2U);
    }
}

TEST(FileFaults, a_whole_file_is_refused_with_one) {
    EXPECT_THROW(refuse_file("a.nc", "is cut off", "copy it again"), InputError);
}

TEST(Shown, is_short_printable_and_in_quotes) {
    EXPECT_EQ(shown("a\tb"), "'a?b'");
    EXPECT_EQ(shown(std::string(50, 'x')), "'" + std::string(40, 'x') + "…'");
}

} // namespace
} // namespace jumelle
