#include <cmath>
#include <gmock/gmock.h>
#include <limits>

#include "io/checksum/sha256.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/hdf5/hdf5_result_writer.hpp"
#include "tests/io/hdf5/sample_run.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle {
namespace {

using ::testing::ElementsAre;
using testing::SampleRun;
using testing::time_of_step;

constexpr double half_precision_m = 0.5e-4;

class RoundTrip : public testing::InTemporaryFolder {
  protected:
    Hdf5ResultReader written(SampleRun& run, Index steps) {
        Hdf5ResultWriter writer(path);
        write_all(run, writer, steps);
        return Hdf5ResultReader(path);
    }
    static void expect_depth(Hdf5ResultReader const& results, Index step) {
        auto const depth = results.read_field("water_depth", step).cells;
        for (Index row = 0; row < depth.rows(); ++row) {
            for (Index column = 0; column < depth.columns(); ++column)
                ASSERT_NEAR(depth(row, column), SampleRun::depth_m(step, {row, column}, depth.rows()),
                            half_precision_m)
                    << "step " << step << " row " << row << " column " << column;
        }
    }
};

TEST_F(RoundTrip, gives_back_grid_and_crs) {
    SampleRun run;
    auto const results = written(run, 1);
    EXPECT_EQ(results.description().grid, run.territory.grid);
}

TEST_F(RoundTrip, gives_back_a_grid_whose_numbers_have_many_digits) {
    SampleRun run;
    run.territory.grid.cell_m = 1.0 / 3.0;
    run.territory.grid.west_m = 843000.123456789;
    run.territory.grid.north_m = -6520000.1;
    EXPECT_EQ(written(run, 1).description().grid, run.territory.grid);
}

TEST_F(RoundTrip, gives_back_the_ends_and_places_of_roads) {
    SampleRun run;
    run.add_roads();
    auto const roads = written(run, 1).read_roads();
    EXPECT_EQ(roads.edge_id, run.territory.roads.edge_id);
    EXPECT_EQ(roads.from, run.territory.roads.from);
    EXPECT_EQ(roads.to, run.territory.roads.to);
    ASSERT_EQ(roads.node.size(), run.territory.roads.node.size());
    EXPECT_EQ(roads.node[2].x_m, run.territory.roads.node[2].x_m);
}

TEST_F(RoundTrip, gives_back_what_is_known_of_each_street) {
    SampleRun run;
    run.add_roads();
    auto const roads = written(run, 1).read_roads();
    std::vector<std::string> names;
    for (auto const& attribute : roads.attributes) names.push_back(attribute.info.name);
    EXPECT_THAT(names, ElementsAre("length", "free_speed", "free_time", "capacity", "lanes"));
    EXPECT_EQ(roads.attributes[0].values, run.territory.roads.length_m);
    EXPECT_EQ(roads.attributes[0].info.unit, "m");
    EXPECT_EQ(roads.attributes[0].info.location, Location::edge);
}

TEST_F(RoundTrip, gives_back_no_places_where_roads_have_none) {
    SampleRun run;
    run.add_roads();
    run.territory.roads.has_positions = false;
    auto const roads = written(run, 1).read_roads();
    EXPECT_EQ(roads.edge_id.size(), run.territory.roads.edge_id.size());
    EXPECT_TRUE(roads.node.empty());
}

TEST_F(RoundTrip, gives_back_start_and_times) {
    SampleRun run;
    run.header.start = *parse_instant("2024-06-01T00:00:00.25Z");
    auto const results = written(run, 3);
    EXPECT_EQ(results.description().start, run.header.start);
    EXPECT_THAT(results.description().times, ElementsAre(Duration(), time_of_step(1), time_of_step(2)));
}

TEST_F(RoundTrip, gives_back_what_each_field_means) {
    SampleRun run;
    run.add_roads();
    auto const results = written(run, 1);
    RunDescription const& description = results.description();
    auto const expect_same = [](std::vector<FieldInfo> const& found, std::vector<FieldInfo> const& expected) {
        ASSERT_EQ(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            EXPECT_EQ(found[i].name, expected[i].name);
            EXPECT_EQ(found[i].unit, expected[i].unit);
            EXPECT_EQ(found[i].long_name, expected[i].long_name);
            EXPECT_EQ(found[i].standard_name, expected[i].standard_name);
            EXPECT_EQ(found[i].location, expected[i].location);
            EXPECT_EQ(found[i].meaning, expected[i].meaning);
            EXPECT_EQ(found[i].precision, expected[i].precision);
            EXPECT_EQ(std::isnan(found[i].background), std::isnan(expected[i].background));
        }
    };
    expect_same(description.constants, run.header.constants);
    expect_same(description.outputs, run.header.outputs);
    expect_same(description.summaries, run.header.summaries);
}

TEST_F(RoundTrip, gives_back_outputs_of_every_step_within_half_of_their_precision) {
    SampleRun run;
    auto const results = written(run, 4);
    for (Index step = 0; step < 4; ++step) expect_depth(results, step);
}

TEST_F(RoundTrip, keeps_dry_cells_at_zero_and_undefined_cells_missing) {
    SampleRun run;
    auto const results = written(run, 2);
    EXPECT_EQ(results.read_field("water_depth", 1).cells(0, 0), 0.0);
    EXPECT_TRUE(std::isnan(results.read_field("flow_speed", 1).cells(0, 0)));
    EXPECT_TRUE(std::isnan(results.read_field("elevation").cells(0, 0)));
}

TEST_F(RoundTrip, keeps_every_bit_of_a_float_where_no_precision_is_declared) {
    SampleRun run;
    auto const results = written(run, 2);
    EXPECT_EQ(results.read_field("flow_speed", 1).cells(39, 49), static_cast<double>(0.1F));
    EXPECT_EQ(results.read_field("elevation").cells(3, 4), 102.5);
}

TEST_F(RoundTrip, gives_back_summaries_of_the_last_state) {
    SampleRun run;
    auto const results = written(run, 3);
    EXPECT_NEAR(results.read_field("water_depth_max").cells(39, 49), SampleRun::depth_m(2, {39, 49}, 40),
                half_precision_m);
}

TEST_F(RoundTrip, holds_over_tiles_that_reach_over_the_border) {
    SampleRun run({700, 1031});
    auto const results = written(run, 2);
    expect_depth(results, 0);
    expect_depth(results, 1);
}

TEST_F(RoundTrip, holds_for_a_grid_of_one_cell) {
    SampleRun run({1, 1});
    auto const results = written(run, 2);
    expect_depth(results, 1);
}

TEST_F(RoundTrip, holds_for_a_dry_grid_and_takes_little_space) {
    SampleRun run({1024, 1024});
    run.header.constants.clear();
    run.header.summaries.clear();
    {
        Hdf5ResultWriter writer(path);
        writer.begin(run.header, run.fields());
        for (Index step = 0; step < 10; ++step) writer.write_step(time_of_step(step), run.fields());
        writer.finish(run.footer, run.fields());
    }
    EXPECT_EQ(Hdf5ResultReader(path).read_field("water_depth", 9).cells(1000, 1000), 0.0);
    // 4 tiles of about 1 KiB a step, and 60 KiB for everything else.
    EXPECT_LT(std::filesystem::file_size(path), 150'000U);
}

TEST_F(RoundTrip, gives_back_numbers_on_edges_and_nodes) {
    SampleRun run;
    run.add_roads();
    auto const results = written(run, 3);
    auto const flow = results.read_field("road_flow", 2);
    EXPECT_EQ(flow.info.location, Location::edge);
    EXPECT_THAT(flow.values, ElementsAre(2.0, 2.125, 2.25, 2.375, 2.5, 2.625));
    EXPECT_THAT(results.read_field("road_queue", 1).values, ElementsAre(1.0, 1.0, 1.0, 1.0));
}

TEST_F(RoundTrip, holds_for_a_run_on_a_graph_without_a_grid) {
    SampleRun run;
    run.add_roads();
    run.territory.grid = Grid{};
    run.header.constants.clear();
    run.header.summaries.clear();
    run.header.outputs.erase(run.header.outputs.begin(), run.header.outputs.begin() + 2);
    auto const results = written(run, 2);
    EXPECT_EQ(results.description().grid.size(), 0);
    EXPECT_EQ(results.read_field("road_flow", 1).values.front(), 1.0);
}

TEST_F(RoundTrip, gives_back_gauges_with_dry_moments_missing) {
    SampleRun run;
    run.add_gauges();
    auto const gauges = written(run, 3).read_gauges();
    EXPECT_THAT(gauges.names, ElementsAre("pont", "école"));
    EXPECT_EQ(gauges.places[1].x_m, 843041.0);
    EXPECT_EQ(gauges.fields.at(0).name, "water_depth");
    EXPECT_THAT(gauges.times, ElementsAre(Duration(), time_of_step(1), time_of_step(2)));
    EXPECT_EQ(gauges.values[2][0][0], 20.0);
    EXPECT_TRUE(std::isnan(gauges.values[2][1][0]));
    EXPECT_EQ(gauges.values[1][1][0], 11.0);
}

TEST_F(RoundTrip, keeps_gauge_values_that_come_more_often_than_outputs) {
    SampleRun run;
    run.add_gauges();
    constexpr Index moments = 2500; // more than are written at once
    {
        Hdf5ResultWriter writer(path);
        writer.begin(run.header, run.fields());
        for (Index moment = 0; moment < moments; ++moment)
            writer.write_gauges(Duration::from_seconds(static_cast<double>(moment)),
                                run.gauge_values(moment));
        writer.finish(run.footer, run.fields());
    }
    auto const gauges = Hdf5ResultReader(path).read_gauges();
    ASSERT_EQ(gauges.times.size(), static_cast<std::size_t>(moments));
    EXPECT_EQ(gauges.times.back().seconds(), static_cast<double>(moments - 1));
    EXPECT_EQ(gauges.values[2400][0][0], 24000.0);
}

TEST_F(RoundTrip, has_no_gauges_where_none_were_asked_for) {
    SampleRun run;
    EXPECT_TRUE(written(run, 1).read_gauges().names.empty());
}

TEST_F(RoundTrip, gives_back_provenance) {
    SampleRun run;
    auto const texts = written(run, 1).description().texts;
    EXPECT_EQ(texts.at("title"), run.header.title);
    EXPECT_EQ(texts.at("scenario"), run.header.scenario_text);
    EXPECT_EQ(texts.at("scenario_sha256"), sha256_of_text(run.header.scenario_text));
    EXPECT_EQ(texts.at("threads"), "2");
    EXPECT_EQ(texts.at("input_0_name"), "mnt.tif");
    EXPECT_EQ(texts.at("input_0_sha256"), std::string(64, 'a'));
    EXPECT_EQ(texts.at("input_0_vertical_datum"), "NGF-IGN69");
    EXPECT_EQ(texts.at("input_1_name"), "synthetic_town");
    EXPECT_FALSE(texts.contains("input_1_licence"));
    EXPECT_EQ(texts.at("Conventions"), "CF-1.11 UGRID-1.0 ACDD-1.3");
}

TEST_F(RoundTrip, gives_back_how_the_run_ended) {
    SampleRun run;
    auto const results = written(run, 1);
    EXPECT_EQ(results.description().texts.at("status"), "completed");
    EXPECT_EQ(results.description().texts.at("wall_time"), "12 s");
    EXPECT_EQ(results.description().numbers.at("flood_balance_error_relative"), 1.5e-14);
}

TEST_F(RoundTrip, lets_an_attribute_of_the_run_replace_a_default) {
    SampleRun run;
    run.header.attributes.emplace_back("institution", "Ville de Lille");
    EXPECT_EQ(written(run, 1).description().texts.at("institution"), "Ville de Lille");
}

TEST_F(RoundTrip, keeps_a_scenario_of_200_kibibytes_to_the_letter) {
    SampleRun run;
    std::string text;
    while (text.size() < 200U * 1024U)
        text += "  - plant_trees: {inside: parks.geojson, cover: 40 %}  # été\n";
    run.header.scenario_text = text;
    EXPECT_EQ(written(run, 1).description().texts.at("scenario"), text);
}

TEST_F(RoundTrip, holds_for_a_run_without_any_output_step) {
    SampleRun run;
    auto const results = written(run, 0);
    EXPECT_TRUE(results.description().times.empty());
    EXPECT_EQ(results.read_field("elevation").cells(3, 4), 102.5);
}

} // namespace
} // namespace jumelle
