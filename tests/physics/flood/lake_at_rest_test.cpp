#include <gtest/gtest.h>

#include "bench/cases/validation_cases.hpp"

namespace jumelle::cases {
namespace {

constexpr double stillness_mps = 1e-12;

struct LakeParameter {
    char const* scheme;
    Along along;
    double level_m;
};

class LakeAtRest : public testing::TestWithParam<LakeParameter> {};

TEST_P(LakeAtRest, does_not_move) {
    CaseOptions options;
    options.cells = 125;
    options.scheme = GetParam().scheme;
    options.along = GetParam().along;
    LakeResult const lake = lake_over_bump(options, GetParam().level_m);
    EXPECT_LE(lake.largest_speed_mps, stillness_mps);
    EXPECT_LE(lake.largest_level_error_m, 1e-13);
}

INSTANTIATE_TEST_SUITE_P(over_a_bump, LakeAtRest,
                         testing::Values(LakeParameter{"second_order", Along::columns, 0.5},
                                         LakeParameter{"second_order", Along::columns, 0.1},
                                         LakeParameter{"second_order", Along::rows, 0.5},
                                         LakeParameter{"second_order", Along::rows, 0.1},
                                         LakeParameter{"first_order", Along::columns, 0.5},
                                         LakeParameter{"first_order", Along::rows, 0.1}));

} // namespace
} // namespace jumelle::cases
