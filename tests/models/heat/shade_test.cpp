#include "models/heat/kernels/shade.hpp"

#include <gtest/gtest.h>
#include <numbers>

#include "core/parallel/loops.hpp"
#include "tests/models/heat/small_city.hpp"

namespace jumelle::heat {
namespace {

using testing::SmallCity;

constexpr double pi = std::numbers::pi;
double tangent(double deg) {
    return std::tan(deg * pi / 180.0);
}

struct Light {
    Array2D<float> flat;
    LargeVector<float> walls;
    std::vector<WallFacet> facets;
    float at(Index r, Index c) const { return flat(r, c); }
};

Light light(CityHeights const& heights, std::vector<SunSample> const& samples,
            double transmissivity = transmissivity_with_leaves) {
    WallFacets const facets(heights);
    Shade shade(heights, facets);
    shade.compute(samples, transmissivity);
    Light result;
    result.flat = Array2D<float>(heights.rows(), heights.columns());
    auto const flat = shade.flat();
    for (Index r = 0; r < flat.rows(); ++r) {
        for (Index c = 0; c < flat.columns(); ++c) result.flat(r, c) = flat(r, c);
    }
    result.walls = shade.walls();
    result.facets.assign(facets.all().begin(), facets.all().end());
    return result;
}

/// Dark area of the ground (cells below `below_m`) [m²].
double dark_m2(SmallCity const& city, Light const& lit, float below_m) {
    double sum = 0.0;
    for (Index r = 0; r < city.surface.rows(); ++r) {
        for (Index c = 0; c < city.surface.columns(); ++c) {
            if (city.surface(r, c) < below_m) sum += 1.0 - lit.at(r, c);
        }
    }
    return sum * city.cell_m * city.cell_m;
}

TEST(Shade, is_nowhere_on_flat_land_at_any_height_of_the_sun) {
    SmallCity const city(23, 31, 1.0);
    for (double const azimuth : {0.0, 37.0, 45.0, 90.0, 135.0, 200.0, 270.0, 315.0, 359.0}) {
        for (double const elevation : {0.2, 5.0, 45.0, 89.9, 90.0}) {
            auto const lit = light(city.heights(), {{azimuth, elevation}});
            for (Index r = 0; r < 23; ++r) {
                for (Index c = 0; c < 31; ++c) ASSERT_EQ(lit.at(r, c), 1.0F) << azimuth << ' ' << elevation;
            }
        }
    }
}

TEST(Shade, is_everywhere_while_the_sun_is_below_the_horizon) {
    SmallCity city(20, 20, 1.0);
    city.block({8, 8, 12, 12}, 10.0F);
    auto const lit = light(city.heights(), {{120.0, -0.1}, {120.0, 0.0}, {120.0, -50.0}});
    for (Index r = 0; r < 20; ++r) {
        for (Index c = 0; c < 20; ++c) ASSERT_EQ(lit.at(r, c), 0.0F);
    }
    for (float const wall : lit.walls) ASSERT_EQ(wall, 0.0F);
}

TEST(Shade, has_no_length_under_a_sun_at_the_zenith) {
    SmallCity city(20, 20, 1.0);
    city.block({8, 8, 12, 12}, 50.0F);
    auto const lit = light(city.heights(), {{77.0, 90.0}});
    for (Index r = 0; r < 20; ++r) {
        for (Index c = 0; c < 20; ++c) ASSERT_NEAR(lit.at(r, c), 1.0F, 1e-3);
    }
}

/// Light along the axes: the shadow of a block is as long as geometry says, cells in part included.
class ShadowLength : public ::testing::TestWithParam<double> {};

TEST_P(ShadowLength, of_a_block_is_height_over_tangent) {
    double const elevation = GetParam();
    for (double const cell : {1.0, 2.0, 5.0}) {
        auto const count = static_cast<Index>(240.0 / cell);
        for (double const azimuth : {0.0, 90.0, 180.0, 270.0}) {
            SmallCity city(count, count, cell);
            city.block({110, 110, 130, 130}, 17.0F);
            auto const lit = light(city.heights(), {{azimuth, elevation}});
            double const length = std::min(110.0, 17.0 / tangent(elevation));
            EXPECT_NEAR(dark_m2(city, lit, 1.0F) / 20.0, length, 0.01 + 2e-4 * length)
                << "azimuth " << azimuth << " cell " << cell;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Heights, ShadowLength,
                         ::testing::Values(5.0, 10.0, 20.0, 35.0, 45.0, 60.0, 75.0, 85.0));

TEST(Shade, of_a_block_has_the_same_area_for_cells_of_half_a_metre_to_five_metres) {
    for (double const azimuth : {20.0, 45.0, 110.0, 205.0, 290.0}) {
        for (double const elevation : {15.0, 30.0, 55.0}) {
            double const exact =
                15.0 / tangent(elevation) * 30.0 *
                (std::abs(std::sin(azimuth * pi / 180)) + std::abs(std::cos(azimuth * pi / 180)));
            for (double const cell : {0.5, 1.0, 2.0, 5.0}) {
                auto const count = static_cast<Index>(200.0 / cell);
                SmallCity city(count, count, cell);
                city.block({90, 90, 120, 120}, 15.0F);
                auto const lit = light(city.heights(), {{azimuth, elevation}});
                // A line of light is one cell wide: each side of the shadow is right to half a cell.
                EXPECT_NEAR(dark_m2(city, lit, 1.0F) / exact, 1.0, 0.01 + cell / 30.0)
                    << azimuth << ' ' << elevation << ' ' << cell;
            }
        }
    }
}

TEST(Shade, climbs_the_opposite_wall_of_a_canyon_as_geometry_says) {
    // A street from north to south, 20 m wide, walls of 15 m.
    for (double const cell : {0.5, 1.0, 2.0, 5.0}) {
        auto const columns = static_cast<Index>(60.0 / cell), rows = static_cast<Index>(600.0 / cell);
        SmallCity city(rows, columns, cell);
        city.block({0, 0, 600, 20}, 15.0F);
        city.block({0, 40, 600, 60}, 15.0F);
        for (double const azimuth : {90.0, 110.0, 60.0}) {
            for (double const elevation : {10.0, 25.0, 35.0, 50.0}) {
                auto const lit = light(city.heights(), {{azimuth, elevation}});
                double const facing = std::cos((azimuth - 90.0) * pi / 180);
                double const share = std::min(1.0, 20.0 * tangent(elevation) / facing / 15.0);
                double mean = 0.0;
                int count = 0;
                for (std::size_t i = 0; i < lit.facets.size(); ++i) {
                    // The middle of the street: no light from its ends.
                    double const y = static_cast<double>(lit.facets[i].row) * cell;
                    if (y < 250.0 || y > 350.0) continue;
                    if (lit.facets[i].faces == Side::west) {
                        EXPECT_EQ(lit.walls[i], 0.0F);
                    }
                    if (lit.facets[i].faces != Side::east) continue;
                    mean += lit.walls[i];
                    ++count;
                }
                ASSERT_GT(count, 0);
                EXPECT_NEAR(mean / count, share, 0.002 + 0.02 * cell / 5.0 * (facing < 1.0 ? 1.0 : 0.0))
                    << azimuth << ' ' << elevation << ' ' << cell;
            }
        }
    }
}

TEST(Shade, leaves_roofs_of_one_height_in_the_light_and_puts_lower_ones_in_the_shade) {
    SmallCity city(30, 30, 1.0);
    city.block({10, 5, 20, 25}, 12.0F);
    city.block({10, 5, 20, 10}, 30.0F);
    auto const lit = light(city.heights(), {{270.0, 45.0}});
    EXPECT_EQ(lit.at(15, 7), 1.0F);
    EXPECT_EQ(lit.at(15, 12), 0.0F); // 18 m above it, 5 m away
    EXPECT_EQ(lit.at(15, 24), 0.0F);
    EXPECT_EQ(lit.at(5, 15), 1.0F);
}

TEST(Shade, does_not_fall_on_slopes_that_are_gentler_than_the_light) {
    SmallCity city(40, 40, 1.0);
    for (Index r = 0; r < 40; ++r) {
        for (Index c = 0; c < 40; ++c) city.surface(r, c) = city.ground(r, c) = 0.5F * static_cast<float>(c);
    }
    EXPECT_EQ(light(city.heights(), {{90.0, 27.0}}).at(20, 20), 1.0F);
    EXPECT_EQ(light(city.heights(), {{90.0, 26.0}}).at(20, 20), 0.0F);
    EXPECT_EQ(light(city.heights(), {{270.0, 5.0}}).at(20, 20), 1.0F);
}

TEST(Shade, is_that_of_each_cell_walking_its_line_towards_the_light) {
    auto const city = testing::random_city(41, 53, 7);
    auto const heights = city.without_trees();
    for (double azimuth = 3.0; azimuth < 360.0; azimuth += 21.0) {
        SweepLines const lines(41, 53, azimuth);
        auto const& surface = heights.surface(lines.axis());
        double const elevation = 24.0;
        auto const drop = static_cast<float>(lines.step_cells() * city.cell_m * tangent(elevation));
        auto const lit = light(heights, {{azimuth, elevation}});
        for (Index step = 0; step < lines.steps(); ++step) {
            auto const columns = lines.columns(step, {0, lines.lines()});
            for (Index c = columns.begin; c < columns.end; ++c) {
                Index const line = c - lines.first_column(step);
                float const z = surface.row(lines.row(step))[c];
                float shadow = no_shadow_m;
                float nearer = z, slope = 0.0F;
                for (Index back = 1; back <= step; ++back) {
                    Index const column = lines.first_column(step - back) + line;
                    auto const touched = lines.touched(step - back + 1);
                    float const corner = surface.row(touched.row)[touched.first_column + line];
                    for (float const high : {surface.row(lines.row(step - back))[column], corner}) {
                        if (!is_wall(high, nearer, heights.roof_step_m())) continue;
                        shadow = std::max(shadow, high - (static_cast<float>(back) - 0.5F) * drop);
                    }
                    bool const inside = column >= 0 && column < (lines.axis() == SweepAxis::rows ? 53 : 41);
                    if (!inside) break;
                    float const other = surface.row(lines.row(step - back))[column];
                    if (back == 1 && std::abs(other - z) <= heights.roof_step_m()) slope = other - z;
                    shadow = std::max(shadow, other - static_cast<float>(back) * drop);
                    nearer = other;
                }
                float const expected = std::clamp(0.5F + (z - shadow) / std::abs(drop - slope), 0.0F, 1.0F);
                float const found =
                    lines.axis() == SweepAxis::rows ? lit.at(lines.row(step), c) : lit.at(c, lines.row(step));
                ASSERT_NEAR(found, expected, 2e-4) << azimuth << ' ' << step << ' ' << c;
            }
        }
    }
}

/// Whether a ray from the middle of a cell's top reaches the light, through cells that are boxes.
bool reaches_light(SmallCity const& city, Index r, Index c, SunSample const& sun) {
    double const dx = std::sin(sun.azimuth_deg * pi / 180), dy = -std::cos(sun.azimuth_deg * pi / 180);
    double const rise = tangent(sun.elevation_deg) * city.cell_m;
    double x = static_cast<double>(c) + 0.5, y = static_cast<double>(r) + 0.5, z = city.surface(r, c);
    Index row = r, column = c;
    while (true) {
        double const to_x = dx > 0 ? (static_cast<double>(column) + 1 - x) / dx
                                   : (dx < 0 ? (static_cast<double>(column) - x) / dx : 1e9);
        double const to_y = dy > 0 ? (static_cast<double>(row) + 1 - y) / dy
                                   : (dy < 0 ? (static_cast<double>(row) - y) / dy : 1e9);
        double const way = std::min(to_x, to_y);
        x += dx * way;
        y += dy * way;
        z += rise * way;
        if (to_x <= to_y) column += dx > 0 ? 1 : -1;
        if (to_y < to_x) row += dy > 0 ? 1 : -1;
        if (row < 0 || column < 0 || row >= city.surface.rows() || column >= city.surface.columns())
            return true;
        if (city.surface(row, column) > z) return false;
    }
}

TEST(Shade, agrees_with_rays_through_boxes_in_a_random_city) {
    auto city = testing::random_city(60, 64, 11);
    city.each({0, 0, 1e6, 1e6}, [&](Index r, Index c) {
        city.ground(r, c) = 0.0F; // flat: boxes have no slopes
        if (city.surface(r, c) < 3.0F) city.surface(r, c) = 0.0F;
    });
    Index equal = 0, all = 0;
    double difference = 0.0;
    for (double azimuth = 11.0; azimuth < 360.0; azimuth += 29.0) {
        SunSample const sun = {azimuth, 30.0};
        auto const lit = light(city.without_trees(), {sun});
        for (Index r = 0; r < 60; ++r) {
            for (Index c = 0; c < 64; ++c) {
                bool const ray = reaches_light(city, r, c, sun);
                equal += (lit.at(r, c) >= 0.5F) == ray;
                difference += lit.at(r, c) - (ray ? 1.0 : 0.0);
                ++all;
            }
        }
    }
    EXPECT_GT(static_cast<double>(equal) / static_cast<double>(all), 0.97);
    // Lines of one cell's width see a corner seldom, a ray always: shadows of small blocks are a little
    // narrow.
    EXPECT_LT(std::abs(difference) / static_cast<double>(all), 0.015);
    std::printf("    equal cells %.4f, mean difference %.5f\n",
                static_cast<double>(equal) / static_cast<double>(all), difference / static_cast<double>(all));
}

TEST(Shade, has_the_same_bits_for_one_two_and_three_threads) {
    auto const city = testing::random_city(57, 83, 5);
    auto const heights = city.heights();
    std::vector<SunSample> samples;
    for (double azimuth = 10.0; azimuth < 360.0; azimuth += 47.0) samples.push_back({azimuth, 20.0});
    int const before = loop_threads();
    set_loop_threads(1);
    auto const one = light(heights, samples);
    for (int const threads : {2, 3}) {
        set_loop_threads(threads);
        auto const many = light(heights, samples);
        EXPECT_EQ(one.walls, many.walls);
        for (Index r = 0; r < 57; ++r) {
            for (Index c = 0; c < 83; ++c) ASSERT_EQ(one.at(r, c), many.at(r, c));
        }
    }
    set_loop_threads(before);
}

TEST(Shade, leaves_cells_outside_the_territory_dark_and_lets_light_pass_over_them) {
    SmallCity city(30, 30, 1.0);
    city.block({10, 20, 20, 22}, 8.0F);
    city.each({0, 12, 30, 18}, [&](Index r, Index c) { city.surface(r, c) = testing::outside; });
    auto const lit = light(city.heights(), {{90.0, 30.0}});
    EXPECT_EQ(lit.at(15, 15), 0.0F);
    EXPECT_EQ(lit.at(15, 9), 0.0F); // 11 m from the block, its shadow is 13.9 m long
    EXPECT_EQ(lit.at(15, 3), 1.0F);
    EXPECT_EQ(lit.at(5, 9), 1.0F);
    for (auto const& facet : lit.facets) EXPECT_FALSE(std::isnan(facet.bottom_m));
}

TEST(Shade, works_on_grids_of_one_cell_one_row_and_one_column) {
    for (auto const& [rows, columns] : {std::pair<Index, Index>{1, 1}, {1, 9}, {9, 1}, {0, 0}}) {
        SmallCity const city(rows, columns, 1.0);
        auto const lit = light(city.heights(), {{200.0, 30.0}, {80.0, 30.0}});
        for (Index r = 0; r < rows; ++r) {
            for (Index c = 0; c < columns; ++c) EXPECT_EQ(lit.at(r, c), 2.0F);
        }
    }
}

TEST(Shade, weighs_the_moments_it_is_asked_for) {
    SmallCity city(40, 40, 1.0);
    city.block({15, 15, 25, 25}, 10.0F);
    SunSample east = {90.0, 30.0}, south = {180.0, 30.0};
    east.flat_weight = 0.25F;
    south.flat_weight = 0.5F;
    east.wall_weight = {1.0F, 2.0F, 3.0F, 4.0F};
    auto const lit = light(city.heights(), {east, south});
    EXPECT_EQ(lit.at(20, 10), 0.5F);  // west of the block
    EXPECT_EQ(lit.at(10, 20), 0.25F); // north of it
    EXPECT_EQ(lit.at(2, 2), 0.75F);
    for (std::size_t i = 0; i < lit.walls.size(); ++i) {
        float const expected = lit.facets[i].faces == Side::east    ? 2.0F
                               : lit.facets[i].faces == Side::south ? 1.0F
                                                                    : 0.0F;
        EXPECT_FLOAT_EQ(lit.walls[i], expected);
    }
}

TEST(TreeShade, begins_below_the_crown_and_ends_behind_its_top) {
    for (double const elevation : {15.0, 30.0, 45.0, 70.0}) {
        for (double const azimuth : {0.0, 90.0, 180.0, 270.0}) {
            SmallCity city(160, 160, 0.5);
            city.tree({36, 36, 44, 44}, 2.0F, 8.0F);
            auto const lit = light(city.heights(), {{azimuth, elevation}}, 0.25);
            // A box of 8 m: the ground is dark from base/tan behind its front to top/tan behind its back.
            double const length = (8.0 - 2.0) / tangent(elevation) + 8.0;
            EXPECT_NEAR(dark_m2(city, lit, 1.0F) / 8.0, 0.75 * length, 0.05) << elevation << ' ' << azimuth;
        }
    }
}

TEST(TreeShade, lets_light_in_below_the_crown_of_a_low_sun) {
    SmallCity city(60, 60, 1.0);
    city.tree({28, 28, 32, 32}, 4.0F, 9.0F);
    auto const lit = light(city.heights(), {{180.0, 30.0}}, 0.0);
    EXPECT_EQ(lit.at(30, 30), 1.0F); // 4 m up is 6.9 m on
    EXPECT_NEAR(lit.at(21, 30), 0.0F, 1e-6);
    EXPECT_EQ(lit.at(10, 30), 1.0F);
}

TEST(TreeShade, covers_the_ground_under_the_crown_when_the_sun_is_overhead) {
    SmallCity city(20, 20, 1.0);
    city.tree({8, 8, 12, 12}, 3.0F, 9.0F);
    auto const lit = light(city.heights(), {{10.0, 90.0}}, 0.1);
    for (Index r = 0; r < 20; ++r) {
        for (Index c = 0; c < 20; ++c) {
            bool const under = r >= 8 && r < 12 && c >= 8 && c < 12;
            EXPECT_NEAR(lit.at(r, c), under ? 0.1F : 1.0F, 1e-3);
        }
    }
}

TEST(TreeShade, keeps_the_gap_between_two_crowns_open) {
    SmallCity city(1, 200, 1.0);
    city.tree({0, 150, 1, 152}, 9.0F, 12.0F);
    city.tree({0, 140, 1, 142}, 2.0F, 4.0F);
    auto const lit = light(city.heights(), {{90.0, 20.0}}, 0.0);
    // From 142 - 2/tan to 140 - 4/tan, and from 152 - 9/tan to 150 - 12/tan, counted from the west.
    EXPECT_EQ(lit.at(0, 138), 1.0F);
    EXPECT_NEAR(lit.at(0, 133), 0.0F, 1e-6);
    EXPECT_NEAR(lit.at(0, 128), 1.0F, 1e-4);
    EXPECT_NEAR(lit.at(0, 122), 0.0F, 1e-6);
    EXPECT_EQ(lit.at(0, 115), 1.0F);
}

TEST(TreeShade, is_not_counted_twice_behind_crowns_that_touch) {
    SmallCity city(60, 60, 1.0);
    city.tree({20, 20, 40, 40}, 2.0F, 10.0F);
    auto const lit = light(city.heights(), {{180.0, 45.0}}, 0.3);
    for (Index r = 0; r < 60; ++r) {
        for (Index c = 0; c < 60; ++c) ASSERT_GE(lit.at(r, c), 0.3F - 1e-6F);
    }
    EXPECT_FLOAT_EQ(lit.at(30, 30), 0.3F);
}

TEST(TreeShade, changes_nothing_in_the_shadow_of_a_house) {
    SmallCity city(60, 60, 1.0);
    city.block({40, 20, 50, 40}, 30.0F);
    city.tree({30, 28, 34, 32}, 3.0F, 8.0F);
    auto const lit = light(city.heights(), {{180.0, 40.0}}, 0.3);
    for (Index r = 10; r < 38; ++r) EXPECT_EQ(lit.at(r, 30), 0.0F);
}

TEST(TreeShade, falls_on_walls) {
    // A wall that looks south, 20 m high; a hedge of trees 10 m in front of it.
    SmallCity city(60, 200, 1.0);
    city.block({10, 0, 20, 200}, 20.0F);
    city.tree({30, 0, 31, 200}, 4.0F, 9.0F);
    double const elevation = 20.0;
    auto const lit = light(city.heights(), {{180.0, elevation}}, 0.0);
    // Dark between the rays through the southern edge's base and the northern edge's top.
    double const from = 4.0 - 11.0 * tangent(elevation), to = 9.0 - 10.0 * tangent(elevation);
    for (std::size_t i = 0; i < lit.facets.size(); ++i) {
        if (lit.facets[i].faces != Side::south) continue;
        EXPECT_NEAR(lit.walls[i], 1.0 - (to - std::max(from, 0.0)) / 20.0, 1e-4);
    }
}

TEST(TreeShade, needs_no_trees) {
    auto const city = testing::random_city(33, 44, 3);
    SmallCity bare = city;
    bare.top.fill(testing::outside);
    auto const with = light(bare.heights(), {{140.0, 30.0}});
    auto const without = light(city.without_trees(), {{140.0, 30.0}});
    for (Index r = 0; r < 33; ++r) {
        for (Index c = 0; c < 44; ++c) ASSERT_EQ(with.at(r, c), without.at(r, c));
    }
    EXPECT_EQ(with.walls, without.walls);
}

} // namespace
} // namespace jumelle::heat
