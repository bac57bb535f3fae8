#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "io/raster/raster_reader.hpp"
#include "tests/io/raster/make_tiff.hpp"

namespace jumelle::testing_data {

/// A folder of its own for each test, the pieces of a scenario, and what reading them gives.
class RasterTest : public testing::Test {
  protected:
    RasterTest() {
        auto const* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::path(testing::TempDir()) /
                  (std::string("jumelle_") + test->test_suite_name() + "_" + test->name() + "_" +
                   std::to_string(::getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        spec_.crs = "EPSG:2154";
        spec_.resolution_m = 1.0;
    }
    ~RasterTest() override { std::filesystem::remove_all(folder_); }

    std::string file(std::string const& name, std::string const& bytes) const {
        write_bytes(folder_ / name, bytes);
        return (folder_ / name).string();
    }

    /// A raster of `columns` × `rows` cells with the number `f(column, row)` in each.
    template <class F>
    static TiffToMake tiff(Index columns, Index rows, F const& f) {
        TiffToMake made;
        made.columns = columns;
        made.rows = rows;
        made.west = 650000.0;
        made.north = 6860000.0;
        made.bands.emplace_back();
        for (Index row = 0; row < rows; ++row) {
            for (Index column = 0; column < columns; ++column)
                made.bands.back().push_back(f(static_cast<double>(column), static_cast<double>(row)));
        }
        return made;
    }

    static FieldLayer raster(std::string const& path) {
        FieldLayer layer;
        layer.kind = FieldLayer::Kind::raster;
        layer.file = path;
        return layer;
    }
    static FieldLayer constant(double value) {
        FieldLayer layer;
        layer.value = value;
        return layer;
    }
    static FieldLayer vector(std::string const& path, std::string const& attribute) {
        FieldLayer layer;
        layer.kind = FieldLayer::Kind::vector;
        layer.file = path;
        layer.attribute = attribute;
        return layer;
    }
    static FieldLayer polygons(std::vector<std::string> files, double value) {
        FieldLayer layer;
        layer.kind = FieldLayer::Kind::polygons;
        layer.files = std::move(files);
        layer.value = value;
        return layer;
    }

    void give(std::string const& name, std::vector<FieldLayer> layers) {
        Value const where = Value::make_map({}).located({"storm.yaml", 7, 5}, "territory.fields." + name);
        for (auto& layer : layers) layer.where = where;
        spec_.fields.push_back({name, std::move(layers), where});
    }
    void flat_ground(double width_m, double height_m) {
        spec_.extent = TerritorySpec::Extent{650000.0, 6860000.0 - height_m, 650000.0 + width_m, 6860000.0};
        give("elevation", {constant(10.0)});
    }

    /// What the scenario gives; every fault fails the test.
    Territory read() const {
        FaultList faults;
        Territory territory = read_territory(spec_, convert_, faults);
        for (auto const& fault : faults.faults()) ADD_FAILURE() << to_text(fault);
        return territory;
    }
    /// All faults as text, in order; empty where there is none.
    std::string faults() const {
        FaultList faults;
        (void)read_territory(spec_, convert_, faults);
        std::string text;
        for (auto const& fault : faults.faults()) text += to_text(fault) + "\n";
        return text;
    }

    std::filesystem::path folder_;
    TerritorySpec spec_;
    UnitConversion convert_ = [](double value, std::string const& from,
                                 std::string const& to) -> std::optional<double> {
        if (from == "cm" && to == "m") return value / 100.0;
        if (from == "metre" && to == "m") return value;
        return std::nullopt;
    };
};

} // namespace jumelle::testing_data
