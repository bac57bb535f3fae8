#include <gtest/gtest.h>

#include "bench/cases/film_case.hpp"

namespace jumelle::cases {
namespace {

/// A film that runs obliquely over steps of the ground needs more cells than along the grid.
class ResolvedFilm : public testing::TestWithParam<char const*> {};

TEST_P(ResolvedFilm, of_first_order_is_as_deep_as_the_kinematic_wave) {
    CaseOptions options = options_of(320);
    options.scheme = "first_order";
    options.precision = GetParam();
    Film film;
    film.fall = Film::Fall::oblique;
    FilmResult const result = rain_film(options, film);
    EXPECT_LE(result.outflow_error, 1e-6);
    EXPECT_LE(result.ripple_in_time, options.precision == "float" ? 5e-6 : 1e-10);
    EXPECT_LE(result.largest_depth_error, 0.01);
}

INSTANTIATE_TEST_SUITE_P(on_an_oblique_slope_of_30_percent, ResolvedFilm, testing::Values("double", "float"));

} // namespace
} // namespace jumelle::cases
