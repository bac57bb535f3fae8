#include <cmath>
#include <limits>

#include "tests/io/raster/fixture.hpp"

using namespace jumelle;
using namespace jumelle::testing_data;
using testing::HasSubstr;

namespace {

/// A territory of 4 m with a terrain of 1 m.
class ReadFineTerrain : public RasterTest {
  protected:
    ReadFineTerrain() {
        spec_.resolution_m = 4.0;
        spec_.fine_cells = 4;
    }
    static double ramp(double column, double row) { return 100.0 + column + 10.0 * row; }
};

} // namespace

TEST_F(ReadFineTerrain, keeps_every_number_and_gives_the_grid_the_means) {
    give("elevation", {raster(file("a.tif", tiff_bytes(tiff(12, 8, ramp))))});
    auto const territory = read();
    ASSERT_TRUE(territory.fine.has_value());
    EXPECT_EQ(territory.grid.columns, 3);
    EXPECT_EQ(territory.grid.rows, 2);
    EXPECT_EQ(territory.grid.cell_m, 4.0);
    EXPECT_EQ(territory.fine->grid.columns, 12);
    EXPECT_EQ(territory.fine->ratio, 4);
    EXPECT_EQ(territory.fine->fields.at("elevation").cells(7, 11), ramp(11, 7));
    EXPECT_EQ(territory.fields.at("elevation").cells(1, 2), ramp(9.5, 5.5));
}

TEST_F(ReadFineTerrain, ends_with_the_last_whole_cell) {
    give("elevation", {raster(file("a.tif", tiff_bytes(tiff(14, 11, ramp))))});
    auto const territory = read();
    EXPECT_EQ(territory.grid.columns, 3);
    EXPECT_EQ(territory.grid.rows, 2);
    EXPECT_EQ(territory.fine->grid.rows, 8);
}

TEST_F(ReadFineTerrain, takes_the_cells_of_the_raster_that_are_nearest_to_the_extent) {
    give("elevation", {raster(file("a.tif", tiff_bytes(tiff(20, 20, ramp))))});
    spec_.extent = TerritorySpec::Extent{650004.3, 6859987.8, 650012.3, 6859995.8};
    auto const territory = read();
    EXPECT_EQ(territory.grid.west_m, 650004.0);
    EXPECT_EQ(territory.fine->fields.at("elevation").cells(0, 0), ramp(4, 4));
}

TEST_F(ReadFineTerrain, is_outside_where_no_fine_cell_has_a_height) {
    auto made = tiff(8, 4, ramp);
    made.nodata = "-9999";
    for (std::size_t i = 0; i < made.bands.back().size(); ++i) {
        if (i % 8 >= 4) made.bands.back()[i] = -9999.0;
    }
    auto layer = raster(file("a.tif", tiff_bytes(made)));
    layer.missing_is_outside = true;
    give("elevation", {layer});
    give("population", {constant(3.0)});
    auto const territory = read();
    EXPECT_EQ(territory.fields.at("population").cells(0, 0), 3.0);
    EXPECT_TRUE(std::isnan(territory.fields.at("population").cells(0, 1)));
    EXPECT_TRUE(std::isnan(territory.fields.at("elevation").cells(0, 1)));
    EXPECT_FALSE(territory.fine->fields.has("population"));
}

TEST_F(ReadFineTerrain, paints_shapes_on_the_fine_cells) {
    give("elevation", {raster(file("a.tif", tiff_bytes(tiff(8, 8, ramp))))});
    std::string const house = file("house.csv", "x,y\n650001,6859999\n650003,6859999\n650003,6859996\n"
                                                "650001,6859996\n");
    give("building_height", {constant(0.0), polygons({house}, 5.0)});
    auto const territory = read();
    auto const& fine = territory.fine->fields.at("building_height").cells;
    EXPECT_EQ(fine(1, 1), 5.0);
    EXPECT_EQ(fine(1, 3), 0.0);
    EXPECT_EQ(territory.fields.at("building_height").cells(0, 0), 0.0); // 6 of 16: less than half
}

TEST_F(ReadFineTerrain, tells_all_faults_of_both_grids) {
    give("elevation", {raster(file("a.tif", "no raster"))});
    give("manning", {raster((folder_ / "none.tif").string())});
    EXPECT_THAT(faults(), HasSubstr("a.tif"));
    EXPECT_THAT(faults(), HasSubstr("none.tif"));
}

TEST_F(ReadFineTerrain, needs_a_raster_of_at_least_one_cell) {
    give("elevation", {raster(file("a.tif", tiff_bytes(tiff(3, 9, ramp))))});
    EXPECT_THAT(faults(), HasSubstr("larger than the elevation raster"));
}
