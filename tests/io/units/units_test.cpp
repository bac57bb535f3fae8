#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "io/units/units.hpp"

namespace jumelle {
namespace {

double si(char const* unit, double number) {
    UnitSystem const units;
    auto const conversion = units.to_si(unit);
    EXPECT_TRUE(conversion) << unit;
    return conversion ? (*conversion)(number) : 0.0;
}

TEST(Units, of_length_time_and_flow_convert_to_si) {
    EXPECT_EQ(si("m", 2.0), 2.0);
    EXPECT_DOUBLE_EQ(si("mm", 60.0), 0.06);
    EXPECT_EQ(si("km", 1.5), 1500.0);
    EXPECT_EQ(si("min", 90.0), 5400.0);
    EXPECT_EQ(si("h", 2.0), 7200.0);
    EXPECT_EQ(si("d", 1.0), 86400.0);
    EXPECT_EQ(si("m3/s", 19.7), 19.7);
    EXPECT_DOUBLE_EQ(si("l/s", 250.0), 0.25);
    EXPECT_DOUBLE_EQ(si("km/h", 36.0), 10.0);
    EXPECT_DOUBLE_EQ(si("mm/h", 36.0), 1e-5);
    EXPECT_DOUBLE_EQ(si("ha", 2.0), 20000.0);
}

TEST(Units, of_temperature_have_their_origin) {
    EXPECT_DOUBLE_EQ(si("degC", 20.0), 293.15);
    EXPECT_DOUBLE_EQ(si("°C", 0.0), 273.15);
    EXPECT_DOUBLE_EQ(si("°C", 100.0), 373.15);
    EXPECT_EQ(si("K", 300.0), 300.0);
}

TEST(Units, of_angle_become_radians) {
    EXPECT_NEAR(si("degree", 180.0), 3.14159265358979, 1e-12);
}

TEST(Units, percent_is_a_hundredth_and_one_is_one) {
    EXPECT_DOUBLE_EQ(si("%", 40.0), 0.4);
    EXPECT_EQ(si("1", 3.0), 3.0);
}

TEST(Units, of_manning_are_known_in_every_usual_spelling) {
    UnitSystem const units;
    for (char const* spelling : {"s/m^(1/3)", "s m-1/3", "s m^(-1/3)", "s/m^1/3", "m-1/3 s", "s.m-1/3"}) {
        auto const conversion = units.between(spelling, "s/m^(1/3)");
        ASSERT_TRUE(conversion) << spelling;
        EXPECT_EQ((*conversion)(0.03), 0.03);
        EXPECT_TRUE(units.knows(spelling)) << spelling;
    }
    EXPECT_FALSE(units.between("m", "s/m^(1/3)"));
    EXPECT_FALSE(units.between("s/m^(1/3)", "s"));
}

TEST(Units, may_be_written_with_powers_raised_or_with_minus_signs) {
    UnitSystem const units;
    for (char const* spelling : {"m3/s", "m^3/s", "m3 s-1", "m³/s", "m3.s-1"}) {
        EXPECT_TRUE(units.between(spelling, "m3 s-1")) << spelling;
    }
}

TEST(Units, of_money_are_euros) {
    UnitSystem const units;
    EXPECT_EQ((*units.between("EUR/m2", "EUR m-2"))(750.0), 750.0);
    EXPECT_NEAR((*units.between("EUR/month", "EUR year-1"))(100.0), 1200.0, 1e-9);
    EXPECT_FALSE(units.between("EUR", "1"));
}

TEST(Units, of_different_kinds_do_not_convert) {
    UnitSystem const units;
    EXPECT_FALSE(units.between("m", "s"));
    EXPECT_FALSE(units.between("m2/s", "m3/s"));
    EXPECT_FALSE(units.between("mm", "mm/h"));
}

TEST(Units, that_nobody_knows_are_unknown) {
    UnitSystem const units;
    for (char const* text : {"", " ", "metrs", "hurs", "m/", "/", "(", "m)", "!!", "m s-1/7"}) {
        EXPECT_FALSE(units.knows(text)) << text;
    }
}

TEST(Units, are_no_dates_origins_logarithms_or_products_with_numbers) {
    UnitSystem const units;
    for (char const* text : {"seconds since 1970-01-01", "s @ 5", "K from 273.15", "lg(re 1 mW)", "m 3",
                             "h 30 min", "1000 m", "2", "m*60"}) {
        EXPECT_FALSE(units.knows(text)) << text;
    }
}

TEST(Units, of_absurd_length_are_refused) {
    UnitSystem const units;
    EXPECT_FALSE(units.knows(std::string(100000, '(')));
    EXPECT_FALSE(units.knows(std::string(100000, 'm')));
}

TEST(Units, can_be_asked_by_several_threads) {
    UnitSystem const shared;
    constexpr int asked = 200;
    std::vector<std::thread> threads;
    std::vector<int> right(2, 0);
    for (int& count : right) {
        threads.emplace_back([&shared, &count] {
            UnitSystem const own;
            for (int i = 0; i < asked; ++i) {
                if ((*shared.to_si("km"))(1.0) == 1000.0 && (*own.to_si("min"))(1.0) == 60.0) ++count;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, (std::vector<int>{asked, asked}));
}

} // namespace
} // namespace jumelle
