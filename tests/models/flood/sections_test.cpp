#include "models/flood/sections.hpp"

#include <array>
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/cases/flood_run.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::flood {
namespace {

using Axis = GridFace::Axis;
using cases::FloodCase;
using cases::FloodRun;
using ::testing::ElementsAre;

constexpr Index rows = 60, columns = 150;
constexpr double cell_m = 2.0;

/// Water that runs from a corner over uneven land and out on the far side, with a spring.
FloodCase uneven(char const* precision, char const* scheme) {
    FloodCase made;
    made.territory = cases::flat_territory(rows, columns, cell_m);
    cases::set_field(made.territory, "elevation", [](Cell c) {
        double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
        return 3.0 - 0.01 * x - 0.02 * y + 0.3 * std::sin(0.3 * x) * std::cos(0.23 * y);
    });
    cases::set_field(made.territory, "initial_depth",
                     [](Cell c) { return c.column < 30 && c.row < 25 ? 1.5 : 0.0; });
    made.forcing.inflows.push_back({"spring", {{50, 12}, {51, 12}}, TimeSeries::constant(3.0)});
    made.forcing.borders.south.kind = BorderKind::open;
    made.forcing.borders.west.kind = BorderKind::open;
    made.parameters["precision"] = Value::make_text(precision);
    made.parameters["scheme"] = Value::make_text(scheme);
    return made;
}

/// A point by its distance from the northern and the western border [m].
Point at(double south_m, double east_m) {
    return {east_m, -south_m};
}

Section section(std::string name, std::vector<Point> line, Grid const& grid) {
    auto faces = face_chain(line, grid);
    return {std::move(name), std::move(line), std::move(faces)};
}

/// Discharge and volume of each section now.
std::vector<double> reading(FloodRun& run) {
    std::vector<double> values;
    run.model().read_series(run.now(), values);
    return values;
}

double term(Balance const& balance, std::string const& name) {
    for (auto const& candidate : balance.terms) {
        if (candidate.name == name) return candidate.value;
    }
    return std::nan("");
}

struct Way {
    char const *precision, *scheme;
};
class FlowThroughSections : public testing::TestWithParam<Way> {
  protected:
    FloodCase problem() const { return uneven(GetParam().precision, GetParam().scheme); }
};

TEST_P(FlowThroughSections, on_the_borders_is_what_the_account_says) {
    FloodCase made = problem();
    Grid const& grid = made.territory.grid;
    double const south_m = rows * cell_m, east_m = columns * cell_m;
    made.sections = {section("south", {at(south_m, 0), at(south_m, east_m)}, grid),
                     section("west", {at(0, 0), at(south_m, 0)}, grid),
                     section("east", {at(0, east_m), at(south_m, east_m)}, grid)};
    FloodRun run(made);
    run.run_until(40.0);
    auto const values = reading(run);
    Balance const balance = run.balance();
    double const south_m3 = term(balance, "border_south"), west_m3 = term(balance, "border_west");
    EXPECT_NEAR(values[1], -south_m3, 1e-12 * std::abs(south_m3)); // southward: out of the territory
    EXPECT_NEAR(values[3], -west_m3, 1e-12 * std::abs(west_m3));   // westward: out
    EXPECT_EQ(values[5], 0.0);                                     // a wall
    EXPECT_LT(south_m3, -1.0);
    EXPECT_LT(west_m3, -1.0);
}

TEST_P(FlowThroughSections, round_an_area_is_what_it_lost) {
    FloodCase made = problem();
    Grid const& grid = made.territory.grid;
    // Clockwise, so that the area lies on the right; it cuts segments of columns and rows.
    made.sections = {section(
        "ring", {at(10, 10), at(10, 180), at(70, 180), at(70, 40), at(90, 40), at(90, 10), at(10, 10)},
        grid)};
    FloodRun run(made);
    auto const inside_m3 = [&] {
        Array2D<double> const& depth = run.field("water_depth");
        double sum_m = 0.0;
        for (Index r = 5; r < 45; ++r) {
            for (Index c = 5; c < (r < 35 ? 90 : 20); ++c) sum_m += depth(r, c);
        }
        return sum_m * cell_m * cell_m;
    };
    double const before_m3 = inside_m3();
    run.run_until(30.0);
    double const gained_m3 = inside_m3() - before_m3;
    bool const is_float = std::string(GetParam().precision) == "float";
    EXPECT_NEAR(reading(run)[1], gained_m3, (is_float ? 1e-6 : 1e-12) * before_m3);
    EXPECT_GT(std::abs(gained_m3), 1e-3 * before_m3);
}

TEST_P(FlowThroughSections, is_the_same_number_where_rows_and_columns_change_places) {
    FloodCase straight = problem();
    straight.forcing.borders = {};
    FloodCase turned = straight;
    std::swap(turned.territory.grid.rows, turned.territory.grid.columns);
    for (auto const& [name, field] : straight.territory.fields.all()) {
        cases::set_field(turned.territory, name,
                         [&cells = field.cells](Cell c) { return cells(c.column, c.row); });
    }
    for (Cell& cell : turned.forcing.inflows[0].cells) std::swap(cell.row, cell.column);
    auto const lines = std::vector<std::vector<std::array<double, 2>>>{
        {{6, 60}, {110, 60}}, {{30, 4}, {34, 200}}, {{4, 20}, {57, 131}}};
    for (auto const& line : lines) {
        std::vector<Point> there, here;
        for (auto const& [south_m, east_m] : line) {
            there.push_back(at(south_m, east_m));
            here.push_back(at(east_m, south_m));
        }
        straight.sections.push_back(section("a", there, straight.territory.grid));
        turned.sections.push_back(section("a", here, turned.territory.grid));
    }
    FloodRun one(straight), other(turned);
    one.run_until(25.0);
    other.run_until(25.0);
    auto const a = reading(one), b = reading(other);
    ASSERT_EQ(a.size(), 6U);
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i], -b[i]); // left and right change places, too
        EXPECT_NE(a[i], 0.0);
    }
}

