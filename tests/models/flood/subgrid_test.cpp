#include <cmath>
#include <cstring>
#include <gtest/gtest.h>

#include "bench/cases/coarser.hpp"
#include "core/base/constants.hpp"
#include "core/base/random.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;
using cases::with_fine_terrain;
using cases::with_mean_terrain;

double largest(Array2D<double> const& cells) {
    double most = 0.0;
    for (Index r = 0; r < cells.rows(); ++r) {
        for (Index c = 0; c < cells.columns(); ++c) most = std::max(most, std::abs(cells(r, c)));
    }
    return most;
}

double hills(Cell c) {
    double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
    return 0.8 * std::sin(0.31 * x) * std::cos(0.27 * y) + 0.3 * std::sin(1.7 * x + 0.9 * y) + 0.01 * x;
}

FloodCase hilly(Index rows, Index columns, double level_m) {
    FloodCase made;
    made.territory = cases::flat_territory(rows, columns, 1.0);
    cases::set_field(made.territory, "elevation", hills);
    cases::set_field(made.territory, "initial_depth",
                     [=](Cell c) { return std::max(level_m - hills(c), 0.0); });
    return made;
}

class LakeAtRest : public testing::TestWithParam<double> {};

TEST_P(LakeAtRest, over_fine_ground_stays_at_rest) {
    FloodRun run(with_fine_terrain(hilly(40, 60, GetParam()), 5));
    run.run_until(60.0);
    EXPECT_LE(largest(run.field("flow_speed")), 1e-12);
}

// Below most of the ground, among it, above all of it.
INSTANTIATE_TEST_SUITE_P(at_levels, LakeAtRest, testing::Values(3.0, 10.0));

TEST(SubgridTerrain, of_one_fine_cell_a_cell_is_the_plain_inertial_scheme) {
    FloodCase problem = hilly(30, 40, -0.2);
    problem.forcing.rain_mps = TimeSeries::constant(1e-5);
    problem.forcing.inflows.push_back({"spring", {{3, 4}}, TimeSeries::constant(0.5), {}, ""});
    FloodRun plain(with_mean_terrain(problem, 1)), tables(with_fine_terrain(problem, 1));
    plain.run_until(30.0);
    tables.run_until(30.0);
    auto const &a = plain.field("water_depth"), &b = tables.field("water_depth");
    double worst = 0.0;
    for (Index r = 0; r < 30; ++r)
        for (Index c = 0; c < 40; ++c) worst = std::max(worst, std::abs(a(r, c) - b(r, c)));
    printf("worst %g steps %td %td\n", worst, plain.steps(), tables.steps());
    EXPECT_LE(worst, 1e-9);
}

/// Straight channel along x of cross-section `bed(y)` and slope `fall`, fed with `q` at its upper end.
FloodCase sloping(Index rows, Index columns, double fall, double q, std::function<double(double)> bed) {
    FloodCase made;
    made.territory = cases::flat_territory(rows, columns, 1.0);
    cases::set_field(made.territory, "elevation", [=](Cell c) {
        return bed(static_cast<double>(c.row) + 0.5) - fall * static_cast<double>(c.column);
    });
    made.parameters["manning"] = Value::make_quantity(0.03);
    made.forcing.borders.west.kind = BorderKind::discharge;
    made.forcing.borders.west.discharge_m3ps = TimeSeries::constant(q);
    made.forcing.borders.east.kind = BorderKind::open;
    return made;
}

TEST(SubgridTerrain, narrow_channel) {
    constexpr double n = 0.03, fall = 1e-3, q = 1.5;
    FloodCase const fine =
        sloping(20, 400, fall, q, [](double y) { return y > 8.0 && y < 10.0 ? 0.0 : 3.0; });
    FloodRun run(with_fine_terrain(fine, 20));
    run.run_until(4000.0);
    auto const& level = run.field("water_level");
    double const normal = std::pow(q / 2.0 * n / std::sqrt(fall), 0.6);
    for (Index c = 0; c < 20; ++c) {
        double const bed = -fall * (static_cast<double>(c) + 0.475) * 20.0;
        printf("%td depth %.4f normal %.4f\n", c, level(0, c) - bed, normal);
    }
}

TEST(SubgridTerrain, v_channel) {
    constexpr double fall = 1e-3, q = 20;
    FloodCase const fine = sloping(60, 600, fall, q, [](double y) { return 0.1 * std::abs(y - 33.0); });
    FloodRun run(with_fine_terrain(fine, 20));
    run.run_until(4000.0);
    auto const& level = run.field("water_level");
    double const k = q * 0.03 / std::sqrt(fall); // = 2*10*3/8*h^(8/3)
    double const normal = std::pow(k / (20.0 * 3.0 / 8.0), 3.0 / 8.0);
    for (Index c = 0; c < 30; ++c) {
        double const bed = -fall * (static_cast<double>(c) + 0.475) * 20.0;
        printf("%td depth %.4f %.4f %.4f normal %.4f\n", c, level(0, c) - bed, level(1, c) - bed,
               level(2, c) - bed, normal);
    }
}

} // namespace
} // namespace jumelle::flood
