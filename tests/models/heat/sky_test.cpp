#include "models/heat/kernels/sky_view.hpp"

#include <gtest/gtest.h>
#include <numbers>

#include "core/parallel/loops.hpp"
#include "models/heat/kernels/sweep_lines.hpp"
#include "tests/models/heat/small_city.hpp"

namespace jumelle::heat {
namespace {

using testing::SmallCity;

constexpr double pi = std::numbers::pi;

struct Looked {
    SkyViews views;
    std::vector<WallFacet> facets;
};

Looked look(CityHeights const& heights, SkySettings const& settings) {
    WallFacets const facets(heights);
    return {sky_views(heights, facets, settings), {facets.all().begin(), facets.all().end()}};
}

/// A street along one axis, `width` cells wide between walls, so long that its ends are not seen.
SmallCity canyon(Index width, double height_m, double cell_m, bool north_south) {
    constexpr Index wall = 4;
    Index const across = width + 2 * wall, along = 44 * width;
    SmallCity city(north_south ? along : across, north_south ? across : along, cell_m);
    city.surface.fill(static_cast<float>(height_m));
    for (Index i = wall; i < wall + width; ++i) {
        for (Index j = 0; j < along; ++j) (north_south ? city.surface(j, i) : city.surface(i, j)) = 0.0F;
    }
    return city;
}

double canyon_floor(double height, double width, double x) {
    return 0.5 * (std::cos(std::atan(height / x)) + std::cos(std::atan(height / (width - x))));
}

struct Street {
    Index width;
    double tolerance;
};

class Canyon : public ::testing::TestWithParam<Street> {};

TEST_P(Canyon, floors_see_the_exact_share_of_the_sky) {
    auto const street = GetParam();
    double worst = 0.0, worst_at_wall = 0.0;
    for (double const ratio : {0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0}) {
        for (bool const north_south : {true, false}) {
            double const height = ratio * static_cast<double>(street.width);
            auto const city = canyon(street.width, height, 1.0, north_south);
            auto const seen = look(city.without_trees(), {64, 8, Links::not_kept});
            Index const middle = 22 * street.width;
            for (Index i = 0; i < street.width; ++i) {
                double const exact =
                    canyon_floor(height, static_cast<double>(street.width), static_cast<double>(i) + 0.5);
                constexpr Index rows = 8;
                for (Index j = 0; j < rows; ++j) {
                    double const found =
                        north_south ? seen.views.sky(middle + j, 4 + i) : seen.views.sky(4 + i, middle + j);
                    bool const at_wall = i == 0 || i == street.width - 1;
                    double& place = at_wall ? worst_at_wall : worst;
                    place = std::max(place, std::abs(found - exact));
                }
            }
        }
    }
    std::printf("    %d cells: largest error %.5f, beside the wall %.5f\n", static_cast<int>(street.width),
                worst, worst_at_wall);
    EXPECT_LT(worst, street.tolerance);
    EXPECT_LT(worst_at_wall, street.tolerance);
}

TEST_P(Canyon, walls_see_the_exact_share_of_sky_and_ground) {
    auto const street = GetParam();
    double worst = 0.0;
    for (double const ratio : {0.25, 0.5, 1.0, 2.0, 4.0}) {
        double const height = ratio * static_cast<double>(street.width);
        auto const city = canyon(street.width, height, 1.0, true);
        auto const seen = look(city.without_trees(), {64, 8, Links::not_kept});
        double const w = 1.0 / ratio;
        double const exact = 0.5 * (1.0 + w - std::sqrt(1.0 + w * w));
        for (std::size_t i = 0; i < seen.facets.size(); ++i) {
            if (std::abs(seen.facets[i].row - 22 * street.width) > 4) continue;
            auto const& wall = seen.views.walls[i];
            worst = std::max({worst, std::abs(wall.sky - exact), std::abs(wall.ground - exact)});
            EXPECT_NEAR(wall.walls, 1.0 - 2.0 * exact, 2.0 * street.tolerance);
        }
    }
    std::printf("    largest error of a wall %.5f at %d cells\n", worst, static_cast<int>(street.width));
    EXPECT_LT(worst, street.tolerance);
}

INSTANTIATE_TEST_SUITE_P(Widths, Canyon,
                         ::testing::Values(Street{10, 0.002}, Street{20, 0.002}, Street{6, 0.002}));

TEST(SkyView, of_a_plane_is_one) {
    SmallCity const city(30, 40, 1.0);
    auto const seen = look(city.without_trees(), {32, 8, Links::kept});
    for (Index r = 0; r < 30; ++r) {
        for (Index c = 0; c < 40; ++c) {
            ASSERT_NEAR(seen.views.sky(r, c), 1.0F, 1e-6);
            ASSERT_EQ(seen.views.links.distance[7](r, c), 0);
            ASSERT_EQ(seen.views.links.horizon[7](r, c), 0);
        }
    }
    EXPECT_TRUE(seen.views.walls.empty());
}

TEST(SkyView, from_the_middle_of_a_round_basin_is_exact) {
    for (double const ratio : {0.25, 0.5, 1.0, 2.0, 4.0}) {
        constexpr Index radius = 20;
        SmallCity city(2 * radius + 9, 2 * radius + 9, 1.0);
        for (Index r = 0; r < city.surface.rows(); ++r) {
            for (Index c = 0; c < city.surface.columns(); ++c) {
                double const away =
                    std::hypot(static_cast<double>(r - radius - 4), static_cast<double>(c - radius - 4));
                if (away > radius) city.surface(r, c) = static_cast<float>(ratio * radius);
            }
        }
        auto const seen = look(city.without_trees(), {64, 8, Links::not_kept});
        EXPECT_NEAR(seen.views.sky(radius + 4, radius + 4), 1.0 / (1.0 + ratio * ratio), 0.006) << ratio;
    }
}

TEST(SkyView, before_a_single_long_wall_is_exact) {
    for (double const distance : {5.5, 10.5, 20.5}) {
        SmallCity city(60, 900, 1.0);
        city.block({0, 0, 20, 900}, 12.0F);
        auto const seen = look(city.without_trees(), {64, 8, Links::not_kept});
        double const exact = 0.5 * (1.0 + std::cos(std::atan(12.0 / distance)));
        EXPECT_NEAR(seen.views.sky(20 + static_cast<Index>(distance), 450), exact, 0.004) << distance;
    }
}

/// Between the centres of four cells.
double at_point(Array2D<float> const& cells, double cell_m, double south_m, double east_m) {
    double const y = south_m / cell_m - 0.5, x = east_m / cell_m - 0.5;
    auto const r = static_cast<Index>(y), c = static_cast<Index>(x);
    double const down = y - static_cast<double>(r), right = x - static_cast<double>(c);
    return (1 - down) * ((1 - right) * cells(r, c) + right * cells(r, c + 1)) +
           down * ((1 - right) * cells(r + 1, c) + right * cells(r + 1, c + 1));
}

TEST(SkyView, does_not_depend_on_the_size_of_cells) {
    // A block of 40 m x 40 m x 20 m; points 12 m, 22 m and 42 m from the middle of its southern face.
    for (double const away : {12.0, 22.0, 42.0}) {
        double finest = 0.0;
        for (double const cell : {0.5, 1.0, 2.0, 5.0}) {
            auto const side = static_cast<Index>(200.0 / cell);
            SmallCity city(side, side, cell);
            city.block({60, 80, 100, 120}, 20.0F);
            auto const seen = look(city.without_trees(), {64, 8, Links::not_kept});
            double const sky = at_point(seen.views.sky, cell, 100.0 + away, 98.0);
            if (cell == 0.5) finest = sky;
            EXPECT_NEAR(sky, finest, 0.002 + 0.001 * cell) << away << ' ' << cell;
        }
    }
}

TEST(SkyView, of_roofs_is_that_of_what_is_higher) {
    SmallCity city(40, 40, 1.0);
    city.block({10, 10, 30, 30}, 15.0F);
    auto const seen = look(city.without_trees(), {32, 8, Links::not_kept});
    EXPECT_NEAR(seen.views.sky(20, 20), 1.0F, 1e-6);
    EXPECT_LT(seen.views.sky(31, 20), 0.6F);
}

TEST(SkyView, of_walls_adds_up_to_one_with_what_else_they_see) {
    auto const city = testing::random_city(61, 57, 21);
    for (int const azimuths : {8, 32, 33}) {
        auto const seen = look(city.without_trees(), {azimuths, 8, Links::not_kept});
        ASSERT_GT(seen.facets.size(), 100U);
        for (auto const& wall : seen.views.walls) {
            EXPECT_NEAR(wall.sky + wall.walls + wall.ground, 1.0, 1e-3);
            EXPECT_GE(wall.walls, -1e-6F);
            EXPECT_GE(wall.ground, 0.0F);
            EXPECT_LE(wall.sky, 0.5F + 1e-5F);
        }
    }
}

TEST(SkyView, of_a_free_wall_is_half_sky_and_half_ground) {
    SmallCity city(60, 60, 1.0);
    city.block({20, 20, 40, 40}, 12.0F);
    auto const seen = look(city.without_trees(), {32, 8, Links::not_kept});
    for (auto const& wall : seen.views.walls) {
        EXPECT_NEAR(wall.sky, 0.5, 1e-5);
        EXPECT_NEAR(wall.ground, 0.5, 1e-5);
        EXPECT_EQ(wall.crowns, 0.0F);
    }
}

/// The steepest of what a line has passed.
struct Seen {
    double rise = 0.0, way = 1.0;
    bool across = false;
    void note(double height, Index step, double at, bool is_across) {
        double const distance = static_cast<double>(step) - at;
        if (height / distance <= rise / way) return;
        rise = height;
        way = distance;
        across = is_across;
    }
};

/// The horizon of each cell found by going its whole line.
TEST(SkyView, is_that_of_each_cell_looking_along_its_line) {
    auto const city = testing::random_city(37, 45, 2);
    auto const heights = city.without_trees();
    constexpr int azimuths = 16;
    Array2D<double> sum(37, 45, 0.0);
    for (int k = 0; k < azimuths; ++k) {
        SweepLines const lines(37, 45, (k + 0.5) * 360.0 / azimuths);
        auto const& surface = heights.surface(lines.axis());
        bool const by_rows = lines.axis() == SweepAxis::rows;
        for (Index step = 0; step < lines.steps(); ++step) {
            auto const columns = lines.columns(step, {0, lines.lines()});
            for (Index c = columns.begin; c < columns.end; ++c) {
                Index const line = c - lines.first_column(step);
                float const z = surface.row(lines.row(step))[c];
                Seen best;
                float nearer = z;
                for (Index back = 1; back <= step; ++back) {
                    Index const at = step - back;
                    Index const column = lines.first_column(at) + line;
                    auto const touched = lines.touched(at + 1);
                    bool const turns = lines.first_column(at) != lines.first_column(at + 1);
                    bool const row_first = touched.row == lines.row(at + 1);
                    double const border = turns ? lines.column_border(at + 1) : 0.0;
                    double const edge = static_cast<double>(at) + 0.5;
                    float const other = surface.row(lines.row(at))[column];
                    float const corner = surface.row(touched.row)[touched.first_column + line];
                    bool const wall = is_wall(other, nearer, heights.roof_step_m());
                    if (is_wall(corner, nearer, heights.roof_step_m()) && (!wall || corner >= other)) {
                        best.note(corner - z, step, turns && row_first ? border : edge, turns && row_first);
                    } else if (wall) {
                        best.note(other - z, step, turns && !row_first ? border : edge, turns && !row_first);
                    }
                    if (column < 0 || column >= (by_rows ? 45 : 37)) break;
                    best.note(other - z, step, static_cast<double>(at), false);
                    nearer = other;
                }
                double const lag = best.across ? lines.lag(step) : 0.0;
                double const slope =
                    best.rise > 0.0 ? best.rise / (best.way + lag) / lines.step_cells() / city.cell_m : 0.0;
                double& cell = by_rows ? sum(lines.row(step), c) : sum(c, lines.row(step));
                double const angle = std::acos(1.0 / lines.step_cells());
                constexpr int parts = 100;
                for (int i = 0; i < parts; ++i) {
                    double const theta = angle + ((i + 0.5) / parts - 0.5) * 2.0 * pi / azimuths;
                    double const t = best.across ? slope * std::sin(theta) / std::sin(angle) : slope;
                    cell += 1.0 / (1.0 + t * t) / azimuths / parts;
                }
            }
        }
    }
    auto const seen = look(heights, {azimuths, 8, Links::not_kept});
    for (Index r = 0; r < 37; ++r) {
        for (Index c = 0; c < 45; ++c) ASSERT_NEAR(seen.views.sky(r, c), sum(r, c), 5e-5);
    }
}

/// Steepest view over boxes from the middle of a cell's top.
double horizon_over_boxes(SmallCity const& city, Index r, Index c, double azimuth_deg) {
    double const dx = std::sin(azimuth_deg * pi / 180), dy = -std::cos(azimuth_deg * pi / 180);
    double const x = static_cast<double>(c) + 0.5, y = static_cast<double>(r) + 0.5;
    double way = 0.0, slope = 0.0;
    Index row = r, column = c;
    while (true) {
        double const to_x =
            ((dx > 0 ? static_cast<double>(column) + 1 : static_cast<double>(column)) - x) / dx;
        double const to_y = ((dy > 0 ? static_cast<double>(row) + 1 : static_cast<double>(row)) - y) / dy;
        way = std::min(to_x, to_y);
        (to_x < to_y ? column : row) += (to_x < to_y ? dx : dy) > 0 ? 1 : -1;
        if (row < 0 || column < 0 || row >= city.surface.rows() || column >= city.surface.columns())
            return slope;
        slope = std::max(slope, (city.surface(row, column) - city.surface(r, c)) / (way * city.cell_m));
    }
}

TEST(SkyView, agrees_with_rays_over_boxes_in_a_random_city) {
    auto city = testing::random_city(50, 54, 17);
    city.each({0, 0, 1e6, 1e6}, [&](Index r, Index c) {
        city.ground(r, c) = 0.0F;
        if (city.surface(r, c) < 3.0F) city.surface(r, c) = 0.0F;
    });
    auto const seen = look(city.without_trees(), {32, 8, Links::not_kept});
    double squares = 0.0, difference = 0.0;
    for (Index r = 0; r < 50; ++r) {
        for (Index c = 0; c < 54; ++c) {
            double exact = 0.0;
            constexpr int rays = 180;
            for (int k = 0; k < rays; ++k) {
                double const t = horizon_over_boxes(city, r, c, (k + 0.37) * 360.0 / rays);
                exact += 1.0 / (1.0 + t * t) / rays;
            }
            squares += (seen.views.sky(r, c) - exact) * (seen.views.sky(r, c) - exact);
            difference += seen.views.sky(r, c) - exact;
        }
    }
    double const rms = std::sqrt(squares / (50 * 54)), mean = difference / (50 * 54);
    std::printf("    rms %.5f, mean difference %.5f\n", rms, mean);
    EXPECT_LT(rms, 0.03);
    EXPECT_LT(std::abs(mean), 0.015);
}

TEST(SkyView, has_the_same_bits_for_one_two_and_three_threads) {
    auto const city = testing::random_city(47, 340, 9);
    auto const heights = city.heights();
    int const before = loop_threads();
    set_loop_threads(1);
    auto const one = look(heights, {12, 4, Links::kept});
    for (int const threads : {2, 3}) {
        set_loop_threads(threads);
        auto const many = look(heights, {12, 4, Links::kept});
        for (Index r = 0; r < 47; ++r) {
            for (Index c = 0; c < 340; ++c) {
                ASSERT_EQ(one.views.sky(r, c), many.views.sky(r, c));
                ASSERT_EQ(one.views.crowns(r, c), many.views.crowns(r, c));
                for (std::size_t k = 0; k < 12; ++k) {
                    ASSERT_EQ(one.views.links.horizon[k](r, c), many.views.links.horizon[k](r, c));
                    ASSERT_EQ(one.views.links.distance[k](r, c), many.views.links.distance[k](r, c));
                }
            }
        }
        for (std::size_t i = 0; i < one.views.walls.size(); ++i) {
            ASSERT_EQ(one.views.walls[i].sky, many.views.walls[i].sky);
            ASSERT_EQ(one.views.walls[i].ground, many.views.walls[i].ground);
            ASSERT_EQ(one.views.walls[i].crowns, many.views.walls[i].crowns);
        }
    }
    set_loop_threads(before);
}

TEST(SkyView, looks_over_cells_outside_the_territory) {
    SmallCity city(40, 40, 1.0);
    city.block({0, 0, 40, 4}, 10.0F);
    auto const whole = look(city.without_trees(), {32, 8, Links::not_kept});
    city.each({0, 8, 40, 12}, [&](Index r, Index c) { city.surface(r, c) = testing::outside; });
    auto const holed = look(city.without_trees(), {32, 8, Links::not_kept});
    for (Index r = 0; r < 40; ++r) EXPECT_NEAR(holed.views.sky(r, 20), whole.views.sky(r, 20), 1e-6);
}

TEST(SkyView, works_on_grids_of_one_cell_one_row_and_one_column) {
    for (auto const& [rows, columns] : {std::pair<Index, Index>{1, 1}, {1, 9}, {9, 1}, {0, 0}}) {
        SmallCity const city(rows, columns, 1.0);
        auto const seen = look(city.heights(), {8, 2, Links::kept});
        for (Index r = 0; r < rows; ++r) {
            for (Index c = 0; c < columns; ++c) EXPECT_NEAR(seen.views.sky(r, c), 1.0F, 1e-6);
        }
    }
}

TEST(HorizonLink, tells_height_and_distance_of_what_closes_the_view) {
    SmallCity city(60, 60, 2.0);
    city.block({0, 0, 20, 120}, 30.0F); // ten rows in the north
    auto const seen = look(city.without_trees(), {36, 8, Links::kept});
    auto const& links = seen.views.links;
    std::size_t const k = 35; // 355 degrees
    EXPECT_DOUBLE_EQ(links.azimuth_deg[k], 355.0);
    double const distance = 41.0 / std::cos(5.0 * pi / 180); // from (30, 30): 20.5 cells to the face
    EXPECT_NEAR(link_distance_m(links.distance[k](30, 30)), distance, 0.035 * distance);
    EXPECT_NEAR(horizon_deg(links.horizon[k](30, 30)), std::atan(30.0 / distance) * 180 / pi, 0.2);
    auto const wall = linked_cell(links, k, {30, 30}, 2.0);
    EXPECT_NEAR(static_cast<double>(wall.row), 9.0, 1.0);
    EXPECT_NEAR(static_cast<double>(wall.column), 28.0, 1.0);
    EXPECT_EQ(links.distance[18](30, 30), 0); // southward
}

TEST(HorizonLink, keeps_distances_within_3_2_percent) {
    for (float distance = 0.25F; distance < 15000.0F; distance *= 1.013F) {
        auto const code = distance_code(distance);
        ASSERT_GE(code, 1U);
        ASSERT_LE(code, 255U);
        EXPECT_NEAR(link_distance_m(static_cast<std::uint8_t>(code)) / distance, 1.0F, 0.032F);
    }
    EXPECT_EQ(distance_code(0.01F), 1U);
    EXPECT_EQ(distance_code(1e9F), distance_code(15000.0F));
    EXPECT_EQ(link_distance_m(0), 0.0F);
}

TEST(FacingWeight, of_all_sectors_is_two_whatever_their_number) {
    for (int const n : {2, 3, 8, 32, 33, 64}) {
        for (double const wall : side_azimuth_deg) {
            double sum = 0.0;
            for (int k = 0; k < n; ++k) sum += facing_weight((k + 0.5) * 360.0 / n, 360.0 / n, wall);
            EXPECT_NEAR(sum, 2.0, 1e-12) << n;
        }
    }
}

TEST(TreeView, of_a_closed_roof_of_leaves_is_nearly_the_whole_sky) {
    SmallCity city(120, 120, 1.0);
    city.tree({0, 0, 120, 120}, 3.0F, 12.0F);
    auto const seen = look(city.heights(), {16, 8, Links::not_kept});
    EXPECT_NEAR(seen.views.sky(60, 60), 1.0F, 1e-6);
    EXPECT_NEAR(seen.views.crowns(60, 60), 1.0F, 0.01F);
}

TEST(TreeView, of_a_ring_of_trees_is_between_its_heights) {
    // A round hedge of radius 20 to 24 around an open place; crowns from 4 to 10 m.
    SmallCity city(101, 101, 1.0);
    for (Index r = 0; r < 101; ++r) {
        for (Index c = 0; c < 101; ++c) {
            double const away = std::hypot(static_cast<double>(r - 50), static_cast<double>(c - 50));
            if (away < 20.0 || away > 24.0) continue;
            city.base(r, c) = 4.0F;
            city.top(r, c) = 10.0F;
        }
    }
    auto const seen = look(city.heights(), {32, 64, Links::not_kept});
    double const low = std::atan(4.0 / 24.0), high = std::atan(10.0 / 20.0);
    double const exact = std::pow(std::sin(high), 2) - std::pow(std::sin(low), 2);
    EXPECT_NEAR(seen.views.crowns(50, 50), exact, 0.012);
    auto const coarse = look(city.heights(), {32, 8, Links::not_kept});
    EXPECT_NEAR(coarse.views.crowns(50, 50), exact, 0.02);
}

TEST(TreeView, is_hidden_behind_houses) {
    SmallCity city(101, 101, 1.0);
    for (Index r = 0; r < 101; ++r) {
        for (Index c = 0; c < 101; ++c) {
            double const away = std::hypot(static_cast<double>(r - 50), static_cast<double>(c - 50));
            if (away > 10.0 && away < 14.0) city.surface(r, c) = 12.0F;
            if (away < 20.0 || away > 24.0) continue;
            city.base(r, c) = 4.0F;
            city.top(r, c) = 14.0F;
        }
    }
    auto const seen = look(city.heights(), {32, 8, Links::not_kept});
    EXPECT_EQ(seen.views.crowns(50, 50), 0.0F);
}

TEST(TreeView, from_walls_is_no_more_than_their_sky) {
    auto const city = testing::random_city(60, 60, 33);
    auto const seen = look(city.heights(), {32, 8, Links::not_kept});
    double crowns = 0.0;
    for (auto const& wall : seen.views.walls) {
        EXPECT_GE(wall.crowns, 0.0F);
        EXPECT_LE(wall.crowns, wall.sky + 0.03F);
        crowns += wall.crowns;
    }
    EXPECT_GT(crowns, 0.0);
}

} // namespace
} // namespace jumelle::heat