TEST_P(FlowThroughSections, has_the_same_bits_for_any_number_of_threads) {
    auto const values = [&](int threads) {
        int const before = loop_threads();
        set_loop_threads(threads);
        FloodCase made = problem();
        made.parameters["cfl"] = Value::make_quantity(0.7);
        made.sections = {section("a", {at(30, 4), at(34, 200)}, made.territory.grid)};
        FloodRun run(made);
        run.run_until(15.0);
        set_loop_threads(before);
        return reading(run);
    };
    auto const one = values(1);
    EXPECT_EQ(one, values(3));
    EXPECT_NE(one[1], 0.0);
}

INSTANTIATE_TEST_SUITE_P(of_the_flood, FlowThroughSections,
                         testing::Values(Way{"double", "second_order"}, Way{"float", "second_order"},
                                         Way{"double", "first_order"}, Way{"double", "inertial"}));

TEST(FlowSections, mean_discharge_times_time_is_the_volume_since_the_reading_before) {
    FloodCase made = uneven("double", "first_order");
    made.sections = {section("a", {at(6, 60), at(110, 60)}, made.territory.grid)};
    FloodRun run(made);
    auto const start = reading(run);
    EXPECT_TRUE(std::isnan(start[0]));
    EXPECT_EQ(start[1], 0.0);
    run.run_until(8.0);
    auto const first = reading(run);
    EXPECT_DOUBLE_EQ(first[0] * 8.0, first[1]);
    run.run_until(20.0);
    auto const second = reading(run);
    EXPECT_NEAR(second[0] * 12.0, second[1] - first[1], 1e-12 * std::abs(second[1]));
    // Southward along a column of faces: what flows east passes from the right to the left.
    EXPECT_LT(second[1], 0.0);
}

TEST(FlowSections, tell_discharge_and_volume_of_each_section) {
    FlowSections const sections({{"a", {}, {}}, {"b", {}, {}}}, {});
    std::vector<std::string> names;
    for (auto const& info : sections.series()) names.push_back(variable_name(info) + " " + info.name);
    EXPECT_THAT(names, ElementsAre("section_discharge a", "section_volume a", "section_discharge b",
                                   "section_volume b"));
}

TEST(CountedFaces, take_each_flux_once_and_leave_dry_segments_out) {
    // Two rows of four cells; the second row is active in its first two columns only. A face between columns
    // counts with the cell east of it, whose part of the grid may step apart.
    CountedFaces faces({{Axis::columns, 0, 4},
                        {Axis::rows, 2, 1},
                        {Axis::rows, 1, 0},
                        {Axis::rows, 1, 0},
                        {Axis::columns, 1, 2},
                        {Axis::columns, 1, 3},
                        {Axis::rows, 1, 3}},
                       2, 4);
    std::array<double, 5> const west{1, 2, 3, 4, 5};
    std::array<double, 4> const north{10, 20, 30, 40}, south{100, 200, 300, 400};
    RowMasses<double> const mass{west.data(), north.data(), south.data()};
    std::array<Span, 1> const all{Span{0, 4}}, some{Span{0, 2}};
    faces.add_row(0, mass, all, 0.5);
    faces.add_row(1, mass, some, 2.0);
    std::vector<double> volumes;
    for (std::size_t face = 0; face < 7; ++face) volumes.push_back(faces.volume_m3(face));
    EXPECT_THAT(volumes, ElementsAre(2.5, 400.0, 20.0, 20.0, 0.0, 0.0, 0.0));
}

} // namespace
} // namespace jumelle::flood
