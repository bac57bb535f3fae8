#include <cmath>

#include "tests/io/raster/fixture.hpp"

using namespace jumelle;
using namespace jumelle::testing_data;
using testing::HasSubstr;

namespace {

class TerritoryGrid : public RasterTest {
  protected:
    static double zero(double, double) { return 0.0; }
    /// The text of the fault that choosing the grid gives.
    std::string fault() const {
        try {
            (void)territory_grid(spec_);
        } catch (InputError const& error) {
            return error.what();
        }
        return "";
    }
};

} // namespace

TEST_F(TerritoryGrid, takes_over_the_cells_of_the_elevation) {
    auto made = tiff(30, 20, zero);
    made.west = 650000.25;
    give("elevation", {raster(file("a.tif", tiff_bytes(made)))});
    Grid const grid = territory_grid(spec_);
    EXPECT_EQ(grid.columns, 30);
    EXPECT_EQ(grid.rows, 20);
    EXPECT_EQ(grid.west_m, 650000.25);
    EXPECT_EQ(grid.north_m, 6860000.0);
    EXPECT_EQ(grid.cell_m, 1.0);
    EXPECT_EQ(grid.crs.epsg, 2154);
}

TEST_F(TerritoryGrid, takes_over_cells_that_differ_by_less_than_a_thousandth) {
    auto made = tiff(30, 20, zero);
    made.cell = 0.9995;
    give("elevation", {raster(file("a.tif", tiff_bytes(made)))});
    Grid const grid = territory_grid(spec_);
    EXPECT_NEAR(grid.cell_m, 0.9995, 1e-9);
    EXPECT_EQ(grid.columns, 30);
}

TEST_F(TerritoryGrid, does_not_take_over_cells_that_differ_by_more) {
    auto made = tiff(30, 20, zero);
    made.cell = 0.99;
    give("elevation", {raster(file("a.tif", tiff_bytes(made)))});
    Grid const grid = territory_grid(spec_);
    EXPECT_EQ(grid.cell_m, 1.0);
    EXPECT_EQ(grid.columns, 29);
}

TEST_F(TerritoryGrid, starts_at_the_corner_of_the_raster_for_other_cell_sizes) {
    spec_.resolution_m = 4.0;
    give("elevation", {raster(file("a.tif", tiff_bytes(tiff(30, 20, zero))))});
    Grid const grid = territory_grid(spec_);
    EXPECT_EQ(grid.west_m, 650000.0);
    EXPECT_EQ(grid.north_m, 6860000.0);
    EXPECT_EQ(grid.columns, 7); // whole cells only: the last 2 m are left out
    EXPECT_EQ(grid.rows, 5);
}

TEST_F(TerritoryGrid, moves_an_asked_extent_onto_the_cells_of_the_raster) {
    auto made = tiff(30, 20, zero);
    made.west = 650000.25;
    give("elevation", {raster(file("a.tif", tiff_bytes(made)))});
    spec_.extent = TerritorySpec::Extent{650005.0, 6859985.0, 650015.0, 6859995.0};
    Grid const grid = territory_grid(spec_);
    EXPECT_EQ(grid.west_m, 650005.25);
    EXPECT_EQ(grid.columns, 10);
    EXPECT_EQ(grid.rows, 10);
}

TEST_F(TerritoryGrid, takes_the_asked_extent_as_it_is_where_cells_differ_anyway) {
    give("elevation", {constant(1.0)});
    spec_.extent = TerritorySpec::Extent{650000.0, 6859990.0, 650009.0, 6860000.0};
    spec_.resolution_m = 2.0;
    Grid const grid = territory_grid(spec_);
    EXPECT_EQ(grid.west_m, 650000.0);
    EXPECT_EQ(grid.columns, 5); // the extent is covered whole
    EXPECT_EQ(grid.rows, 5);
}

TEST_F(TerritoryGrid, lies_on_multiples_of_the_resolution_after_reprojection) {
    auto made = tiff(100, 100, zero);
    made.epsg = 32631;
    made.west = 450000.0;
    made.north = 5410000.0;
    made.cell = 10.0;
    spec_.resolution_m = 10.0;
    give("elevation", {raster(file("a.tif", tiff_bytes(made)))});
    Grid const grid = territory_grid(spec_);
    EXPECT_NEAR(std::remainder(grid.west_m, 10.0), 0.0, 1e-9);
    EXPECT_NEAR(std::remainder(grid.north_m, 10.0), 0.0, 1e-9);
    EXPECT_GE(grid.columns, 100);
}

TEST_F(TerritoryGrid, takes_the_size_of_the_raster_cells_where_none_is_asked) {
    auto made = tiff(10, 10, zero);
    made.cell = 2.5;
    spec_.resolution_m = 0.0;
    give("elevation", {raster(file("a.tif", tiff_bytes(made)))});
    EXPECT_EQ(territory_grid(spec_).cell_m, 2.5);
}

TEST_F(TerritoryGrid, follows_the_elevation_and_not_another_raster) {
    auto other = tiff(5, 5, zero);
    other.cell = 3.0;
    give("canopy_height", {raster(file("c.tif", tiff_bytes(other)))});
    give("elevation", {raster(file("a.tif", tiff_bytes(tiff(30, 20, zero))))});
    EXPECT_EQ(territory_grid(spec_).columns, 30);
}

TEST_F(TerritoryGrid, refuses_a_missing_crs) {
    spec_.crs = "";
    EXPECT_THAT(fault(), HasSubstr("no CRS"));
}

TEST_F(TerritoryGrid, refuses_an_unknown_crs) {
    spec_.crs = "EPSG:999999";
    EXPECT_THAT(fault(), HasSubstr("'EPSG:999999' is not known"));
    EXPECT_THAT(fault(), HasSubstr("hint: write an EPSG code"));
}

TEST_F(TerritoryGrid, refuses_degrees) {
    spec_.crs = "EPSG:4326";
    EXPECT_THAT(fault(), HasSubstr("is geographic: its axes are in degrees, not in metres"));
}

TEST_F(TerritoryGrid, refuses_a_territory_without_extent) {
    give("elevation", {constant(1.0)});
    EXPECT_THAT(fault(), HasSubstr("no extent"));
}

TEST_F(TerritoryGrid, refuses_an_extent_turned_inside_out) {
    give("elevation", {constant(1.0)});
    spec_.extent = TerritorySpec::Extent{650010.0, 0.0, 650000.0, 10.0};
    EXPECT_THAT(fault(), HasSubstr("extent is empty"));
}

TEST_F(TerritoryGrid, refuses_more_cells_than_the_memory_holds) {
    give("elevation", {constant(1.0)});
    spec_.extent = TerritorySpec::Extent{0.0, 0.0, 1.0e6, 1.0e6};
    spec_.resolution_m = 0.01;
    EXPECT_THAT(fault(), HasSubstr("100000000 × 100000000 cells of 0.01 m need"));
    EXPECT_THAT(fault(), HasSubstr("coarser resolution"));
}

TEST_F(TerritoryGrid, survives_a_resolution_that_is_next_to_nothing) {
    give("elevation", {constant(1.0)});
    spec_.extent = TerritorySpec::Extent{0.0, 0.0, 1.0e6, 1.0e6};
    spec_.resolution_m = 1e-300;
    EXPECT_THAT(fault(), HasSubstr("cells"));
}
