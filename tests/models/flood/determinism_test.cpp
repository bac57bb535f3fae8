#include <cmath>
#include <cstring>
#include <gtest/gtest.h>

#include "bench/cases/flood_run.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::flood {
namespace {

using cases::FloodCase;
using cases::FloodRun;

/// A flood through a small town with everything in it: rain that ends, an inflow, blocks, an open side and a
/// tide.
FloodCase busy_town(Index rows, Index columns) {
    FloodCase made;
    made.territory = cases::flat_territory(rows, columns, 2.0);
    cases::set_field(made.territory, "elevation", [](Cell c) {
        double const x = static_cast<double>(c.column), y = static_cast<double>(c.row);
        return 3.0 + 0.04 * x + 0.02 * y + 0.4 * std::sin(0.3 * x) * std::cos(0.23 * y);
    });
    cases::set_field(made.territory, "building_height",
                     [](Cell c) { return c.row % 12 > 6 && c.column % 14 > 7 ? 8.0 : 0.0; });
    made.forcing.rain_mps = {{0.0, 5.0}, {2e-5, 0.0}, Interpolation::steps};
    made.forcing.inflows.push_back({"burst main", {{4, 5}, {5, 5}}, TimeSeries::constant(3.0)});
    made.forcing.borders.west.kind = BorderKind::open;
    made.forcing.borders.east.kind = BorderKind::level;
    made.forcing.borders.east.level_m = TimeSeries::constant(8.5);
    return made;
}

bool same_bits(Array2D<double> const& a, Array2D<double> const& b) {
    for (Index r = 0; r < a.rows(); ++r) {
        if (std::memcmp(a.row(r), b.row(r), static_cast<std::size_t>(a.columns()) * sizeof(double)) != 0) {
            return false;
        }
    }
    return true;
}

struct Outcome {
    Array2D<double> depth, u, v, arrival;
    Balance balance;
    Index steps;
};

Outcome outcome_of(FloodCase problem, double time_s) {
    FloodRun run(std::move(problem));
    run.run_until(time_s);
    return {run.field("water_depth"),     run.field("velocity_x"), run.field("velocity_y"),
            run.summary("first_arrival"), run.balance(),           run.steps()};
}

class Threads {
  public:
    explicit Threads(int count) : before_(loop_threads()) { set_loop_threads(count); }
    ~Threads() { set_loop_threads(before_); }
    Threads(Threads const&) = delete;
    Threads& operator=(Threads const&) = delete;

  private:
    int before_;
};

struct Way {
    char const *scheme, *precision;
};
class SameBits : public testing::TestWithParam<Way> {
  protected:
    FloodCase problem(Index rows, Index columns) const {
        FloodCase made = busy_town(rows, columns);
        cases::set_scheme(made, GetParam().scheme);
        made.parameters["precision"] = Value::make_text(GetParam().precision);
        return made;
    }
};

TEST_P(SameBits, for_any_number_of_threads) {
    Outcome const one = [&] {
        Threads const threads(1);
        return outcome_of(problem(90, 200), 4.0);
    }();
    for (int const count : {2, 3}) {
        Threads const threads(count);
        Outcome const many = outcome_of(problem(90, 200), 4.0);
        EXPECT_TRUE(same_bits(one.depth, many.depth)) << count << " threads";
        EXPECT_TRUE(same_bits(one.u, many.u)) << count << " threads";
        EXPECT_TRUE(same_bits(one.v, many.v)) << count << " threads";
        EXPECT_TRUE(same_bits(one.arrival, many.arrival)) << count << " threads";
        EXPECT_EQ(one.balance.stored, many.balance.stored);
        EXPECT_EQ(one.balance.out, many.balance.out);
        EXPECT_EQ(one.steps, many.steps);
    }
}

/// The same problem with rows and columns exchanged: x runs southward, y eastward.
FloodCase transposed(FloodCase const& original) {
    FloodCase made = original;
    Grid& grid = made.territory.grid;
    std::swap(grid.rows, grid.columns);
    for (auto const& [name, field] : original.territory.fields.all()) {
        cases::set_field(made.territory, name,
                         [&cells = field.cells](Cell c) { return cells(c.column, c.row); });
    }
    for (Inflow& inflow : made.forcing.inflows) {
        for (Cell& cell : inflow.cells) std::swap(cell.row, cell.column);
    }
    std::swap(made.forcing.borders.west, made.forcing.borders.north);
    std::swap(made.forcing.borders.east, made.forcing.borders.south);
    return made;
}

TEST_P(SameBits, when_rows_and_columns_change_places) {
    FloodCase original = problem(40, 70);
    // Rain shed by buildings goes to the first of equally near cells, which is not the same cell transposed.
    original.forcing.rain_mps = TimeSeries::constant(0.0);
    Outcome const straight = outcome_of(original, 12.0), turned = outcome_of(transposed(original), 12.0);
    EXPECT_EQ(straight.steps, turned.steps);
    for (Index r = 0; r < 40; ++r) {
        for (Index c = 0; c < 70; ++c) {
            ASSERT_EQ(straight.depth(r, c), turned.depth(c, r)) << r << ' ' << c;
            ASSERT_EQ(straight.u(r, c), -turned.v(c, r)) << r << ' ' << c;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(of_the_flood, SameBits,
                         testing::Values(Way{"second_order", "double"}, Way{"second_order", "float"},
                                         Way{"first_order", "double"}, Way{"first_order", "float"},
                                         Way{"inertial", "double"}, Way{"inertial", "float"},
                                         Way{"inertial_upwind", "double"}, Way{"inertial_upwind", "float"}));

} // namespace
} // namespace jumelle::flood
