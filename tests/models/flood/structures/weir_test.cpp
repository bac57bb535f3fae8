#include "models/flood/kernels/weir.hpp"

#include <gtest/gtest.h>

namespace jumelle::flood {
namespace {

TEST(Weir, with_a_broad_crest_has_critical_flow) {
    double const head = 0.6, critical_depth = 2.0 / 3.0 * head;
    double const critical = critical_depth * std::sqrt(gravity_mps2 * critical_depth);
    EXPECT_NEAR(free_weir_flow(broad_crest_coefficient, head), critical, 1e-12);
    EXPECT_NEAR(free_weir_flow(broad_crest_coefficient, 1.0), 1.705, 1e-3);
}

TEST(Weir, with_a_thin_crest_gives_the_table_value) {
    EXPECT_NEAR(free_weir_flow(thin_crest_coefficient, 0.25), 1.83 * 0.125, 1e-3);
}

TEST(Weir, lets_nothing_over_a_crest_above_the_water) {
    EXPECT_EQ(weir_flow(0.6, 0.0, -0.5).q_m2ps, 0.0);
    EXPECT_EQ(weir_flow(0.6, -0.1, -0.5).q_m2ps, 0.0);
}

TEST(Weir, drowns_as_villemonte_measured) {
    // (1 − 0.5^1.5)^0.385 = 0.64645^0.385
    EXPECT_NEAR(submergence_factor(1.0, 0.5), 0.845386, 1e-6);
    EXPECT_EQ(submergence_factor(1.0, -0.2), 1.0);
    EXPECT_EQ(submergence_factor(1.0, 1.0), 0.0);
}

TEST(Weir, is_as_thick_as_the_drowning_water) {
    EXPECT_NEAR(weir_flow(0.6, 0.9, 0.1).thickness_m, 0.6, 1e-15);
    EXPECT_NEAR(weir_flow(0.6, 0.9, 0.8).thickness_m, 0.8, 1e-15);
}

TEST(Orifice, empties_freely_at_the_contracted_stream) {
    // 0.61 · 0.5 m · sqrt(19.62 (2.0 − 0.305)) = 1.75888 m²/s
    EXPECT_NEAR(orifice_flow(0.61, 0.5, 2.0, 0.1).q_m2ps, 1.75888, 1e-5);
    EXPECT_EQ(orifice_flow(0.61, 0.5, 2.0, 0.1).drowned, 0.0);
}

TEST(Orifice, feels_a_level_above_its_stream) {
    // 0.61 · 0.5 m · sqrt(19.62 · 0.4) = 0.85444 m²/s
    EXPECT_NEAR(orifice_flow(0.61, 0.5, 2.0, 1.6).q_m2ps, 0.85444, 1e-5);
    EXPECT_EQ(orifice_flow(0.61, 0.5, 2.0, 2.0).q_m2ps, 0.0);
}

TEST(Opening, goes_from_weir_to_orifice_without_a_jump) {
    OpeningCoefficients const coefficients{0.61, broad_crest_coefficient};
    double before = 0.0;
    double largest_step = 0.0;
    for (int i = 0; i <= 2000; ++i) {
        double const head = 0.001 * i;
        double const q = opening_flow(coefficients, 0.5, head, 0.0).q_m2ps;
        largest_step = std::max(largest_step, std::abs(q - before));
        EXPECT_GE(q, before - 1e-3) << head;
        before = q;
    }
    EXPECT_LT(largest_step, 0.003); // m²/s for each mm of head
}

TEST(Opening, that_is_shut_passes_nothing) {
    EXPECT_EQ(opening_flow({0.61, 0.6}, 0.0, 2.0, 0.0).q_m2ps, 0.0);
}

} // namespace
} // namespace jumelle::flood
