#include "io/raster/map_picture.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "io/raster/hillshade.hpp"

using namespace jumelle;

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

template <class F>
Array2D<double> cells(Index rows, Index columns, F const& f) {
    Array2D<double> made(rows, columns);
    for (Index row = 0; row < rows; ++row) {
        for (Index column = 0; column < columns; ++column)
            made(row, column) = f(static_cast<double>(column), static_cast<double>(row));
    }
    return made;
}

struct MapPicture : testing::Test {
    Grid grid{20, 40, 1.0, 0.0, 20.0, {}};
    Array2D<double> flat = cells(20, 40, [](double, double) { return 5.0; });
    MapLayers layers;
    MapStyle style;

    MapPicture() {
        layers.grid = &grid;
        layers.elevation_m = &flat;
        style.longest_side = 400; // 10 pixels a cell
    }
    /// The colour in the middle of a cell.
    Colour at(Picture const& picture, Index row, Index column) const {
        return picture.at(10 * column + 5, 10 * row + 5);
    }
};

} // namespace

TEST(Hillshade, leaves_flat_ground_as_bright_as_it_is) {
    auto const shade = hillshade(cells(5, 5, [](double, double) { return 3.0; }).view(), 1.0, {});
    EXPECT_NEAR(shade(2, 2), 1.0, 1e-12);
    EXPECT_NEAR(shade(0, 0), 1.0, 1e-12);
}

TEST(Hillshade, follows_the_angle_between_slope_and_light) {
    // Rising 1 in 1 towards the south-east, so the slope faces the light: it falls at a right angle on
    // a slope of 45°; this one has the gradient sqrt(2) along the diagonal.
    auto const facing = cells(5, 5, [](double column, double row) { return column + row; });
    double const slope = std::atan(std::sqrt(2.0)), sun = std::acos(-1.0) / 4.0;
    EXPECT_NEAR(hillshade(facing.view(), 1.0, {})(2, 2), std::cos(slope - sun) / std::sin(sun), 1e-12);
    auto const turned_away = cells(5, 5, [](double column, double row) { return -column - row; });
    EXPECT_EQ(hillshade(turned_away.view(), 1.0, {})(2, 2), 0.0);
}

TEST(Hillshade, takes_the_size_of_cells_into_account) {
    auto const heights = cells(5, 5, [](double column, double) { return column; });
    MapLight steeper;
    steeper.exaggeration = 2.0;
    EXPECT_NEAR(hillshade(heights.view(), 1.0, steeper)(2, 2), hillshade(heights.view(), 0.5, {})(2, 2),
                1e-12);
}

TEST(Hillshade, is_nothing_where_there_is_no_height_and_sound_beside_it) {
    auto heights = cells(5, 5, [](double, double) { return 3.0; });
    heights(2, 2) = nothing;
    auto const shade = hillshade(heights.view(), 1.0, {});
    EXPECT_TRUE(std::isnan(shade(2, 2)));
    EXPECT_NEAR(shade(2, 3), 1.0, 1e-12);
}

TEST(Hillshade, exaggerates_flat_land_but_not_mountains) {
    EXPECT_GT(readable_exaggeration(cells(5, 5, [](double c, double) { return 0.01 * c; }).view(), 1.0), 4.0);
    EXPECT_EQ(readable_exaggeration(cells(5, 5, [](double c, double) { return c; }).view(), 1.0), 1.0);
    EXPECT_EQ(readable_exaggeration(cells(5, 5, [](double, double) { return 2.0; }).view(), 1.0), 1.0);
}

TEST(CastLight, puts_the_shadow_of_a_tower_to_its_south_east) {
    auto heights = cells(9, 9, [](double, double) { return 0.0; });
    heights(3, 3) = 2.5;
    auto const lit = cast_light(heights.view(), 1.0, {});
    EXPECT_EQ(lit(4, 4), 0.0);
    EXPECT_EQ(lit(2, 2), 1.0);
    EXPECT_EQ(lit(3, 3), 1.0);
    EXPECT_EQ(lit(7, 7), 1.0); // 5.7 m away: the shadow of 2.5 m is shorter
}

TEST(RampColour, runs_from_one_end_to_the_other_and_no_further) {
    EXPECT_EQ(ramp_colour(Ramp::water, -5.0).blue, ramp_colour(Ramp::water, 0.0).blue);
    EXPECT_EQ(ramp_colour(Ramp::water, 7.0).blue, ramp_colour(Ramp::water, 1.0).blue);
    for (auto const ramp : {Ramp::water, Ramp::plain}) {
        auto const brightness = [&](double share) {
            Colour const colour = ramp_colour(ramp, share);
            return colour.red + colour.green + colour.blue;
        };
        for (double share = 0.0; share < 0.95; share += 0.1)
            EXPECT_GT(brightness(share), brightness(share + 0.1));
    }
}

