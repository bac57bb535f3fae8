#include <gtest/gtest.h>
#include <iostream>

#include "bench/cases/coast_case.hpp"
#include "bench/cases/reference_data.hpp"

// A run against that of another program, which is not part of the project.
namespace jumelle::cases {
namespace {

#define JUMELLE_NEEDS(result, what)                                                                          \
    if (!(result)) {                                                                                         \
        std::cerr << "\n*** NOT TESTED: " << (what) << "; no data under " << data_folder() << "\n"           \
                  << "*** Set JUMELLE_DATA to the folder of the reference data.\n\n";                        \
        GTEST_SKIP() << "no data";                                                                           \
    }

void expect_within_five_centimetres(CoastResult const& result) {
    EXPECT_EQ(result.beyond_limit, 0);
    for (StationFit const& station : result.stations)
        EXPECT_LT(station.largest_difference_m, 0.05) << station.name << " at " << station.at_s << " s";
}

TEST(Coast, levels_by_the_equations_of_sfincs_are_its_own_within_five_centimetres) {
    constexpr double first_output_s = 600.0;
    auto const result = coast("inertial", first_output_s);
    JUMELLE_NEEDS(result, "coast of SFINCS");
    expect_within_five_centimetres(*result);
    EXPECT_LT(result->balance_error, 1e-12);
}

TEST(Coast, levels_are_those_of_sfincs_within_five_centimetres_but_for_one_while_the_first_wave_passes) {
    constexpr double first_output_s = 600.0, largest_m = 0.1;
    auto const result = coast("second_order", first_output_s);
    JUMELLE_NEEDS(result, "coast of SFINCS");
    EXPECT_LE(result->beyond_limit, 1);
    for (StationFit const& station : result->stations) {
        EXPECT_LT(station.largest_difference_m, largest_m) << station.name << " at " << station.at_s << " s";
    }
    EXPECT_LT(result->balance_error, 1e-12);
}

TEST(Coast, levels_are_those_of_sfincs_within_five_centimetres_after_half_an_hour) {
    constexpr double settled_s = 1800.0;
    auto const result = coast("second_order", settled_s);
    JUMELLE_NEEDS(result, "coast of SFINCS");
    expect_within_five_centimetres(*result);
}

} // namespace
} // namespace jumelle::cases
