#include <gtest/gtest.h>

#include "core/scenario/schema.hpp"

namespace jumelle {
namespace {

TEST(Schema, writes_defaults_as_a_person_would) {
    EXPECT_EQ(quantity("s/m^(1/3)").by_default(0.03).default_text, "0.03 s/m^(1/3)");
    EXPECT_EQ(quantity("1").by_default(0.4).default_text, "0.4");
    EXPECT_EQ(integer().by_default_integer(-3).default_text, "-3");
    EXPECT_EQ(boolean().by_default_boolean(true).default_text, "true");
    EXPECT_EQ(list_of(text()).by_default("[]").default_text, "[]");
}

TEST(Schema, finds_members_by_name_and_keeps_their_order) {
    Schema const schema = map().with("b", text()).with("a", quantity("m"));
    EXPECT_EQ(schema.member_names(), (std::vector<std::string>{"b", "a"}));
    ASSERT_NE(schema.member("a"), nullptr);
    EXPECT_EQ(schema.member("a")->unit, "m");
    EXPECT_EQ(schema.member("c"), nullptr);
}

TEST(Schema, of_a_coordinate_is_a_bare_number_in_metres) {
    EXPECT_TRUE(coordinate().bare_number);
    EXPECT_EQ(coordinate().unit, "m");
    EXPECT_FALSE(quantity("m").bare_number);
}

TEST(Schema, bounds_may_exclude_the_lower_end) {
    Schema const schema = quantity("m").above(0.0).at_most(9.0);
    EXPECT_TRUE(schema.low_excluded);
    EXPECT_EQ(schema.high, 9.0);
    EXPECT_FALSE(quantity("m").at_least(0.0).low_excluded);
}

} // namespace
} // namespace jumelle
