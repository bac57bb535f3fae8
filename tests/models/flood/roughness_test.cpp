#include "models/flood/kernels/roughness.hpp"

#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/cases/flood_run.hpp"
#include "core/base/error.hpp"
#include "models/flood/parameters.hpp"

namespace jumelle::flood {
namespace {

using testing::HasSubstr;

Value law(double factor, double full_m, double none_m) {
    return Value::make_map({{"factor", Value::make_quantity(factor)},
                            {"full_below", Value::make_quantity(full_m)},
                            {"none_above", Value::make_quantity(none_m)}});
}

TEST(ShallowRoughness, falls_straight_from_one_depth_to_the_other) {
    std::array<double, 5> const depth{0.0, 0.02, 0.06, 0.1, 3.0}, base{1.0, 1.0, 1.0, 1.0, 2.0};
    std::array<double, 5> friction{};
    shallow_friction(base.data(), depth.data(), friction.data(), {0, 5}, {3.0, 0.02, 0.1});
    // n is 3, 3, 2, 1 and 1 times as large, friction goes with its square.
    EXPECT_THAT(friction, testing::Pointwise(testing::DoubleNear(1e-12), {9.0, 9.0, 4.0, 1.0, 2.0}));
}

/// A channel of 1 m width with steady inflow; depth in its middle.
double normal_depth_m(char const* scheme, double unit_discharge_m2ps, double n, Value const* shallow) {
    constexpr double slope = 0.01;
    cases::ChannelShape shape;
    shape.cells = 60;
    shape.length_m = 120.0;
    shape.bed_m = [](double x) { return 5.0 - slope * x; };
    shape.depth_m = [](double) { return 0.02; };
    cases::FloodCase made = cases::channel(shape);
    cases::set_field(made.territory, "manning", [n](Cell) { return n; });
    made.parameters["scheme"] = Value::make_text(scheme);
    if (shallow != nullptr) made.parameters["shallow_roughness"] = *shallow;
    Border& inflow = cases::upstream(made, cases::Along::columns);
    inflow.kind = BorderKind::discharge;
    inflow.discharge_m3ps = TimeSeries::constant(unit_discharge_m2ps * 2.0);
    Border& outlet = cases::downstream(made, cases::Along::columns);
    outlet.kind = BorderKind::normal_depth;
    outlet.slope = slope;
    cases::FloodRun run(std::move(made));
    run.run_until(1800.0);
    return run.field("water_depth")(0, 30);
}

class ShallowRoughnessIn : public testing::TestWithParam<char const*> {};

/// Shallow flow is as deep as over ground of the larger roughness, deep flow as over the ground's own.
TEST_P(ShallowRoughnessIn, a_channel_counts_up_to_its_depths) {
    Value const shallow = law(2.0, 0.1, 0.2);
    double const film_m = normal_depth_m(GetParam(), 0.01, 0.03, &shallow);
    ASSERT_LT(film_m, 0.1);
    EXPECT_NEAR(film_m, normal_depth_m(GetParam(), 0.01, 0.06, nullptr), 1e-9);
    // Exact films would differ by 2^(3/5) = 1.52; the steps of first order take part of it.
    EXPECT_GT(film_m, 1.2 * normal_depth_m(GetParam(), 0.01, 0.03, nullptr));
    double const deep_m = normal_depth_m(GetParam(), 0.5, 0.03, &shallow);
    ASSERT_GT(deep_m, 0.2);
    EXPECT_NEAR(deep_m, normal_depth_m(GetParam(), 0.5, 0.03, nullptr), 1e-6);
}

INSTANTIATE_TEST_SUITE_P(every_scheme, ShallowRoughnessIn,
                         testing::Values("second_order", "first_order", "inertial"));

TEST(ShallowRoughness, wants_its_depths_in_order) {
    Value const value = Value::make_map({{"shallow_roughness", law(2.0, 0.1, 0.1)}});
    try {
        parameters_from(value);
        FAIL();
    } catch (InputError const& error) {
        EXPECT_THAT(to_text(error.faults().front()),
                    HasSubstr("full_below (0.1 m) is not less than none_above (0.1 m)"));
        EXPECT_THAT(error.faults().front().hint, HasSubstr("falls from the first depth to the second"));
    }
}

} // namespace
} // namespace jumelle::flood
