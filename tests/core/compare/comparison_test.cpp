#include "core/compare/comparison.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace jumelle {
namespace {

RunDescription run(double flooded_m2) {
    RunDescription made;
    made.grid.rows = made.grid.columns = 4;
    made.grid.cell_m = 2.0;
    made.times = {Duration::from_seconds(0.0), Duration::from_seconds(60.0)};
    made.numbers = {{"indicator_flooded_area", flooded_m2}, {"flood_balance_in", 3.0}};
    return made;
}

TEST(Comparison, tells_differences_from_the_first_run) {
    RunDescription const base = run(200.0), option = run(150.0);
    auto const made = compare_runs({{"today", &base}, {"basins", &option}});
    ASSERT_EQ(made.rows.size(), 1U);
    EXPECT_EQ(made.rows[0].indicator, "flooded_area");
    EXPECT_EQ(made.rows[0].unit, "ha");
    EXPECT_DOUBLE_EQ(made.rows[0].difference(1), -50.0);
    EXPECT_DOUBLE_EQ(made.rows[0].share(1), -0.25);
}

TEST(Comparison, leaves_holes_where_a_run_has_no_such_indicator) {
    RunDescription const base = run(0.0);
    RunDescription option = run(1.0);
    option.numbers["indicator_max_depth"] = 2.0;
    auto const made = compare_runs({{"a", &base}, {"b", &option}});
    ASSERT_EQ(made.rows.size(), 2U);
    for (auto const& row : made.rows) EXPECT_TRUE(std::isnan(row.share(1))) << row.indicator;
}

TEST(Comparison, refuses_other_places_and_times) {
    RunDescription const base = run(1.0);
    EXPECT_EQ(why_not_comparable(base, run(2.0)), "");
    RunDescription finer = run(1.0);
    finer.grid.cell_m = 1.0;
    EXPECT_EQ(why_not_comparable(base, finer),
              "it has 4 × 4 cells of 1 m from (0, 0), the first one 4 × 4 cells of 2 m from (0, 0)");
    RunDescription elsewhere = run(1.0);
    elsewhere.grid.crs.epsg = 2154;
    EXPECT_EQ(why_not_comparable(base, elsewhere), "it lies in another CRS than the first one");
    RunDescription longer = run(1.0);
    longer.times.back() = Duration::from_seconds(120.0);
    EXPECT_NE(why_not_comparable(base, longer).find("lasts 2 min, the first one 1 min"), std::string::npos);
    RunDescription rarer = run(1.0);
    rarer.times.insert(rarer.times.begin() + 1, Duration::from_seconds(30.0));
    EXPECT_EQ(why_not_comparable(base, rarer),
              "its results stand at 3 moments, those of the first one at 2 or at others");
    RunDescription later = run(1.0);
    later.start = Instant::from_ticks(1);
    EXPECT_EQ(why_not_comparable(base, later), "it begins at another moment than the first one");
}

TEST(NamesOfRuns, are_titles_folders_or_files_whichever_differ_first) {
    using Names = std::vector<std::string>;
    Names const files{"out/a/run.nc", "out/b/run.nc"};
    EXPECT_EQ(names_of_runs(files, {"today", "basins"}), (Names{"today", "basins"}));
    EXPECT_EQ(names_of_runs(files, {"town", "town"}), (Names{"a", "b"}));
    EXPECT_EQ(names_of_runs({"x/a.nc", "x/b.nc"}, {"", ""}), (Names{"x/a.nc", "x/b.nc"}));
}

} // namespace
} // namespace jumelle
