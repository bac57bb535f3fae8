#include <cmath>
#include <gtest/gtest.h>

#include "bench/cases/film_case.hpp"

namespace jumelle::cases {
namespace {

Film falling(Film::Fall fall) {
    Film film;
    film.fall = fall;
    return film;
}

struct FilmParameter {
    char const *scheme, *precision;
    Film::Fall fall;
    Index cells;
    double depth_mark; ///< largest relative error of the depth
};

class RainFilm : public testing::TestWithParam<FilmParameter> {};

TEST_P(RainFilm, is_steady_and_as_deep_as_the_kinematic_wave) {
    CaseOptions options = options_of(GetParam().cells);
    options.scheme = GetParam().scheme;
    options.precision = GetParam().precision;
    FilmResult const result = rain_film(options, falling(GetParam().fall));
    bool const single = options.precision == "float";
    EXPECT_LE(result.outflow_error, 1e-6);
    EXPECT_LE(result.ripple_in_time, single ? 5e-6 : 1e-10);
    // Along the water's way depth grows; a float holds the level of the plane, 4 m lower, to 1e-6 m only.
    EXPECT_LE(result.ripple_in_space, single ? 1e-2 : 5e-4);
    EXPECT_LE(result.largest_depth_error, GetParam().depth_mark);
}

INSTANTIATE_TEST_SUITE_P(
    on_a_slope_of_30_percent, RainFilm,
    testing::Values(FilmParameter{"second_order", "double", Film::Fall::along_the_grid, 40, 0.01},
                    FilmParameter{"second_order", "float", Film::Fall::along_the_grid, 80, 0.01},
                    FilmParameter{"second_order", "double", Film::Fall::oblique, 40, 0.01},
                    FilmParameter{"second_order", "float", Film::Fall::oblique, 80, 0.01},
                    FilmParameter{"first_order", "double", Film::Fall::along_the_grid, 160, 0.01},
                    FilmParameter{"first_order", "float", Film::Fall::along_the_grid, 160, 0.01},
                    FilmParameter{"first_order", "double", Film::Fall::oblique, 40, 0.05},
                    FilmParameter{"first_order", "double", Film::Fall::oblique, 80, 0.026},
                    FilmParameter{"first_order", "float", Film::Fall::oblique, 80, 0.026}));

TEST(RainFilm, flows_as_deep_under_eddy_viscosity_of_its_bed) {
    for (Film::Fall const fall : {Film::Fall::along_the_grid, Film::Fall::oblique}) {
        CaseOptions options = options_of(40);
        options.viscosity.bed_friction = 1.5;
        FilmResult const result = rain_film(options, falling(fall));
        EXPECT_LE(result.outflow_error, 1e-6);
        EXPECT_LE(result.ripple_in_time, 1e-10);
        EXPECT_LE(result.largest_depth_error, 0.01);
    }
}

TEST(RainFilm, reaches_a_tenth_of_a_millimetre_at_the_outlet) {
    EXPECT_NEAR(Film::depth_m(Film::length_m), 1e-4, 1e-12);
    EXPECT_NEAR(Film::rain_mps() * 3.6e6, 0.708, 1e-3); // mm/h
}

} // namespace
} // namespace jumelle::cases
