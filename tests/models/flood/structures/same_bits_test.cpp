#include <cmath>
#include <gtest/gtest.h>

#include "core/parallel/loops.hpp"
#include "tests/models/flood/structures/works.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;
using test::wall;

/// Hills with a lake, and one structure of each kind.
FloodCase busy_valley(Index rows, Index columns) {
    FloodCase made;
    made.territory = cases::flat_territory(rows, columns, 2.0);
    cases::set_field(made.territory, "elevation", [](Cell c) {
        double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
        return 0.01 * x + 0.02 * y + 0.3 * std::sin(0.3 * x) * std::cos(0.23 * y);
    });
    cases::set_field(made.territory, "initial_depth",
                     [](Cell c) { return c.column < 30 && c.row < 25 ? 3.0 : 0.0; });
    Structures& structures = made.territory.structures;
    structures.walls = {wall("levee", {{61.0, 0.0}, {57.0, -31.0}, {0.0, -48.0}}, 3.2)};
    DikeBreach breach;
    breach.label.name = "breach";
    breach.levee = "levee";
    breach.at = {58.0, -20.0};
    breach.start_s = 1.0;
    breach.width_m = 13.0;
    breach.level_m = 0.5;
    breach.duration_s = 4.0;
    structures.breaches = {breach};
    BridgeLine bridge;
    bridge.label.name = "bridge";
    bridge.line = {{90.0, -2.0}, {90.0, -60.0}};
    bridge.soffit_m = 1.4;
    bridge.deck_m = 1.9;
    bridge.blockage = 0.1;
    bridge.orifice_coefficient = 0.8;
    bridge.deck_coefficient = broad_crest_coefficient;
    structures.bridges = {bridge};
    PointOpening opening;
    opening.label.name = "orifice";
    opening.from = {21.0, -21.0};
    opening.to = {71.0, -41.0};
    opening.sill_m = 0.5;
    opening.width_m = 1.0;
    opening.height_m = 1.0;
    opening.orifice_coefficient = 0.6;
    opening.weir_coefficient = broad_crest_coefficient;
    structures.openings = {opening};
    return made;
}

struct Outcome {
    Array2D<double> depth, u, v;
    double error = 0.0;
};

Outcome outcome_of(FloodCase problem, char const* scheme, char const* precision) {
    problem.parameters["scheme"] = Value::make_text(scheme);
    problem.parameters["precision"] = Value::make_text(precision);
    FloodRun run(std::move(problem));
    run.run_until(8.0);
    return {run.field("water_depth"), run.field("velocity_x"), run.field("velocity_y"),
            run.balance().relative_error()};
}

struct Way {
    char const *scheme, *precision;
};
class StructureBits : public testing::TestWithParam<Way> {};

TEST_P(StructureBits, are_the_same_for_any_number_of_threads) {
    int const before = loop_threads();
    set_loop_threads(1);
    Outcome const one = outcome_of(busy_valley(90, 200), GetParam().scheme, GetParam().precision);
    for (int const threads : {2, 3}) {
        set_loop_threads(threads);
        Outcome const many = outcome_of(busy_valley(90, 200), GetParam().scheme, GetParam().precision);
        for (Index r = 0; r < 90; ++r) {
            for (Index c = 0; c < 200; ++c) {
                ASSERT_EQ(one.depth(r, c), many.depth(r, c)) << threads << ": " << r << ' ' << c;
                ASSERT_EQ(one.u(r, c), many.u(r, c)) << threads << ": " << r << ' ' << c;
                ASSERT_EQ(one.v(r, c), many.v(r, c)) << threads << ": " << r << ' ' << c;
            }
        }
    }
    set_loop_threads(before);
    EXPECT_LT(one.error, std::string(GetParam().precision) == "float" ? 1e-9 : 1e-13);
    EXPECT_GT(one.depth(10, 40), 0.01); // water went through the breach
}

/// North and west, and x and y, change places: position (x, y) becomes (−y, −x).
Point turned(Point point) {
    return {-point.y_m, -point.x_m};
}

FloodCase transposed(FloodCase const& original) {
    FloodCase made = original;
    std::swap(made.territory.grid.rows, made.territory.grid.columns);
    for (auto const& [name, field] : original.territory.fields.all()) {
        cases::set_field(made.territory, name, [&](Cell c) { return field.cells(c.column, c.row); });
    }
    Structures& structures = made.territory.structures;
    for (auto& line : structures.walls) {
        for (Point& point : line.line) point = turned(point);
    }
    for (auto& line : structures.bridges) {
        for (Point& point : line.line) point = turned(point);
    }
    for (auto& breach : structures.breaches) breach.at = turned(breach.at);
    for (auto& opening : structures.openings) {
        opening.from = turned(opening.from);
        opening.to = turned(opening.to);
    }
    return made;
}

TEST_P(StructureBits, are_the_same_when_rows_and_columns_change_places) {
    FloodCase const original = busy_valley(60, 80);
    Outcome const straight = outcome_of(original, GetParam().scheme, GetParam().precision);
    Outcome const across = outcome_of(transposed(original), GetParam().scheme, GetParam().precision);
    for (Index r = 0; r < 60; ++r) {
        for (Index c = 0; c < 80; ++c) {
            ASSERT_EQ(straight.depth(r, c), across.depth(c, r)) << r << ' ' << c;
            ASSERT_EQ(straight.u(r, c), -across.v(c, r)) << r << ' ' << c;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(OfTheFlood, StructureBits,
                         testing::Values(Way{"second_order", "double"}, Way{"second_order", "float"},
                                         Way{"first_order", "double"}, Way{"inertial", "double"}));

} // namespace
} // namespace jumelle::flood
