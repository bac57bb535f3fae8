#include "io/raster/fine_depth.hpp"

#include <cmath>

#include "core/base/error.hpp"
#include "tests/io/raster/fixture.hpp"

using namespace jumelle;
using namespace jumelle::testing_data;
using testing::AllOf;
using testing::HasSubstr;

namespace {

/// A run on 3 × 2 cells of 4 m over a terrain of 1 m.
class FineDepth : public RasterTest {
  protected:
    FineDepth() {
        grid_.rows = 2;
        grid_.columns = 3;
        grid_.cell_m = 4.0;
        grid_.west_m = 650000.0;
        grid_.north_m = 6860000.0;
        grid_.crs = *find_crs("EPSG:2154");
    }
    static double valley(double column, double row) { return std::abs(column - 5.0) + 0.01 * row; }
    std::string terrain(TiffToMake const& made) const { return file("dem.tif", tiff_bytes(made)); }

    Grid grid_;
};

} // namespace

TEST_F(FineDepth, is_the_level_less_the_ground_of_each_fine_cell) {
    auto const fine = read_terrain_below(terrain(tiff(12, 8, valley)), grid_, "--terrain");
    EXPECT_EQ(fine.ratio, 4);
    EXPECT_EQ(fine.grid.cell_m, 1.0);
    EXPECT_EQ(fine.grid.west_m, 650000.0);
    Array2D<double> level_m(2, 3, std::nan(""));
    level_m(1, 1) = 1.5;
    auto const depth = depth_over(fine, level_m);
    ASSERT_EQ(depth.rows(), 8);
    ASSERT_EQ(depth.columns(), 12);
    for (Index r = 0; r < 8; ++r) {
        for (Index c = 0; c < 12; ++c) {
            auto const ground = valley(static_cast<double>(c), static_cast<double>(r));
            bool const is_in_wet_cell = r >= 4 && c >= 4 && c < 8;
            double const expected = is_in_wet_cell ? std::max(1.5 - ground, 0.0) : 0.0;
            EXPECT_NEAR(depth(r, c), expected, 1e-6) << r << ' ' << c; // the file has floats
        }
    }
}

TEST_F(FineDepth, is_unknown_where_the_terrain_is) {
    auto made = tiff(12, 8, valley);
    made.nodata = "-9999";
    made.bands[0][0] = -9999.0;
    auto const depth =
        depth_over(read_terrain_below(terrain(made), grid_, "--terrain"), Array2D<double>(2, 3, 20.0));
    EXPECT_TRUE(std::isnan(depth(0, 0)));
    EXPECT_GT(depth(0, 1), 0.0);
}

TEST_F(FineDepth, needs_a_terrain_with_smaller_cells) {
    auto made = tiff(3, 2, valley);
    made.cell = 4.0;
    try {
        read_terrain_below(terrain(made), grid_, "--terrain");
        FAIL() << "nothing was refused";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(),
                    AllOf(HasSubstr("--terrain: "), HasSubstr("cells of 4 m, which are not finer")));
    }
}

TEST_F(FineDepth, tells_of_a_file_that_is_not_there) {
    EXPECT_THROW(read_terrain_below("none.tif", grid_, "--terrain"), InputError);
}
