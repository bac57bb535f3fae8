// The same rasters through another program: SOLWEIG (UMEP-dev/solweig 0.1.0b84), see the README of the data.
#include <cmath>
#include <gtest/gtest.h>

#include "bench/heat_cases/cities.hpp"
#include "models/heat/kernels/shade.hpp"
#include "models/heat/kernels/sky_view.hpp"
#include "models/heat/kernels/sun_position.hpp"

namespace jumelle::heat {
namespace {

/// Mean and root mean square of differences.
struct Difference {
    double sum = 0.0, squares = 0.0;
    Index cells = 0;
    void add(double d) {
        sum += d;
        squares += d * d;
        ++cells;
    }
    double mean() const { return sum / static_cast<double>(cells); }
    double rms() const { return std::sqrt(squares / static_cast<double>(cells)); }
};

constexpr Index margin = 80; // 200 m: SOLWEIG's views end at the border differently

/// SOLWEIG knows no edges of buildings: heights hold at the centres of cells. So do ours where nothing is
/// marked as a building.
heat_cases::City as_solweig_sees_it(heat_cases::City city) {
    city.ground = city.surface;
    return city;
}

TEST(Bilbao, has_the_sky_views_that_solweig_finds) {
    auto const city = heat_cases::bilbao();
    auto const reference = heat_cases::bilbao_band("solweig_reference/svf_x10000.tif", 1);
    if (!city || !reference) GTEST_SKIP() << "NOT CHECKED: no reference data of Bilbao";
    auto const heights = as_solweig_sees_it(*city).without_trees();
    auto const views = sky_views(heights, WallFacets(heights), {32, 8, Links::not_kept});
    Difference d;
    for (Index r = margin; r < heights.rows() - margin; ++r) {
        for (Index c = margin; c < heights.columns() - margin; ++c) {
            d.add(views.sky(r, c) - 1e-4 * (*reference)(r, c));
        }
    }
    std::printf("    sky view against SOLWEIG: rms %.4f, mean %.4f\n", d.rms(), d.mean());
    EXPECT_LT(d.rms(), 0.015);
    EXPECT_LT(std::abs(d.mean()), 0.005);
}

TEST(Bilbao, has_the_shade_that_solweig_finds_at_three_hours) {
    auto const city = heat_cases::bilbao();
    if (!city) GTEST_SKIP() << "NOT CHECKED: no reference data of Bilbao";
    auto const heights = as_solweig_sees_it(*city).heights();
    WallFacets const walls(heights);
    Shade shade(heights, walls);
    char const* const times[] = {"2021-08-13T08:00+01:00", "2021-08-13T12:00+01:00",
                                 "2021-08-13T16:00+01:00"};
    for (int hour = 0; hour < 3; ++hour) {
        auto const reference = heat_cases::bilbao_band("solweig_reference/shadow_x100.tif", hour + 1);
        if (!reference) GTEST_SKIP() << "NOT CHECKED: no reference data of Bilbao";
        // SOLWEIG takes the sun in the middle of the hour that ends then.
        auto const middle = *parse_instant(times[hour]) + Duration::from_seconds(-1800.0);
        auto const sun = sun_position(middle, {43.29, -2.97, 50.0});
        SunSample const sample = {sun.azimuth_deg, sun.apparent_elevation_deg};
        shade.compute({&sample, 1}, transmissivity_with_leaves);
        Index equal = 0, cells = 0;
        for (Index r = margin; r < heights.rows() - margin; ++r) {
            for (Index c = margin; c < heights.columns() - margin; ++c) {
                equal += (shade.flat()(r, c) >= 0.5F) == ((*reference)(r, c) >= 50.0);
                ++cells;
            }
        }
        double const share = static_cast<double>(equal) / static_cast<double>(cells);
        std::printf("    %s sun at %.1f degrees: %.2f %% of cells equal\n", times[hour], sun.elevation_deg,
                    100.0 * share);
        EXPECT_GT(share, 0.95);
    }
}

} // namespace
} // namespace jumelle::heat
