#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <iostream>

#include "bench/cases/coarser.hpp"
#include "bench/cases/reference_data.hpp"

namespace jumelle::cases {
namespace {

/// The run that counts as fine is one on cells of 2 m, which takes seconds; the coarse ones have 8 m.
constexpr Index fine_ratio = 2, ratio = 4;

/// The storm of Merewether on its terrain without houses: 19.7 m³/s in a circle, cut to whole large cells.
FloodCase street(Territory terrain) {
    FloodCase made;
    Grid& grid = terrain.grid;
    auto const z = terrain.fields.at("elevation").cells;
    grid.rows -= grid.rows % (fine_ratio * ratio);
    grid.columns -= grid.columns % (fine_ratio * ratio);
    set_field(terrain, "elevation", [&](Cell c) { return z(c.row, c.column); });
    made.territory = std::move(terrain);
    Region circle;
    circle.circles.push_back({{382300.0, 6354290.0}, 15.0});
    made.forcing.inflows.push_back(
        {"storm water", cells_inside(circle, made.territory.grid), TimeSeries::constant(19.7), {}, ""});
    made.forcing.borders.north.kind = made.forcing.borders.east.kind = BorderKind::open;
    made.parameters["scheme"] = Value::make_text("inertial");
    made.parameters["manning"] = Value::make_quantity(0.04);
    return made;
}

/// Mean absolute difference of the level from that of the fine run, at the five surveyed points.
double mean_difference(FloodRun& run, FloodRun& fine) {
    constexpr std::array<Point, 5> points{{{382373.51, 6354387.84},
                                           {382354.61, 6354365.21},
                                           {382424.40, 6354478.33},
                                           {382509.71, 6354548.22},
                                           {382339.42, 6354297.84}}};
    double sum = 0.0;
    double wet = 0.0;
    for (Point const point : points) {
        Cell const coarse = run.grid().cell_at(point).value(), here = fine.grid().cell_at(point).value();
        double const exact = fine.field("water_level")(here.row, here.column);
        if (std::isnan(exact)) continue;
        wet += 1.0;
        sum += std::abs(run.field("water_level")(coarse.row, coarse.column) - exact);
    }
    EXPECT_GE(wet, 4.0);
    return sum / wet;
}

TEST(FineTerrain, below_cells_of_eight_metres_brings_a_street_flood_nearer_to_the_fine_run) {
    auto const file = data_folder() / "flood" / "merewether" / "topography1.asc";
    auto territory = read_ascii_grid(file);
    if (!territory) {
        std::cerr << "\n*** NOT TESTED: fine terrain of a street; " << file << " is not there.\n"
                  << "*** Set JUMELLE_DATA to the folder of the reference data.\n\n";
        GTEST_SKIP() << "no " << file;
    }
    FloodCase const problem = with_mean_terrain(street(std::move(*territory)), fine_ratio);
    FloodRun fine(problem), tables(with_fine_terrain(problem, ratio)),
        mean(with_mean_terrain(problem, ratio));
    constexpr double time_s = 300.0;
    for (FloodRun* const run : {&fine, &tables, &mean}) run->run_until(time_s);
    double const with_tables = mean_difference(tables, fine), with_means = mean_difference(mean, fine);
    RecordProperty("with_tables", std::to_string(with_tables));
    RecordProperty("with_means", std::to_string(with_means));
    EXPECT_LT(with_tables, 0.03); // 0.016 m, and 0.042 m with means
    EXPECT_LT(with_tables, 0.6 * with_means);
    EXPECT_LE(tables.balance().relative_error(), 1e-12);
}

} // namespace
} // namespace jumelle::cases
