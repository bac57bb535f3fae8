#include "io/raster/rain_maps.hpp"

#include "tests/io/raster/fixture.hpp"

namespace jumelle {
namespace {

using namespace testing;

/// Two-by-two grids of 1 m cells under rain maps of 2 m pixels.
class RainMapsFile : public testing_data::RasterTest {
  protected:
    RainMapsFile() {
        grid_.rows = grid_.columns = 2;
        grid_.cell_m = 1.0;
        grid_.west_m = 650000.0;
        grid_.north_m = 6860000.0;
        grid_.crs = *find_crs("EPSG:2154");
        rain_.where = Value::make_map({}).located({"storm.yaml", 9, 9}, "forcing.rain");
        rain_.unit = "mm/h";
        rain_.every_s = 300.0;
    }
    testing_data::TiffToMake bands(std::vector<double> const& values) const {
        auto made = tiff(1, 1, [](double, double) { return 0.0; });
        made.cell = 2.0;
        made.bands.clear();
        for (double const value : values) made.bands.push_back({value});
        return made;
    }
    RainMaps read_maps() const {
        auto const convert = [](double value, std::string const& from,
                                std::string const& to) -> std::optional<double> {
            if (from == "mm/h" && to == "m/s") return value * 0.001 / 3600.0;
            return std::nullopt;
        };
        return read_rain_maps(rain_, grid_, *parse_instant("2025-07-01T00:00Z"), convert);
    }
    std::string trouble() const {
        try {
            (void)read_maps();
        } catch (InputError const& error) {
            return error.what();
        }
        return "";
    }

    Grid grid_;
    RainMapsSpec rain_;
};

TEST_F(RainMapsFile, every_band_of_every_file_is_an_interval) {
    rain_.files = {file("a.tif", tiff_bytes(bands({36.0, 72.0}))), file("b.tif", tiff_bytes(bands({0.0})))};
    rain_.start_s = 60.0;
    RainMaps const maps = read_maps();
    EXPECT_THAT(maps.begin_s, ElementsAre(60.0, 360.0, 660.0));
    EXPECT_EQ(maps.end_s, 960.0);
    EXPECT_FLOAT_EQ(maps.intensity_mps[0](0, 0), 1e-5F);
    EXPECT_FLOAT_EQ(maps.intensity_mps[1](1, 1), 2e-5F);
    EXPECT_EQ(maps.intensity_mps[2](1, 0), 0.0F);
}

TEST_F(RainMapsFile, pixels_without_a_value_are_dry) {
    auto made = bands({-999.0});
    made.nodata = "-999";
    rain_.files = {file("a.tif", tiff_bytes(made))};
    EXPECT_EQ(read_maps().intensity_mps[0](0, 0), 0.0F);
}

TEST_F(RainMapsFile, negative_rain_is_told_with_its_place) {
    rain_.files = {file("a.tif", tiff_bytes(bands({1.0, -2.0})))};
    EXPECT_THAT(trouble(), AllOf(HasSubstr("storm.yaml:9:9: forcing.rain: band 2 of"),
                                 HasSubstr("has rain of -2 at x 650000.5, y 6859999.5"),
                                 HasSubstr("rain is not negative")));
}

TEST_F(RainMapsFile, far_too_strong_rain_asks_for_the_unit) {
    rain_.files = {file("a.tif", tiff_bytes(bands({1e6})))};
    EXPECT_THAT(trouble(), HasSubstr("it is more than 10 m/h; is the unit right?"));
}

TEST_F(RainMapsFile, a_unit_is_needed) {
    rain_.files = {file("a.tif", tiff_bytes(bands({1.0})))};
    rain_.unit.clear();
    EXPECT_THAT(trouble(), HasSubstr("a.tif does not say the unit of its rain"));
    rain_.unit = "kg";
    EXPECT_THAT(trouble(), HasSubstr("'kg' is no unit of rain intensity"));
}

TEST_F(RainMapsFile, times_are_needed) {
    rain_.files = {file("a.tif", tiff_bytes(bands({1.0})))};
    rain_.every_s.reset();
    EXPECT_THAT(trouble(),
                AllOf(HasSubstr("a.tif does not say when its maps hold"), HasSubstr("every: 5 min")));
}

TEST_F(RainMapsFile, a_missing_file_is_told) {
    rain_.files = {(folder_ / "gone.tif").string()};
    EXPECT_THAT(trouble(), HasSubstr("gone.tif does not exist"));
}

} // namespace
} // namespace jumelle
