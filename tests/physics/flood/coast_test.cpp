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

TEST(Coast, levels_are_those_of_sfincs_within_five_centimetres_after_half_an_hour) {
    constexpr double settled_s = 1800.0; // till then both runs fill from a sea that starts 0.59 m too low
    auto const result = coast("second_order", settled_s);
    JUMELLE_NEEDS(result, "coast of SFINCS");
    for (StationFit const& station : result->stations) {
        EXPECT_LT(station.largest_difference_m, 0.05) << station.name << " at " << station.at_s << " s";
    }
    EXPECT_LT(result->balance_error, 1e-12);
}

} // namespace
} // namespace jumelle::cases
