#include "core/territory/town/terrain.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <queue>

#include "tests/core/territory/town/example_towns.hpp"

namespace jumelle {
namespace {

struct Deepest {
    double depth_m = 0.0;
    Index row = 0, column = 0;
};

/// Level to which each cell fills before water leaves over the border, minus its height: the deepest cell.
/// Priority flood (Barnes, Lehman & Mulla 2014, Computers & Geosciences 62, 117-127).
Deepest deepest_pit(View2D<double const> height) {
    Array2D<double> level(height.rows(), height.columns(), -1e30);
    using Entry = std::tuple<double, Index, Index>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    auto const reach = [&](Index row, Index column, double at_least) {
        if (row < 0 || column < 0 || row >= height.rows() || column >= height.columns()) return;
        if (level(row, column) > -1e29) return;
        level(row, column) = std::max(height(row, column), at_least);
        open.push({level(row, column), row, column});
    };
    for (Index row = 0; row < height.rows(); ++row) {
        reach(row, 0, -1e29);
        reach(row, height.columns() - 1, -1e29);
    }
    for (Index column = 0; column < height.columns(); ++column) {
        reach(0, column, -1e29);
        reach(height.rows() - 1, column, -1e29);
    }
    Deepest deepest;
    while (!open.empty()) {
        auto const [at, row, column] = open.top();
        open.pop();
        double const depth_m = at - height(row, column);
        if (depth_m > deepest.depth_m) deepest = {depth_m, row, column};
        reach(row - 1, column, at);
        reach(row + 1, column, at);
        reach(row, column - 1, at);
        reach(row, column + 1, at);
    }
    return deepest;
}

class Drainage : public testing::TestWithParam<std::tuple<double, double>> {};

TEST_P(Drainage, no_pit_is_deeper_than_a_kerb_and_a_hollow) {
    auto const [size_m, cell_m] = GetParam();
    constexpr double kerb_and_hollow_m = 0.35;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        auto const town = make_town(options_of(seed, size_m, cell_m));
        auto const deepest = deepest_pit(cells_of(town, "elevation"));
        EXPECT_LT(deepest.depth_m, kerb_and_hollow_m)
            << "seed " << seed << " row " << deepest.row << " column " << deepest.column;
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Drainage,
                         testing::Values(std::tuple(200.0, 1.0), std::tuple(600.0, 2.0),
                                         std::tuple(1000.0, 5.0), std::tuple(1000.0, 20.0),
                                         std::tuple(3000.0, 10.0), std::tuple(10000.0, 40.0)));

TEST(Terrain, the_river_bed_falls_all_the_way_to_the_border_where_it_leaves) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        auto const options = options_of(seed, 1000.0, 4.0);
        town::Frame const frame(options);
        town::Terrain const terrain(options, frame);
        double previous_m = 1e9;
        for (double p = -frame.reach_p_m(); p <= frame.reach_p_m(); p += 5.0) {
            double const bed_m = terrain.height_m(frame.relative(frame.to_ground({p, 0.0})), {p, 0.0});
            EXPECT_LE(bed_m, previous_m - 5.0 * 0.0005);
            previous_m = bed_m;
        }
    }
}

TEST(Terrain, the_lowest_border_cell_is_where_the_river_leaves) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        auto const town = make_town(options_of(seed, 800.0, 4.0));
        auto const& grid = town.territory.grid;
        auto const elevation = cells_of(town, "elevation");
        Cell lowest{0, 0};
        for_cells(town, [&](Index row, Index column) {
            bool const border = row == 0 || column == 0 || row == grid.rows - 1 || column == grid.columns - 1;
            if (border && elevation(row, column) < elevation(lowest.row, lowest.column))
                lowest = {row, column};
        });
        auto const centre = grid.centre(lowest), mouth = town.landmarks.river_outflow;
        EXPECT_LT(std::hypot(centre.x_m - mouth.x_m, centre.y_m - mouth.y_m),
                  5.0 * town.landmarks.river_width_m);
    }
}

TEST(Terrain, banks_stand_above_the_bed_by_the_depth_of_the_river) {
    auto const options = options_of(2, 1000.0, 4.0);
    town::Frame const frame(options);
    town::Terrain const terrain(options, frame);
    auto const layout = town::layout_of(options);
    for (double p = -300.0; p <= 300.0; p += 50.0) {
        double const bank_q = layout.river_half_m + layout.bank_m;
        double const bed_m = terrain.height_m({}, {p, 0.0});
        EXPECT_NEAR(terrain.height_m({}, {p, bank_q}) - bed_m, layout.river_depth_m, 1e-9);
        EXPECT_NEAR(terrain.height_m({}, {p, -bank_q}) - bed_m, layout.river_depth_m, 1e-9);
    }
}

TEST(Terrain, ground_falls_from_ridges_to_the_dry_valleys_and_along_these_to_the_river) {
    auto const options = options_of(5, 1000.0, 4.0);
    town::Frame const frame(options);
    town::Terrain const terrain(options, frame);
    auto const height_m = [&](town::PlanPoint place) {
        return terrain.height_m(frame.relative(frame.to_ground(place)), place);
    };
    auto const& lines = terrain.lines(1);
    for (std::size_t k = 1; k + 1 < lines.size(); ++k) {
        if (!lines[k].thalweg || std::abs(lines[k].p0_m) > 500.0) continue;
        double previous_m = 0.0;
        for (double q = 20.0; q < 450.0; q += 10.0) {
            auto const at = [&](town::CrossLine const& line) {
                return height_m({line.p0_m + line.tilt * q, q});
            };
            if (q > 20.0) {
                EXPECT_GT(at(lines[k]), previous_m) << "thalweg " << k << " q " << q;
            }
            previous_m = at(lines[k]);
            if (q < 100.0) continue;
            EXPECT_GT(at(lines[k - 1]), at(lines[k]));
            EXPECT_GT(at(lines[k + 1]), at(lines[k]));
        }
    }
}

TEST(Terrain, ridge_share_is_zero_in_dry_valleys_and_one_on_ridges) {
    auto const options = options_of(5, 1000.0, 4.0);
    town::Frame const frame(options);
    town::Terrain const terrain(options, frame);
    for (int const side : {-1, 1}) {
        for (auto const& line : terrain.lines(side)) {
            if (std::abs(line.p0_m) > frame.reach_p_m()) continue;
            double const q = side * 123.0;
            EXPECT_NEAR(terrain.ridge_share({line.p0_m + line.tilt * q, q}), line.thalweg ? 0.0 : 1.0, 1e-9);
        }
    }
}

TEST(Terrain, relief_is_that_of_a_valley_town) {
    for (double const size_m : {200.0, 1000.0, 10000.0, 50000.0}) {
        auto const town = make_town(options_of(1, size_m, std::min(50.0, size_m / 100.0)));
        auto const elevation = cells_of(town, "elevation");
        double low_m = 1e9, high_m = -1e9;
        for_cells(town, [&](Index row, Index column) {
            low_m = std::min(low_m, elevation(row, column));
            high_m = std::max(high_m, elevation(row, column));
        });
        EXPECT_GT(high_m - low_m, 3.0) << size_m;
        EXPECT_LT(high_m - low_m, 300.0) << size_m;
        EXPECT_GT(low_m, 0.0) << size_m;
    }
}

} // namespace
} // namespace jumelle
