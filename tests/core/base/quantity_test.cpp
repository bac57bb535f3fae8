#include "core/base/quantity.hpp"

#include <gtest/gtest.h>
#include <type_traits>

namespace jumelle {
namespace {

template <class A, class B>
concept Addable = requires(A a, B b) {
    a + b;
};

TEST(Quantity, product_of_lengths_is_an_area) {
    auto const area = metres(3.0) * metres(4.0);
    static_assert(std::is_same_v<decltype(area), Area const>);
    EXPECT_EQ(area.si(), 12.0);
}

TEST(Quantity, length_over_time_is_a_speed) {
    auto const speed = metres(6.0) / seconds(2.0);
    static_assert(std::is_same_v<decltype(speed), Speed const>);
    EXPECT_EQ(speed.si(), 3.0);
}

TEST(Quantity, discharge_is_volume_over_time) {
    static_assert(std::is_same_v<decltype(Volume(1.0) / seconds(1.0)), Discharge>);
    static_assert(std::is_same_v<decltype(Speed(2.0) * Area(3.0)), Discharge>);
    EXPECT_EQ((Speed(2.0) * Area(3.0)).si(), 6.0);
}

TEST(Quantity, only_equal_dimensions_can_be_added) {
    EXPECT_TRUE((Addable<Length, Length>));
    EXPECT_FALSE((Addable<Length, Seconds>));
    EXPECT_FALSE((Addable<Length, double>));
    EXPECT_EQ((metres(1.0) + metres(2.0) - metres(0.5)).si(), 2.5);
}

TEST(Quantity, number_does_not_become_a_quantity_by_itself) {
    EXPECT_FALSE((std::is_convertible_v<double, Length>));
}

TEST(Quantity, scales_from_both_sides) {
    EXPECT_EQ(2.0 * metres(3.0), metres(3.0) * 2.0);
    EXPECT_EQ((-metres(3.0) / 2.0).si(), -1.5);
}

TEST(Quantity, compares_by_size) {
    EXPECT_LT(metres(1.0), metres(2.0));
    EXPECT_GE(metres(2.0), metres(2.0));
    EXPECT_EQ(Length(), metres(0.0));
}

TEST(Quantity, can_be_computed_by_the_compiler) {
    constexpr Area area = metres(2.0) * metres(2.0);
    static_assert(area.si() == 4.0);
    EXPECT_EQ(area.si(), 4.0);
}

} // namespace
} // namespace jumelle
