#include <cmath>

#include "tests/io/raster/fixture.hpp"

using namespace jumelle;
using namespace jumelle::testing_data;

namespace {

/// Repeatable numbers for spoiling files (Numerical Recipes' quick generator).
class Dice {
  public:
    std::size_t roll(std::size_t sides) {
        state_ = state_ * 1664525u + 1013904223u;
        return (state_ >> 8) % sides;
    }

  private:
    std::uint32_t state_ = 20261123;
};

/// Changes a few bytes, and now and then cuts the end off.
std::string spoilt(std::string bytes, Dice& dice) {
    std::size_t const changes = 1 + dice.roll(6);
    for (std::size_t i = 0; i < changes; ++i)
        bytes[dice.roll(bytes.size())] = static_cast<char>(dice.roll(256));
    if (dice.roll(4) == 0) bytes.resize(dice.roll(bytes.size()));
    return bytes;
}

class BrokenFiles : public RasterTest {
  protected:
    static constexpr int tries = 100; // in each of five tests

    /// Reads a scenario whose last layer is a spoilt file, many times: each time it is read whole, or there
    /// are faults with a message. Anything else (a crash, another exception) fails.
    void read_spoilt(std::string const& name, std::string const& bytes, FieldLayer layer,
                     std::string const& field) {
        Dice dice;
        int refused = 0;
        for (int i = 0; i < tries; ++i) {
            layer.file = file(name, spoilt(bytes, dice));
            if (layer.kind == FieldLayer::Kind::polygons) layer.files = {layer.file};
            spec_.fields.clear();
            spec_.extent.reset();
            flat_ground(8.0, 8.0);
            give(field, {layer});
            FaultList list;
            Territory const territory = read_territory(spec_, convert_, list);
            for (auto const& fault : list.faults()) EXPECT_FALSE(fault.message.empty());
            if (list.empty()) {
                EXPECT_EQ(territory.fields.at(field).cells.size(), 64);
            } else {
                ++refused;
            }
        }
        EXPECT_GT(refused, tries / 20); // the spoiling does hit
    }
};

} // namespace

TEST_F(BrokenFiles, geotiffs_give_faults_and_no_crash) {
    auto made = tiff(8, 8, [](double c, double r) { return c + r; });
    made.nodata = "-9999";
    made.scale = 0.5;
    read_spoilt("a.tif", tiff_bytes(made), raster(""), "canopy_height");
}

TEST_F(BrokenFiles, geotiffs_that_give_the_grid_give_faults_and_no_crash) {
    std::string const bytes = tiff_bytes(tiff(8, 8, [](double c, double r) { return c + r; }));
    Dice dice;
    for (int i = 0; i < tries; ++i) {
        spec_.fields.clear();
        give("elevation", {raster(file("a.tif", spoilt(bytes, dice)))});
        try {
            // A spoilt size can be a large one; what is read in the other tests need not fill the memory
            // here.
            if (territory_grid(spec_).size() > 10000) continue;
            FaultList list;
            Territory const territory = read_territory(spec_, convert_, list);
            EXPECT_TRUE(!list.empty() || territory.grid.size() > 0);
        } catch (InputError const& error) {
            EXPECT_FALSE(error.faults().empty());
        }
    }
}

TEST_F(BrokenFiles, ascii_grids_give_faults_and_no_crash) {
    std::string text =
        "ncols 8\nnrows 8\nxllcorner 650000\nyllcorner 6859992\ncellsize 1\nNODATA_value -9999\n";
    for (int row = 0; row < 8; ++row) text += "1.5 2 3 4 5 6 7 8\n";
    auto layer = raster("");
    layer.crs = "EPSG:2154";
    read_spoilt("a.asc", text, layer, "canopy_height");
}

TEST_F(BrokenFiles, geojson_gives_faults_and_no_crash) {
    read_spoilt(
        "a.geojson",
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},)"
        R"("features":[{"type":"Feature","properties":{"h":6.5},"geometry":{"type":"Polygon","coordinates":)"
        R"([[[650001,6859993],[650004,6859993],[650004,6859996],[650001,6859993]]]}}]})",
        vector("", "h"), "building_height");
}

TEST_F(BrokenFiles, polygon_tables_give_faults_and_no_crash) {
    read_spoilt("a.csv", "x,y\n650001,6859993\n650004,6859993\n650004,6859996\n", polygons({}, 3.0),
                "building_height");
}
