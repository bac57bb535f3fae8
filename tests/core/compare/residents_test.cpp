#include "core/compare/residents.hpp"

#include <cmath>

#include "tests/core/compare/five_by_five.hpp"

namespace jumelle {
namespace {

class Residents : public FiveByFive {
  protected:
    std::vector<Home> homes() const {
        return homes_of({territory, accounts, numbers}, "hours_above_utci_32");
    }
};

TEST_F(Residents, of_a_building_share_its_income_its_water_and_the_heat_at_its_walls) {
    put_everywhere("building_height", 0.0);
    put_everywhere("population", 0.0);
    put_everywhere("max_water_depth", 0.0);
    put_everywhere("hours_above_utci_32", 2.0);
    put_everywhere("income", std::nan(""));
    auto& height = territory.fields.at("building_height").cells;
    auto& people = territory.fields.at("population").cells;
    auto& income = territory.fields.at("income").cells;
    auto& heat = territory.fields.at("hours_above_utci_32").cells;
    height(1, 1) = height(1, 2) = 9.0; // six cells at its sides
    heat(1, 1) = heat(1, 2) = std::nan("");
    heat(0, 1) = 8.0;
    people(1, 1) = 1.0;
    people(1, 2) = 3.0;
    income(1, 1) = 10000.0;
    income(1, 2) = 20000.0;
    territory.fields.at("max_water_depth").cells(2, 2) = 0.7;
    auto const made = homes();
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].people, 4.0);
    EXPECT_DOUBLE_EQ(made[0].income_eur, 17500.0);
    EXPECT_EQ(made[0].flood_depth_m, 0.7);
    EXPECT_DOUBLE_EQ(made[0].heat, (8.0 + 5 * 2.0) / 6.0);
}

TEST_F(Residents, a_courtyard_cell_counts_once_for_the_building_around_it) {
    put_everywhere("building_height", 0.0);
    auto& height = territory.fields.at("building_height").cells;
    for (Index r = 0; r < 3; ++r)
        for (Index c = 0; c < 3; ++c) height(r, c) = r == 1 && c == 1 ? 0.0 : 5.0;
    Array2D<double> values(5, 5, std::nan(""));
    values(1, 1) = 6.0; // the courtyard
    values(3, 0) = 0.0;
    auto const means = means_at_walls(find_buildings(height, values), values);
    ASSERT_EQ(means.size(), 1U);
    EXPECT_DOUBLE_EQ(means[0], 3.0);
}

TEST_F(Residents, of_a_building_without_open_ground_have_no_heat) {
    put_everywhere("building_height", 5.0);
    put_everywhere("population", 1.0);
    put_everywhere("hours_above_utci_32", std::nan(""));
    auto const made = homes();
    ASSERT_EQ(made.size(), 1U);
    EXPECT_TRUE(std::isnan(made[0].heat));
}

TEST_F(Residents, are_not_known_without_people_or_buildings) {
    put_everywhere("population", 1.0);
    EXPECT_TRUE(homes().empty());
}

Home earning(double people, double income) {
    return {people, income, 0.0, 0.0};
}

TEST(LowestFifth, is_a_fifth_of_the_people_and_shares_the_limit) {
    auto const shares = lowest_fifth(
        {earning(6.0, 30.0), earning(1.0, 10.0), earning(1.0, 20.0), earning(1.0, 20.0), earning(1.0, 40.0)});
    EXPECT_EQ(shares, (std::vector<double>{0.0, 1.0, 0.5, 0.5, 0.0})) << "2 of 10 people";
}

TEST(LowestFifth, leaves_out_those_whose_income_nobody_knows) {
    auto const shares = lowest_fifth({earning(90.0, std::nan("")), earning(1.0, 10.0), earning(9.0, 20.0)});
    EXPECT_EQ(shares[0], 0.0);
    EXPECT_EQ(shares[1], 1.0);
    EXPECT_DOUBLE_EQ(shares[2], 1.0 / 9.0);
}

TEST(LowestFifth, of_nobody_is_nobody) {
    EXPECT_TRUE(lowest_fifth({}).empty());
}

} // namespace
} // namespace jumelle
