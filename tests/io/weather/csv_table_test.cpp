#include <gtest/gtest.h>

#include "io/weather/csv_table.hpp"
#include "io/weather/heading.hpp"

namespace jumelle::weather {
namespace {

CsvTable read(std::string const& text) {
    return read_csv(text, "a.csv");
}

std::vector<std::string> texts(CsvRow const& row) {
    std::vector<std::string> cells;
    for (auto const& cell : row.cells) cells.push_back(cell.text);
    return cells;
}

using Cells = std::vector<std::string>;

TEST(CsvTable, splits_at_commas_semicolons_tabs_or_blanks) {
    for (std::string const text : {"t,q\n1,2\n", "t;q\n1;2\n", "t\tq\n1\t2\n", "t  q\n1   2\n"}) {
        CsvTable const table = read(text);
        EXPECT_EQ(texts(table.heading), (Cells{"t", "q"})) << text;
        EXPECT_EQ(texts(table.rows[0]), (Cells{"1", "2"})) << text;
    }
}

TEST(CsvTable, takes_the_strongest_separator_of_the_heading) {
    EXPECT_EQ(read("t;q, total\n1;2\n").separator, ';');
    EXPECT_EQ(read("t\tq; total\n1\t2\n").separator, '\t');
}

TEST(CsvTable, cuts_blanks_around_cells_and_knows_where_they_begin) {
    CsvTable const table = read(" t ,  q \n 1 ,  2 \n");
    EXPECT_EQ(texts(table.rows[0]), (Cells{"1", "2"}));
    EXPECT_EQ(table.rows[0].cells[0].column, 2);
    EXPECT_EQ(table.rows[0].cells[1].column, 7);
}

TEST(CsvTable, skips_comments_and_empty_lines_but_counts_them) {
    CsvTable const table = read("# a\n\nt,q\n  # b\n\n1,2\n");
    EXPECT_EQ(table.heading.line, 3);
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0].line, 6);
}

TEST(CsvTable, takes_a_byte_order_mark_and_line_ends_of_windows) {
    CsvTable const table = read("\xEF\xBB\xBFt,q\r\n1,2\r\n");
    EXPECT_EQ(texts(table.heading), (Cells{"t", "q"}));
    EXPECT_EQ(texts(table.rows[0]), (Cells{"1", "2"}));
}

TEST(CsvTable, needs_no_line_end_at_the_end) {
    EXPECT_EQ(read("t,q\n1,2").rows.size(), 1U);
}

TEST(CsvTable, keeps_separators_inside_quotes) {
    CsvTable const table = read("\"time, local\",\"q \"\"mean\"\"\"\n1,2\n");
    EXPECT_EQ(texts(table.heading), (Cells{"time, local", "q \"mean\""}));
}

TEST(CsvTable, keeps_empty_cells) {
    EXPECT_EQ(texts(read("t,q,r\n1,,3\n").rows[0]), (Cells{"1", "", "3"}));
    EXPECT_EQ(texts(read("t,q\n1,\n").rows[0]), (Cells{"1", ""}));
    EXPECT_EQ(texts(read("t\tq\n1\t\n").rows[0]), (Cells{"1", ""}));
}

TEST(CsvTable, keeps_units_with_blanks_together) {
    EXPECT_EQ(texts(read("time [s]  rain [mm / h]\n1 2\n").heading), (Cells{"time [s]", "rain [mm / h]"}));
    EXPECT_EQ(texts(read("time (s) q (m3/s)\n1 2\n").heading), (Cells{"time (s)", "q (m3/s)"}));
}

TEST(CsvTable, without_heading_or_rows_is_refused_as_bad_data) {
    for (char const* text : {"", "# a\n", "t,q\n"}) {
        try {
            read(text);
            ADD_FAILURE() << text;
        } catch (InputError const& error) {
            EXPECT_EQ(error.kind(), FaultKind::data);
        }
    }
}

TEST(Heading, holds_the_unit_in_brackets_or_parentheses_or_behind_an_underscore) {
    EXPECT_EQ(split_heading("rain [mm/h]").name, "rain");
    EXPECT_EQ(split_heading("rain [mm/h]").unit, "mm/h");
    EXPECT_EQ(split_heading("Q(m3/s)").unit, "m3/s");
    EXPECT_EQ(split_heading("time_s").name, "time");
    EXPECT_EQ(split_heading("time_s").unit, "s");
    EXPECT_EQ(split_heading("water_level_m").name, "water_level");
}

TEST(Heading, without_a_unit_is_a_name) {
    EXPECT_EQ(split_heading("rain").name, "rain");
    EXPECT_EQ(split_heading("rain").unit, "");
    EXPECT_EQ(split_heading("rain_").name, "rain_");
}

} // namespace
} // namespace jumelle::weather
