#include "core/run/gauges.hpp"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

#include "tests/core/run/toy_models.hpp"

namespace jumelle {
namespace {

using testing::HasSubstr;

class Gauges : public testing::Test {
  protected:
    std::vector<Gauge> place(GaugeSpec spec) {
        outputs.gauges = {std::move(spec)};
        return place_gauges(outputs, {toy::info("level")}, territory, faults);
    }
    std::string told() const { return faults.empty() ? "" : to_text(faults.faults().front()); }

    Territory territory = toy::small_territory();
    OutputSpec outputs;
    FaultList faults;
};

TEST_F(Gauges, without_a_radius_reads_the_cell_it_lies_in) {
    auto const gauges = place(toy::gauge_at(12.0, 29.0, 0.0));
    ASSERT_EQ(gauges.size(), 1U);
    ASSERT_EQ(gauges[0].cells.size(), 1U);
    EXPECT_EQ(gauges[0].cells[0], (Cell{0, 1}));
}

TEST_F(Gauges, with_a_radius_reads_every_cell_whose_centre_is_inside) {
    auto const gauges = place(toy::gauge_at(15.0, 15.0, 10.5));
    EXPECT_EQ(gauges[0].cells.size(), 5U);
}

TEST_F(Gauges, a_radius_smaller_than_a_cell_reads_the_cell_it_lies_in) {
    auto const gauges = place(toy::gauge_at(19.0, 19.0, 0.5));
    ASSERT_EQ(gauges[0].cells.size(), 1U);
    EXPECT_EQ(gauges[0].cells[0], (Cell{1, 1}));
}

TEST_F(Gauges, outside_the_grid_is_a_fault_that_tells_the_extent) {
    EXPECT_TRUE(place(toy::gauge_at(-1.0, 5.0, 0.0)).empty());
    EXPECT_THAT(told(),
                HasSubstr("s.yaml:12:7: outputs.gauges[0]: gauge 'bridge' at (-1, 5) lies outside the grid"));
    EXPECT_THAT(told(), HasSubstr("from x 0 to 40 and from y 0 to 30 (EPSG:2154)"));
}

TEST_F(Gauges, on_cells_without_elevation_is_a_fault) {
    territory.fields.at("elevation").cells(0, 0) = std::numeric_limits<double>::quiet_NaN();
    place(toy::gauge_at(1.0, 29.0, 0.0));
    EXPECT_THAT(told(), HasSubstr("lies on cells without elevation"));
}

TEST_F(Gauges, observing_an_unknown_field_is_a_fault_with_the_nearest_name) {
    GaugeSpec spec = toy::gauge_at(1.0, 29.0, 0.0);
    spec.observed = {{"levle", 1.0}};
    place(spec);
    EXPECT_THAT(told(), HasSubstr("observes 'levle'"));
    EXPECT_THAT(told(), HasSubstr("did you mean 'level'?"));
}

TEST_F(Gauges, observing_an_unknown_field_over_time_is_a_fault_too) {
    GaugeSpec spec = toy::gauge_at(1.0, 29.0, 0.0);
    spec.tables.push_back({"depth", {}});
    place(spec);
    EXPECT_THAT(told(), HasSubstr("observes 'depth', which is not among the outputs"));
}

TEST_F(Gauges, reads_the_mean_of_the_cells_that_have_a_value) {
    auto const gauges = place(toy::gauge_at(15.0, 15.0, 10.5));
    Field field{toy::info("level"), Array2D<double>(3, 4, std::numeric_limits<double>::quiet_NaN()), {}};
    EXPECT_TRUE(std::isnan(read_gauge(gauges[0], field)));
    field.cells(1, 1) = 2.0;
    field.cells(0, 1) = 4.0;
    EXPECT_DOUBLE_EQ(read_gauge(gauges[0], field), 3.0);
}

TEST_F(Gauges, compares_with_what_was_observed) {
    GaugeSpec spec = toy::gauge_at(15.0, 15.0, 0.0);
    spec.observed = {{"level", 2.5}};
    auto const gauges = place(spec);
    territory.fields.put({toy::info("level"), Array2D<double>(3, 4, 2.0), {}});
    auto const rows = compare_gauges(outputs, gauges, territory.fields);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_DOUBLE_EQ(rows[0].computed, 2.0);
    EXPECT_DOUBLE_EQ(rows[0].error(), -0.5);
    EXPECT_EQ(rows[0].unit, "m");
}

TEST_F(Gauges, compares_degrees_celsius_and_hours_in_the_unit_of_the_field) {
    GaugeSpec spec = toy::gauge_at(15.0, 15.0, 0.0);
    spec.observed = {{"level", 293.15}}; // as the language reads 20 degC
    auto const gauges = place(spec);
    FieldInfo warm = toy::info("level");
    warm.unit = "degC";
    territory.fields.put({warm, Array2D<double>(3, 4, 21.0), {}});
    EXPECT_NEAR(compare_gauges(outputs, gauges, territory.fields)[0].error(), 1.0, 1e-9);
    outputs.gauges[0].observed = {{"level", 7200.0}};
    warm.unit = "h";
    territory.fields.put({warm, Array2D<double>(3, 4, 3.0), {}});
    EXPECT_NEAR(compare_gauges(outputs, gauges, territory.fields)[0].error(), 1.0, 1e-9);
}

} // namespace
} // namespace jumelle
