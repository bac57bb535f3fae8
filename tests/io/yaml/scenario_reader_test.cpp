#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "io/yaml/scenario_reader.hpp"
#include "tests/io/yaml/sample_language.hpp"

namespace jumelle {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char const* messages_folder = JUMELLE_SOURCE_DIR "/tests/messages";

constexpr char const* town_text = R"(jumelle: 1
name: Storm over the old town
territory: {synthetic_town: {seed: 7, size: 800 m}}
forcing:
  rain: {design_storm: {depth: 60 mm, duration: 2 h, shape: chicago, peak: 40 %}}
time: {start: 2025-07-01T00:00+02:00, duration: 6 h}
models:
  flood:
)";

constexpr char const* data_text = R"(jumelle: 1
name: Merewether
territory:
  crs: EPSG:28356
  resolution: 1 m
  extent: {west: 382250, south: 6354265, east: 382571, north: 6354681}
  fields:
    elevation: {raster: data/dem.tif, missing: outside, resample: bilinear, unit: cm, crs: EPSG:28356}
    building_height: {polygons: data/houses/*.csv, except: [house02], value: 3 m}
    manning:
      - 0.04 s/m^(1/3)
      - {polygons: [data/parks.csv], value: 0.02 s/m^(1/3)}
    population: {vector: data/parks.csv, attribute: Ind, layer: carreaux, missing: 0}
forcing:
  rain: {csv: data/rain.csv, column: rain}
  inflows:
    - {name: culvert, circle: {centre: [382265, 6354280], radius: 10 m}, discharge: 19.7 m3/s}
    - {name: pipe, at: [382300, 6354300], discharge: -20 l/s}
    - {name: river, polygons: data/parks.csv, discharge: {csv: data/rain.csv, unit: m3/s}}
  borders: {east: open, north: {level: 2 m}}
time: {duration: 1000 s, exchange_every: 10 s}
models: {flood: {manning: 0.04 s/m^(1/3)}, decay: {rate: 0.5 h-1}}
outputs:
  every: 5 min
  fields: [water_depth]
  gauges:
    - {name: id0, at: [382424.4, 6354478.3], radius: 2 m, observed: {water_level: 19.98 m}}
indicators: [max_depth]
)";

Scenario read(std::string const& text, std::vector<std::string> const& overrides = {}) {
    return read_scenario_text({text, "storm.yaml", messages_folder}, test::sample_language(), overrides);
}

TEST(ScenarioReader, a_town_with_a_design_storm_comes_out_in_si_units) {
    Scenario const s = read(town_text);
    EXPECT_EQ(s.name, "Storm over the old town");
    ASSERT_TRUE(s.territory.town);
    EXPECT_EQ(s.territory.town->seed, 7U);
    EXPECT_EQ(s.territory.town->width_m, 800.0);
    EXPECT_EQ(s.territory.town->height_m, 800.0);
    EXPECT_EQ(s.territory.resolution_m, 5.0);
    ASSERT_TRUE(s.forcing.storm);
    EXPECT_DOUBLE_EQ(s.forcing.storm->depth.si(), 0.06);
    EXPECT_EQ(s.forcing.storm->duration.si(), 7200.0);
    EXPECT_EQ(s.forcing.storm->shape, DesignStorm::Shape::chicago);
    EXPECT_DOUBLE_EQ(s.forcing.storm->peak, 0.4);
    EXPECT_EQ(to_text(s.time.start), "2025-06-30T22:00:00Z");
    EXPECT_EQ(s.time.duration, Duration::from_seconds(21600));
}

TEST(ScenarioReader, what_is_left_out_gets_its_default) {
    Scenario const s = read(town_text);
    EXPECT_EQ(s.time.exchange_every, Duration::from_seconds(300));
    EXPECT_EQ(s.outputs.every, Duration::from_seconds(900));
    EXPECT_TRUE(s.outputs.gauges.empty());
    EXPECT_TRUE(s.indicators.empty());
    EXPECT_EQ(s.forcing.north.kind, BorderSpec::Kind::wall);
    ASSERT_EQ(s.models.size(), 1U);
    EXPECT_EQ(s.models[0].parameters["manning"].quantity(), 0.03);
    EXPECT_TRUE(s.models[0].parameters["manning"].is_default());
}

TEST(ScenarioReader, intervals_by_default_are_no_longer_than_the_run) {
    Scenario const s = read(town_text, {"time.duration=2 min"});
    EXPECT_EQ(s.time.exchange_every, s.time.duration);
    EXPECT_EQ(s.outputs.every, s.time.duration);
}

TEST(ScenarioReader, fields_come_from_rasters_polygons_vectors_and_numbers) {
    auto const fields = read(data_text).territory.fields;
    ASSERT_EQ(fields.size(), 4U);
    FieldLayer const& houses = fields[0].layers[0];
    EXPECT_EQ(fields[0].name, "building_height");
    EXPECT_EQ(houses.kind, FieldLayer::Kind::polygons);
    ASSERT_EQ(houses.files.size(), 2U);
    EXPECT_THAT(houses.files[1], HasSubstr("house03.csv"));
    EXPECT_EQ(houses.value, 3.0);
    FieldLayer const& ground = fields[1].layers[0];
    EXPECT_EQ(ground.kind, FieldLayer::Kind::raster);
    EXPECT_TRUE(ground.missing_is_outside);
    EXPECT_EQ(ground.resample, "bilinear");
    EXPECT_EQ(ground.unit, "cm");
    EXPECT_EQ(ground.band, 1);
    ASSERT_EQ(fields[2].layers.size(), 2U);
    EXPECT_EQ(fields[2].layers[0].kind, FieldLayer::Kind::constant);
    EXPECT_EQ(fields[2].layers[0].value, 0.04);
    EXPECT_EQ(fields[2].layers[1].value, 0.02);
    FieldLayer const& people = fields[3].layers[0];
    EXPECT_EQ(people.kind, FieldLayer::Kind::vector);
    EXPECT_EQ(people.attribute, "Ind");
    EXPECT_EQ(people.layer, "carreaux");
    EXPECT_EQ(people.missing, 0.0);
}

TEST(ScenarioReader, extents_are_read_by_name_and_in_order) {
    auto const named = read(data_text).territory.extent;
    auto const listed =
        read(data_text, {"territory.extent=[382250, 6354265, 382571, 6354681]"}).territory.extent;
    ASSERT_TRUE(named && listed);
    EXPECT_EQ(named->west_m, 382250.0);
    EXPECT_EQ(named->north_m, 6354681.0);
    EXPECT_EQ(listed->south_m, named->south_m);
    EXPECT_EQ(listed->east_m, named->east_m);
}

TEST(ScenarioReader, inflows_come_from_circles_points_and_polygons) {
    auto const inflows = read(data_text).forcing.inflows;
    ASSERT_EQ(inflows.size(), 3U);
    ASSERT_TRUE(inflows[0].region.circle);
    EXPECT_EQ(inflows[0].region.circle->radius_m, 10.0);
    EXPECT_EQ(inflows[0].discharge_m3ps.constant, 19.7);
    ASSERT_TRUE(inflows[1].region.point);
    EXPECT_DOUBLE_EQ(*inflows[1].discharge_m3ps.constant, -0.02);
    EXPECT_THAT(inflows[2].region.polygons, HasSubstr("parks.csv"));
    EXPECT_EQ(inflows[2].discharge_m3ps.unit, "m3/s");
}

TEST(ScenarioReader, borders_are_walls_open_or_levels) {
    auto const forcing = read(data_text).forcing;
    EXPECT_EQ(forcing.east.kind, BorderSpec::Kind::open);
    EXPECT_EQ(forcing.north.kind, BorderSpec::Kind::level);
    EXPECT_EQ(forcing.north.series.constant, 2.0);
    EXPECT_EQ(forcing.south.kind, BorderSpec::Kind::wall);
}

TEST(ScenarioReader, rain_may_be_an_intensity_or_a_table) {
    auto const table = read(data_text).forcing.rain_mps;
    ASSERT_TRUE(table);
    EXPECT_EQ(table->column, "rain");
    EXPECT_THAT(table->csv, HasSubstr("rain.csv"));
    auto const even = read(data_text, {"forcing.rain=36 mm/h"}).forcing.rain_mps;
    ASSERT_TRUE(even && even->constant);
    EXPECT_DOUBLE_EQ(*even->constant, 1e-5);
}

TEST(ScenarioReader, gauges_keep_what_was_observed) {
    auto const gauges = read(data_text).outputs.gauges;
    ASSERT_EQ(gauges.size(), 1U);
    EXPECT_EQ(gauges[0].x_m, 382424.4);
    EXPECT_EQ(gauges[0].radius_m, 2.0);
    EXPECT_THAT(gauges[0].observed, ElementsAre(std::pair<std::string, double>("water_level", 19.98)));
}

TEST(ScenarioReader, gauges_keep_tables_of_what_was_observed) {
    auto const gauges =
        read(data_text, {"outputs.gauges.0.observed={water_level: {csv: data/levels.csv, unit: m}}"})
            .outputs.gauges;
    ASSERT_EQ(gauges.size(), 1U);
    EXPECT_TRUE(gauges[0].observed.empty());
    ASSERT_EQ(gauges[0].tables.size(), 1U);
    EXPECT_EQ(gauges[0].tables[0].field, "water_level");
    EXPECT_THAT(gauges[0].tables[0].table.csv, HasSubstr("levels.csv"));
}

TEST(ScenarioReader, water_may_enter_along_a_line) {
    auto const inflows =
        read(data_text, {"forcing.inflows=[{name: main, line: [[1, 2], [3, 4]], discharge: 1 m3/s}]"})
            .forcing.inflows;
    ASSERT_EQ(inflows.size(), 1U);
    ASSERT_EQ(inflows[0].region.line.size(), 2U);
    EXPECT_EQ(inflows[0].region.line[1].y_m, 4.0);
}

TEST(ScenarioReader, models_stand_in_the_order_of_the_file) {
    auto const models = read(data_text).models;
    ASSERT_EQ(models.size(), 2U);
    EXPECT_EQ(models[0].name, "flood");
    EXPECT_EQ(models[1].name, "decay");
    EXPECT_DOUBLE_EQ(models[1].parameters["rate"].quantity(), 0.5 / 3600);
}

TEST(ScenarioReader, the_text_holds_the_overrides_as_comments) {
    Scenario const s = read(town_text, {"name=Another storm", "models.flood.manning=0.05 s/m^(1/3)"});
    EXPECT_EQ(s.name, "Another storm");
    EXPECT_EQ(s.text, std::string(town_text) + "# --set name=Another storm\n"
                                               "# --set models.flood.manning=0.05 s/m^(1/3)\n");
    EXPECT_EQ(s.models[0].parameters["manning"].quantity(), 0.05);
}

TEST(ScenarioReader, overrides_may_mend_a_faulty_file) {
    std::string text = town_text;
    text.replace(text.find("duration: 6 h"), 13, "duration: 6  ");
    EXPECT_THROW(read(text), InputError);
    EXPECT_EQ(read(text, {"time.duration=1 h"}).time.duration, Duration::from_seconds(3600));
}

TEST(ScenarioReader, a_later_override_wins) {
    EXPECT_EQ(read(town_text, {"name=a", "name=b"}).name, "b");
}

TEST(ScenarioReader, faults_are_told_in_the_order_of_the_file_and_those_of_overrides_last) {
    std::string text = town_text;
    text.replace(text.find("duration: 6 h"), 13, "duration: 6 m");
    text.replace(text.find("60 mm"), 5, "60 kg");
    try {
        read(text, {"territory.synthetic_town.size=1"});
        FAIL();
    } catch (InputError const& error) {
        ASSERT_EQ(error.faults().size(), 3U);
        EXPECT_EQ(error.faults()[0].place.line, 5);
        EXPECT_EQ(error.faults()[1].place.line, 6);
        EXPECT_EQ(to_text(error.faults()[2].place), "--set territory.synthetic_town.size");
    }
}

TEST(ScenarioReader, a_file_is_read_with_paths_relative_to_it) {
    fs::path const folder =
        fs::temp_directory_path() / ("jumelle_scenario_reader_" + std::to_string(::getpid()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    fs::copy(fs::path(messages_folder) / "data", folder / "data", fs::copy_options::recursive);
    fs::path const file = folder / "scenario.yaml";
    std::ofstream(file) << data_text;
    Scenario const s = read_scenario(file, test::sample_language());
    EXPECT_EQ(s.file, file);
    EXPECT_EQ(s.text, data_text);
    ASSERT_EQ(s.territory.fields[0].layers[0].files.size(), 2U);
    EXPECT_EQ(s.territory.fields[0].layers[0].files[0],
              (folder / "data" / "houses" / "house01.csv").string());
    fs::remove_all(folder);
}

TEST(ScenarioReader, a_missing_file_is_one_fault_with_the_nearest_name) {
    try {
        read_scenario(fs::path(messages_folder) / "ten_fault.yaml", test::sample_language());
        FAIL();
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("there is no such scenario"));
        EXPECT_THAT(error.what(), HasSubstr("did you mean 'ten_faults.yaml'?"));
    }
}

TEST(ScenarioReader, a_folder_is_no_scenario) {
    EXPECT_THROW(read_scenario(messages_folder, test::sample_language()), InputError);
    EXPECT_THROW(read_scenario("", test::sample_language()), InputError);
}

} // namespace
} // namespace jumelle
