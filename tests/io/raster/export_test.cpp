#include <cmath>
#include <limits>

#include "io/raster/export.hpp"
#include "io/raster/gis_driver.hpp"
#include "tests/io/raster/fixture.hpp"

using namespace jumelle;
using namespace jumelle::testing_data;
using testing::HasSubstr;
using testing::Not;

namespace {

class Export : public RasterTest {
  protected:
    Export() : grid_{300, 200, 2.0, 650000.0, 6860000.0, *find_crs("EPSG:2154")}, depth_(300, 200, 0.0) {
        for (Index row = 0; row < 300; ++row) {
            for (Index column = 0; column < 200; ++column)
                depth_(row, column) = 0.25 * static_cast<double>(row) - 0.5 * static_cast<double>(column);
        }
        depth_(7, 9) = std::numeric_limits<double>::quiet_NaN();
    }
    std::string path(std::string const& name) const { return (folder_ / name).string(); }

    Grid grid_;
    Array2D<double> depth_;
    FieldInfo info_{"water_depth", "m", "depth of water", "", Location::cell, TimeMeaning::instant, 0.0, 0.0};
};

} // namespace

TEST_F(Export, writes_a_geotiff_that_reads_back_bit_by_bit) {
    write_geotiff(path("depth.tif"), grid_, depth_, info_);
    Array2D<double> read(300, 200);
    auto const reading =
        gis_driver().read({path("depth.tif"), 1, ""}, grid_, Resampling::nearest, read.view());
    EXPECT_TRUE(reading.copied);
    EXPECT_EQ(reading.covered, 300 * 200 - 1);
    for (Index row = 0; row < 300; ++row) {
        for (Index column = 0; column < 200; ++column) {
            if (row != 7 || column != 9) {
                ASSERT_EQ(read(row, column), depth_(row, column));
            }
        }
    }
    EXPECT_TRUE(std::isnan(read(7, 9)));
}

TEST_F(Export, writes_place_system_and_unit_into_the_geotiff) {
    write_geotiff(path("depth.tif"), grid_, depth_, info_);
    auto const facts = gis_driver().facts({path("depth.tif"), 1, ""}, grid_.crs);
    EXPECT_EQ(facts.format, "GTiff");
    EXPECT_EQ(facts.crs, "EPSG:2154");
    EXPECT_EQ(facts.unit, "m");
    EXPECT_EQ(facts.west_m, 650000.0);
    EXPECT_EQ(facts.north_m, 6860000.0);
    EXPECT_EQ(facts.cell_width_m, 2.0);
    EXPECT_TRUE(facts.upright);
}

TEST_F(Export, leaves_nothing_beside_the_geotiff) {
    write_geotiff(path("depth.tif"), grid_, depth_, info_);
    int files = 0;
    for (auto const& entry : std::filesystem::directory_iterator(folder_)) {
        EXPECT_EQ(entry.path().filename(), "depth.tif");
        ++files;
    }
    EXPECT_EQ(files, 1);
}

TEST_F(Export, replaces_an_older_file) {
    write_bytes(path("depth.tif"), "old");
    write_geotiff(path("depth.tif"), grid_, depth_, info_);
    EXPECT_GT(std::filesystem::file_size(path("depth.tif")), 1000u);
}

TEST_F(Export, cannot_write_into_a_folder_that_does_not_exist) {
    try {
        write_geotiff(path("no/depth.tif"), grid_, depth_, info_);
        FAIL();
    } catch (IoError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("cannot write"));
        EXPECT_THAT(error.what(), HasSubstr("depth.tif"));
    }
}

TEST_F(Export, cannot_write_onto_a_full_disk) {
    if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "NOT TESTED: there is no /dev/full";
    std::filesystem::create_symlink("/dev/full", path("depth.tif.part"));
    EXPECT_THROW(write_geotiff(path("depth.tif"), grid_, depth_, info_), IoError);
    EXPECT_FALSE(std::filesystem::exists(path("depth.tif")));
}

TEST_F(Export, writes_a_png_with_its_signature_and_nothing_beside_it) {
    MapLayers layers;
    layers.grid = &grid_;
    layers.elevation_m = &depth_;
    MapStyle style;
    style.longest_side = 150;
    write_png_map(path("map.png"), layers, style);
    EXPECT_EQ(read_bytes(path("map.png")).substr(0, 4), "\x89PNG");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(Export, finds_its_module_from_the_place_of_the_program) {
    auto const places = gis_driver_places();
    ASSERT_FALSE(places.empty());
    for (auto const& place : places) EXPECT_EQ(place.filename(), "libjumelle_raster_gdal.so");
    bool const any = std::any_of(places.begin(), places.end(),
                                 [](auto const& place) { return std::filesystem::exists(place); });
    EXPECT_TRUE(any);
}
