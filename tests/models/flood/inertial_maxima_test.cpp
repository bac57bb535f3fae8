#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "core/base/constants.hpp"
#include "models/flood/kernels/inertial.hpp"
#include "models/flood/kernels/maxima.hpp"

namespace jumelle::flood {
namespace {

constexpr Index cells = 150; ///< two whole chunks and a part of one
constexpr Index chunks = 3;
constexpr double dry_m = 1e-4;
constexpr float arrival_m = 0.1F;

/// A row of cells; each step its depths become what is asked for, with given discharges at its faces.
template <class T>
class Row {
  public:
    std::vector<T> h = std::vector<T>(cells, T(0));
    std::vector<float> depth = std::vector<float>(cells, 0.0F), speed = depth, hazard = depth, time = depth;
    std::vector<float> arrival = std::vector<float>(cells, never_s);
    std::vector<KeptAtLeast> bounds = std::vector<KeptAtLeast>(chunks);

    /// @param still_m2ps eastward discharge through all faces
    void step(std::vector<double> const& to_m, double still_m2ps, float now_s) {
        std::vector<T> x(cells + 1, static_cast<T>(still_m2ps)), y(cells, T(0)), rest(cells, T(0));
        std::vector<double> gain(cells);
        for (std::size_t i = 0; i < gain.size(); ++i) gain[i] = to_m[i] - static_cast<double>(h[i]);
        std::vector<ChunkPeaks> peaks(chunks);
        InertialDepths<T> const row{
            .faces = {x.data(), x.data() + 1, y.data(), y.data()},
            .gain_m = gain.data(),
            .h_m = h.data(),
            .rest_m = rest.data(),
            .peaks = peaks.data(),
            .kept = {{depth.data(), speed.data(), hazard.data(), time.data(), arrival.data(), bounds.data()},
                     {arrival_m, now_s}}};
        ASSERT_FALSE(advance_depths(row, {0, cells}, {0.1, 2.0, dry_m}).broken);
        expect(to_m, still_m2ps, now_s);
    }

  private:
    /// What must be kept by now, cell by cell from the definitions.
    void expect(std::vector<double> const& to_m, double still_m2ps, float now_s) {
        for (std::size_t i = 0; i < to_m.size(); ++i) {
            auto const d = static_cast<float>(to_m[i]);
            double const fastest = swiftest_froude * std::sqrt(0.5 * gravity_mps2 * to_m[i]);
            double const v = to_m[i] > dry_m ? std::min(still_m2ps / to_m[i], fastest) : 0.0;
            double const debris = to_m[i] > debris_depth_m ? 1.0 : 0.0;
            double const rating = to_m[i] > dry_m ? to_m[i] * (v + 0.5) + debris : 0.0;
            if (d > depth_[i]) time_[i] = now_s;
            if (d >= arrival_m && arrival_[i] == never_s) arrival_[i] = now_s;
            depth_[i] = std::max(depth_[i], d);
            speed_[i] = std::max(speed_[i], static_cast<float>(v));
            hazard_[i] = std::max(hazard_[i], static_cast<float>(rating));
            EXPECT_EQ(depth[i], depth_[i]) << i;
            EXPECT_EQ(time[i], time_[i]) << i;
            EXPECT_EQ(arrival[i], arrival_[i]) << i;
            EXPECT_NEAR(speed[i], speed_[i], 1e-6F * speed_[i]) << i;
            EXPECT_NEAR(hazard[i], hazard_[i], 1e-6F * hazard_[i]) << i;
        }
    }
    std::vector<float> depth_ = depth, speed_ = depth, hazard_ = depth, time_ = depth, arrival_ = arrival;
};

/// Depths of 0 to 0.36 m, every seventh cell dry.
std::vector<double> depths(double factor) {
    std::vector<double> made(cells);
    for (std::size_t i = 0; i < made.size(); ++i)
        made[i] = i % 7 == 0 ? 0.0 : factor * 0.0025 * static_cast<double>(i);
    return made;
}

template <class T>
class InertialMaxima : public ::testing::Test {};
using Numbers = ::testing::Types<float, double>;
TYPED_TEST_SUITE(InertialMaxima, Numbers);

TYPED_TEST(InertialMaxima, are_kept_where_water_rises) {
    Row<TypeParam> row;
    row.step(depths(0.5), 0.01, 1.0F);
    row.step(depths(1.0), 0.02, 2.0F);
    for (auto const& bounds : row.bounds) EXPECT_TRUE(bounds.is_old);
}

TYPED_TEST(InertialMaxima, stay_where_water_falls_and_have_bounds_then) {
    Row<TypeParam> row;
    row.step(depths(1.0), 0.02, 1.0F);
    row.step(depths(0.5), 0.001, 2.0F);
    for (auto const& bounds : row.bounds) EXPECT_FALSE(bounds.is_old);
    row.step(depths(0.4), 0.001, 3.0F); // below them
}

TYPED_TEST(InertialMaxima, are_kept_of_a_single_cell_that_rises_among_falling_ones) {
    Row<TypeParam> row;
    row.step(depths(1.0), 0.02, 1.0F);
    row.step(depths(0.5), 0.001, 2.0F);
    for (std::size_t const cell : {std::size_t{3}, std::size_t{70}, std::size_t{149}}) {
        std::vector<double> rising = depths(0.4);
        rising[cell] = 0.5; // deeper than any; the first of them arrives now
        row.step(rising, 0.001, 3.0F + static_cast<float>(cell));
        EXPECT_EQ(row.depth[cell], 0.5F);
        EXPECT_TRUE(row.bounds[cell / 64].is_old);
    }
}

TYPED_TEST(InertialMaxima, of_speed_are_kept_where_the_depth_falls) {
    Row<TypeParam> row;
    row.step(depths(1.0), 0.001, 1.0F);
    row.step(depths(0.9), 0.001, 2.0F);
    row.step(depths(0.8), 0.05, 3.0F);
    EXPECT_GT(row.speed[100], 0.2F);
    EXPECT_EQ(row.time[100], 1.0F);
}

} // namespace
} // namespace jumelle::flood
