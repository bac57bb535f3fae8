#include <cmath>
#include <gtest/gtest.h>
#include <iostream>

#include "bench/cases/flood_run.hpp"
#include "bench/cases/reference_data.hpp"

namespace jumelle::cases {
namespace {

/// A lake up to 20 m above datum on the 1 m terrain of Merewether: about half of it stands out of the water.
constexpr double lake_level_m = 20.0;

double largest_speed_of_lake(Territory territory, char const* scheme) {
    auto const z = territory.fields.at("elevation").cells;
    set_field(territory, "initial_depth",
              [&](Cell c) { return std::max(lake_level_m - z(c.row, c.column), 0.0); });
    FloodCase problem;
    problem.territory = std::move(territory);
    problem.parameters["scheme"] = Value::make_text(scheme);
    FloodRun run(std::move(problem));
    run.run_until(3.0);
    EXPECT_GT(run.steps(), 20);
    auto const& speed = run.field("flow_speed");
    double largest = 0.0;
    for (Index r = 0; r < speed.rows(); ++r) {
        for (Index c = 0; c < speed.columns(); ++c) largest = std::max(largest, speed(r, c));
    }
    return largest;
}

class LakeOnRealTerrain : public testing::TestWithParam<char const*> {};

TEST_P(LakeOnRealTerrain, does_not_move) {
    auto const file = data_folder() / "flood" / "merewether" / "topography1.asc";
    auto territory = read_ascii_grid(file);
    if (!territory) {
        std::cerr << "\n*** NOT TESTED: a lake on real terrain; " << file << " is not there.\n"
                  << "*** Set JUMELLE_DATA to the folder of the reference data.\n\n";
        GTEST_SKIP() << "no " << file;
    }
    EXPECT_LE(largest_speed_of_lake(std::move(*territory), GetParam()), 1e-12);
}

INSTANTIATE_TEST_SUITE_P(of_merewether, LakeOnRealTerrain, testing::Values("second_order", "first_order"));

} // namespace
} // namespace jumelle::cases
