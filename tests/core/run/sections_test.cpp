#include "core/run/sections.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/run/toy_models.hpp"

namespace jumelle {
namespace {

using testing::HasSubstr;

SectionSpec section(std::vector<std::pair<double, double>> const& line) {
    SectionSpec spec;
    spec.name = "weir";
    spec.where = Value::make_map({}).located({"s.yaml", 13, 5}, "outputs.sections[0]");
    for (auto const& [x_m, y_m] : line) {
        spec.line.push_back({x_m, y_m, "", Value::make_list({}).located({"s.yaml", 13, 20}, "…line[0]")});
    }
    return spec;
}

/// On 3 × 4 cells of 10 m whose south-western corner is (0, 0).
std::vector<Section> placed(std::vector<SectionSpec> specs, FaultList& faults) {
    OutputSpec outputs;
    outputs.sections = std::move(specs);
    Territory territory = toy::small_territory();
    territory.places["bridge"] = {30.0, 20.0};
    return place_sections(outputs, territory, faults);
}

std::string fault_of(SectionSpec const& spec) {
    FaultList faults;
    EXPECT_TRUE(placed({spec}, faults).empty());
    EXPECT_EQ(faults.faults().size(), 1U);
    return faults.faults().empty() ? "" : to_text(faults.faults().front());
}

TEST(Sections, keep_their_name_line_and_faces) {
    FaultList faults;
    auto const sections = placed({section({{0.0, 10.0}, {40.0, 10.0}})}, faults);
    ASSERT_EQ(sections.size(), 1U);
    EXPECT_EQ(sections[0].name, "weir");
    EXPECT_EQ(sections[0].line.size(), 2U);
    EXPECT_EQ(sections[0].faces.size(), 4U);
    EXPECT_TRUE(faults.faults().empty());
}

TEST(Sections, may_run_along_the_border_of_the_grid) {
    FaultList faults;
    EXPECT_EQ(placed({section({{40.0, 0.0}, {40.0, 30.0}})}, faults).at(0).faces.size(), 3U);
}

TEST(Sections, may_end_at_a_named_place) {
    FaultList faults;
    auto spec = section({{0.0, 20.0}, {0.0, 0.0}});
    spec.line[1].place = "bridge";
    EXPECT_EQ(placed({spec}, faults).at(0).faces.size(), 3U);
}

TEST(Sections, outside_the_grid_are_a_fault_at_the_point) {
    std::string const fault = fault_of(section({{0.0, 10.0}, {41.0, 10.0}}));
    EXPECT_THAT(fault, HasSubstr("s.yaml:13:20"));
    EXPECT_THAT(fault, HasSubstr("section 'weir' reaches outside the grid at (41, 10)"));
    EXPECT_THAT(fault, HasSubstr("from x 0 to 40 and from y 0 to 30"));
}

TEST(Sections, shorter_than_a_cell_are_a_fault) {
    EXPECT_THAT(fault_of(section({{11.0, 11.0}, {14.0, 12.0}})), HasSubstr("shorter than a cell of 10 m"));
}

TEST(Sections, at_a_place_that_nobody_knows_are_a_fault) {
    auto spec = section({{0.0, 20.0}, {0.0, 0.0}});
    spec.line[1].place = "brigde";
    EXPECT_THAT(fault_of(spec), HasSubstr("no place is called 'brigde'"));
}

} // namespace
} // namespace jumelle
