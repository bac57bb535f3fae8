#include <gtest/gtest.h>

#include "tests/models/flood/structures/works.hpp"

namespace jumelle::flood {
namespace {

using test::first_pond;
using test::last_pond;
using test::two_ponds;
using test::Works;

constexpr Cell first{0, 0}, last{0, 2};

Culvert culvert() {
    Culvert made;
    made.label.name = "culvert";
    made.from = first_pond;
    made.to = last_pond;
    made.width_m = made.height_m = 1.0;
    made.length_m = 20.0;
    made.manning = 0.013;
    made.entrance_loss = 0.5;
    made.exit_loss = 1.0;
    made.inlet = {1, 0.0098, 2.0, 0.0398, 0.67, -0.5};
    return made;
}

PointOpening weir(double sill_m) {
    PointOpening made;
    made.label.name = "weir";
    made.from = first_pond;
    made.to = last_pond;
    made.sill_m = sill_m;
    made.width_m = 3.0;
    made.weir_coefficient = broad_crest_coefficient;
    return made;
}

Pump pump(double capacity_m3ps) {
    Pump made;
    made.label.name = "pump";
    made.from = first_pond;
    made.to = last_pond;
    made.curve = {{0.0, capacity_m3ps}};
    return made;
}

class AnyStep : public testing::TestWithParam<double> {};

TEST_P(AnyStep, ponds_joined_by_a_culvert_approach_each_other_and_never_pass) {
    Territory territory = two_ponds(3.0, 1.0);
    territory.structures.culverts = {culvert()};
    Works works(std::move(territory));
    double const volume = works.solver().stored_m3();
    double fall = 2.0;
    for (int i = 0; i < 40; ++i) {
        works.act(GetParam());
        double const now = works.level(first) - works.level(last);
        EXPECT_GE(now, -1e-12) << i;
        EXPECT_LE(now, fall + 1e-12) << i;
        fall = now;
        EXPECT_NEAR(works.solver().stored_m3(), volume, 1e-14 * volume) << i;
    }
    if (GetParam() >= 10.0) {
        EXPECT_LT(fall, 1e-3);
    }
}

TEST_P(AnyStep, water_goes_back_where_the_levels_say_so) {
    Territory territory = two_ponds(0.5, 2.5);
    territory.structures.culverts = {culvert()};
    Works works(std::move(territory));
    double fall = 2.0;
    for (int i = 0; i < 40; ++i) {
        works.act(GetParam());
        double const now = works.level(last) - works.level(first);
        EXPECT_GE(now, -1e-12);
        EXPECT_LE(now, fall + 1e-12);
        EXPECT_LE(works.discharge(), 1e-15);
        fall = now;
    }
    EXPECT_LT(fall, 2.0);
}

/// Explicitly, steps above about a second would oscillate.
INSTANTIATE_TEST_SUITE_P(OfALink, AnyStep, testing::Values(0.1, 1.0, 10.0, 100.0, 3600.0, 1e6));

TEST(Links, flap_lets_water_through_one_way_only) {
    Territory territory = two_ponds(0.5, 2.5);
    territory.structures.culverts = {culvert()};
    territory.structures.culverts.front().way = LinkWay::forward;
    Works works(std::move(territory));
    works.act(100.0);
    EXPECT_EQ(works.discharge(), 0.0);
    EXPECT_EQ(works.level(last), 2.5);
}

TEST(Links, two_barrels_carry_twice_as_much) {
    auto const discharge_of = [](int barrels) {
        Territory territory = two_ponds(3.0, 1.0);
        territory.structures.culverts = {culvert()};
        territory.structures.culverts.front().barrels = barrels;
        Works works(std::move(territory));
        works.act(1e-6);
        return works.discharge();
    };
    EXPECT_NEAR(discharge_of(2), 2.0 * discharge_of(1), 1e-4);
    EXPECT_GT(discharge_of(1), 1.0);
}

TEST(Links, weir_between_two_points_stops_at_its_crest) {
    Territory territory = two_ponds(3.0, 0.0);
    territory.structures.openings = {weir(2.0)};
    Works works(std::move(territory));
    works.act(1e-6);
    EXPECT_NEAR(works.discharge(), 3.0 * free_weir_flow(broad_crest_coefficient, 1.0), 1e-4);
    for (int i = 0; i < 400; ++i) works.act(1000.0);
    EXPECT_NEAR(works.level(first), 2.0, 1e-3);
    EXPECT_GE(works.level(first), 2.0);
}

TEST(Links, gate_between_two_points_follows_its_opening) {
    PointOpening gate = weir(0.0);
    gate.height_m = 1.0;
    gate.orifice_coefficient = 0.61;
    gate.opening.share = TimeSeries::constant(0.5);
    Territory territory = two_ponds(3.0, 0.0);
    territory.structures.openings = {gate};
    Works works(std::move(territory));
    works.act(1e-6);
    EXPECT_NEAR(works.discharge(), 3.0 * orifice_flow(0.61, 0.5, 3.0, 0.0).q_m2ps, 1e-4);
}

TEST(Links, pump_moves_its_capacity_uphill) {
    Territory territory = two_ponds(1.0, 4.0);
    territory.structures.pumps = {pump(0.5)};
    Works works(std::move(territory));
    works.act(60.0);
    EXPECT_NEAR(works.discharge(), 0.5, 1e-12);
    EXPECT_NEAR(works.level(first), 1.0 - 0.3, 1e-12);
    EXPECT_NEAR(works.level(last), 4.0 + 0.3, 1e-12);
}

TEST(Links, pump_takes_no_more_than_there_is) {
    Territory territory = two_ponds(0.2, 0.0);
    territory.structures.pumps = {pump(5.0)};
    Works works(std::move(territory));
    works.act(60.0);
    EXPECT_EQ(works.level(first), 0.0);
    EXPECT_NEAR(works.level(last), 0.2, 1e-15);
    works.act(60.0);
    EXPECT_EQ(works.discharge(), 0.0);
}

TEST(Links, pump_gives_less_against_more_head) {
    Pump made = pump(0.0);
    made.curve = {{0.0, 1.0}, {4.0, 0.6}, {8.0, 0.0}};
    Territory territory = two_ponds(1.0, 7.0);
    territory.structures.pumps = {made};
    Works works(std::move(territory));
    works.act(1e-6);
    EXPECT_NEAR(works.discharge(), 0.3, 1e-6); // 6 m: half way from 0.6 to 0
}

TEST(Links, pump_starts_and_stops_at_its_levels_without_chatter) {
    Pump made = pump(2.0);
    made.running.by_level = LevelSwitch{first_pond, LevelSwitch::When::above, 1.0, 0.4};
    Territory territory = two_ponds(0.9, 0.0);
    territory.structures.pumps = {made};
    Works works(std::move(territory));
    works.act(10.0);
    EXPECT_EQ(works.discharge(), 0.0);
    works.solver().add_water(first, 0.3);
    works.act(10.0);
    EXPECT_NEAR(works.discharge(), 2.0, 1e-12);
    works.act(1000.0); // far more than would empty the pond
    EXPECT_NEAR(works.level(first), 0.4, 1e-12);
    int starts = 0;
    double before = 0.0;
    for (int i = 0; i < 200; ++i) {
        works.solver().add_water(first, 0.01);
        works.act(10.0);
        if (works.discharge() > 0.0 && before == 0.0) ++starts;
        before = works.discharge();
    }
    EXPECT_LE(starts, 4); // 2 m of water come, 0.6 m are pumped at a time
}

TEST(Links, pump_out_of_the_territory_stands_in_the_account) {
    Pump made = pump(0.5);
    made.to.reset();
    Territory territory = two_ponds(1.0, 0.0);
    territory.structures.pumps = {made};
    Works works(std::move(territory));
    works.act(60.0);
    Balance balance;
    works.process().report(balance);
    EXPECT_NEAR(balance.out, 30.0, 1e-12);
    ASSERT_EQ(balance.terms.size(), 1U);
    EXPECT_EQ(balance.terms[0].name, "pumped_out");
    EXPECT_NEAR(balance.terms[0].value, -30.0, 1e-12);
}

TEST(Links, in_float_lose_no_water) {
    Territory territory = two_ponds(3.0, 1.0);
    territory.structures.culverts = {culvert()};
    Works works(std::move(territory), Precision::binary32);
    double const volume = works.solver().stored_m3();
    for (int i = 0; i < 1000; ++i) works.act(0.05);
    Balance balance;
    works.process().report(balance);
    EXPECT_NEAR(works.solver().stored_m3() + balance.stored, volume, 1e-11 * volume);
    EXPECT_LT(works.level(first), 2.9);
}

TEST(Links, ask_for_short_steps_while_much_water_comes) {
    Territory territory = two_ponds(3.0, 0.0);
    territory.structures.openings = {weir(1.0)};
    Works works(std::move(territory));
    works.act(1e-6);
    double const running = works.process().longest_step_s(works.solver());
    EXPECT_LT(running, 5.0);
    works.solver().add_water(first, -2.5);
    EXPECT_TRUE(std::isinf(works.process().longest_step_s(works.solver())));
}

} // namespace
} // namespace jumelle::flood