TEST_F(MapPicture, has_the_shape_of_the_grid) {
    Picture const picture = draw_map(layers, style);
    EXPECT_EQ(picture.width, 400);
    EXPECT_EQ(picture.height, 200);
    EXPECT_EQ(picture.rgb.size(), 3u * 400u * 200u);
}

TEST_F(MapPicture, shrinks_a_large_grid) {
    style.longest_side = 10;
    Picture const picture = draw_map(layers, style);
    EXPECT_EQ(picture.width, 10);
    EXPECT_EQ(picture.height, 5);
}

TEST_F(MapPicture, shows_deep_water_dark_and_dry_cells_as_ground) {
    auto const depth = cells(20, 40, [](double column, double) {
        return column < 10.0 ? 0.0 : column < 20.0 ? 0.1 : 2.0;
    });
    Picture const ground = draw_map(layers, style);
    layers.field = &depth;
    style.high = 2.0;
    Picture const picture = draw_map(layers, style);
    EXPECT_EQ(at(picture, 5, 4).red, at(ground, 5, 4).red);
    EXPECT_GT(at(picture, 5, 14).blue, at(picture, 5, 14).red);
    EXPECT_LT(at(picture, 5, 25).red, at(picture, 5, 14).red);
}

TEST_F(MapPicture, leaves_paper_white_outside_the_territory) {
    flat(5, 5) = nothing;
    Picture const picture = draw_map(layers, style);
    EXPECT_EQ(at(picture, 5, 5).red, 255.0);
    EXPECT_LT(at(picture, 5, 15).blue, 255.0);
}

TEST_F(MapPicture, draws_houses_over_the_water_and_trees_green) {
    auto const houses =
        cells(20, 40, [](double column, double) { return column > 5.0 && column < 12.0 ? 6.0 : 0.0; });
    auto const trees =
        cells(20, 40, [](double column, double) { return column > 20.0 && column < 30.0 ? 8.0 : 0.0; });
    auto const depth = cells(20, 40, [](double column, double) { return column < 15.0 ? 1.0 : 0.0; });
    layers.building_height_m = &houses;
    layers.canopy_height_m = &trees;
    layers.field = &depth;
    Picture const picture = draw_map(layers, style);
    Colour const house = at(picture, 5, 8), tree = at(picture, 5, 25), water = at(picture, 5, 2);
    EXPECT_LT(std::abs(house.red - house.blue), 20.0);
    EXPECT_GT(tree.green, tree.red + 15.0);
    EXPECT_GT(water.blue, water.red + 40.0);
}

TEST_F(MapPicture, tints_land_cover) {
    auto const cover = cells(20, 40, [](double column, double) { return column < 20.0 ? 8.0 : 4.0; });
    layers.land_cover = &cover;
    Picture const picture = draw_map(layers, style);
    EXPECT_GT(at(picture, 5, 5).blue, at(picture, 5, 5).red);
    EXPECT_GT(at(picture, 5, 30).green, at(picture, 5, 30).blue);
}

TEST_F(MapPicture, ignores_land_cover_codes_that_mean_nothing) {
    auto const cover = cells(20, 40, [](double column, double) { return column < 20.0 ? nothing : 1e9; });
    Picture const plain = draw_map(layers, style);
    layers.land_cover = &cover;
    EXPECT_EQ(draw_map(layers, style).rgb, plain.rgb);
}

TEST(Lettering, leaves_its_ink_where_it_is_told) {
    Picture picture(40, 20);
    write_text(picture, "1", {2, 3, 2, {0.0, 0.0, 0.0, 1.0}});
    EXPECT_EQ(picture.at(4, 3).red, 0.0);   // the tip of the digit: second dot of the first row
    EXPECT_EQ(picture.at(2, 3).red, 255.0); // beside it
    EXPECT_EQ(picture.at(30, 10).red, 255.0);
}

TEST(Lettering, knows_its_width_and_survives_unknown_signs) {
    EXPECT_EQ(text_width("11", 2), (3 + 1 + 3) * 2);
    EXPECT_EQ(text_width("", 2), 0);
    EXPECT_EQ(text_width("°", 1), 2);
    Picture picture(10, 10);
    write_text(picture, "\xC2", {0, 0, 1, {}});
    write_text(picture, "ü~9", {5, 5, 3, {}}); // runs over the edge
    EXPECT_EQ(picture.rgb.size(), 300u);
}
