#include "io/report/frames.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "tests/io/report/made_source.hpp"

namespace jumelle::report {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Array2D<double> array_of(std::vector<std::vector<double>> const& rows) {
    Array2D<double> made(static_cast<Index>(rows.size()), static_cast<Index>(rows[0].size()));
    for (Index row = 0; row < made.rows(); ++row)
        for (Index column = 0; column < made.columns(); ++column)
            made(row, column) = rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
    return made;
}

TEST(Coarse, is_the_mean_of_the_cells_that_have_a_value) {
    auto const cells = array_of({{1, 3, 10}, {5, none, none}});
    auto const made = coarse(cells.view(), 2, false);
    ASSERT_EQ(made.rows(), 1);
    ASSERT_EQ(made.columns(), 2);
    EXPECT_EQ(made(0, 0), 3.0);
    EXPECT_EQ(made(0, 1), 10.0);
}

TEST(Coarse, has_no_value_where_no_cell_has_one_and_never_mixes_classes) {
    EXPECT_TRUE(std::isnan(coarse(array_of({{none, none}}).view(), 2, false)(0, 0)));
    EXPECT_EQ(coarse(array_of({{1, 2}, {3, 8}}).view(), 2, true)(0, 0), 8.0);
    EXPECT_EQ(coarse(array_of({{4, 4, 7}}).view(), 2, true)(0, 1), 7.0);
}

TEST(BlobStore, keeps_equal_texts_once) {
    BlobStore blobs;
    EXPECT_EQ(blobs.add("a"), 0U);
    EXPECT_EQ(blobs.add("bc"), 1U);
    EXPECT_EQ(blobs.add("a"), 0U);
    EXPECT_EQ(blobs.bytes(), 3U);
}

Layer const& layer_of(std::vector<Layer> const& layers, std::string const& name) {
    for (auto const& layer : layers)
        if (layer.info.name == name) return layer;
    throw std::runtime_error("no layer " + name);
}

TEST(Layers, have_one_scale_for_all_runs_and_times) {
    MadeRun wet;
    wet.title = "wet";
    wet.wetness = 3.0;
    auto const input = report_of({MadeRun{}, wet});
    auto const shown = open_shown(input);
    auto const layers = find_layers(shown);
    auto const& depth = layer_of(layers, "water_depth");
    EXPECT_EQ(depth.scale.kind, Scale::Kind::square);
    EXPECT_DOUBLE_EQ(depth.scale.high, 3.0 * 1.5);
    EXPECT_EQ(depth.times, (std::vector<Index>{0, 1, 2}));
    EXPECT_EQ(layer_of(layers, "road_flow").scale.codes, Scale::codes_of_two_bytes);
    auto const& cover = layer_of(layers, "land_cover");
    EXPECT_TRUE(cover.has_classes);
    for (double code = 1.0; code <= 9.0; ++code)
        EXPECT_EQ(cover.scale.value_of(cover.scale.code_of(code)), code);
}

TEST(Layers, of_temperatures_do_not_begin_at_zero) {
    MadeRun warm;
    warm.cell_noise = 4.0;
    auto const input = report_of({warm});
    auto const layers = find_layers(open_shown(input));
    auto const& utci = layer_of(layers, "utci");
    EXPECT_EQ(utci.scale.kind, Scale::Kind::linear);
    EXPECT_GT(utci.scale.low, 32.0);
    EXPECT_LT(utci.scale.high, 38.0);
}

TEST(FitLayers, makes_cells_larger_only_where_room_is_short) {
    MadeRun run;
    run.rows = run.columns = 64;
    run.cell_noise = 4.0;
    auto const input = report_of({run});
    auto const shown = open_shown(input);
    auto roomy = find_layers(shown);
    fit_layers(roomy, shown, 1e6);
    for (auto const& layer : roomy) EXPECT_EQ(layer.factor, 1);
    auto tight = find_layers(shown);
    fit_layers(tight, shown, 8e3);
    EXPECT_GT(layer_of(tight, "utci").factor, 1); // the noise is what takes the room
    EXPECT_EQ(layer_of(tight, "land_cover").factor, 1);
}

TEST(ShownRuns, take_the_first_the_middle_and_the_last_climate) {
    auto input = report_of({MadeRun{}});
    auto const run = input.runs.front();
    input.samples.clear();
    input.runs.clear();
    for (std::size_t i = 0; i < 9; ++i) {
        input.samples.push_back("climate " + std::to_string(i));
        input.runs.push_back(run);
        input.runs.back().sample = i;
    }
    auto const shown = open_shown(input);
    ASSERT_EQ(shown.runs.size(), 3U);
    EXPECT_EQ(shown.runs[0].run, 0U);
    EXPECT_EQ(shown.runs[1].run, 4U);
    EXPECT_EQ(shown.runs[2].run, 8U);
}

TEST(ShownRuns, have_the_times_that_all_have) {
    MadeRun often, seldom;
    often.times = 5;
    seldom.times = 3;
    auto const shown = open_shown(report_of({often, seldom}));
    EXPECT_EQ(shown.times.size(), 3U);
}

} // namespace
} // namespace jumelle::report
