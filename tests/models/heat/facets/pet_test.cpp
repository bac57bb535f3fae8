#include "models/heat/kernels/pet.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "models/heat/kernels/humidity.hpp"
#include "tests/models/heat/facets/reference_table.hpp"

namespace jumelle::heat {
namespace {

/// The table's person is 23 years old; its activity is given in met of 58.2 W.
TEST(Pet, is_that_of_the_reference_table) {
    std::ifstream stream(heat_data() / "comfort_indices" / "ts_pet_steady.json");
    if (!stream) GTEST_SKIP() << "no reference data; set JUMELLE_DATA";
    auto const table = nlohmann::json::parse(stream);
    double worst_k = 0.0;
    ASSERT_GE(table["data"].size(), 9U);
    for (auto const& state : table["data"]) {
        auto const& in = state["inputs"];
        PetWeather weather;
        weather.air_c = in["tdb"];
        weather.radiant_c = in["tr"];
        weather.wind_mps = in["v"];
        weather.vapour_hpa =
            in["rh"].get<double>() / 100.0 * saturation(weather.air_c + zero_celsius_k).pressure_pa / 100.0;
        PetPerson person;
        person.age_years = 23.0;
        person.activity_w = in["met"].get<double>() * 58.2;
        person.clothing_clo = in["clo"];
        worst_k = std::max(worst_k, std::abs(pet_c(weather, person) - state["outputs"]["pet"].get<double>()));
    }
    std::cout << "worst " << worst_k << " K\n";
    EXPECT_LT(worst_k, 0.1);
}

TEST(Pet, of_a_room_is_its_air_temperature) {
    for (double const air_c : {0.0, 15.0, 21.0, 30.0})
        EXPECT_NEAR(pet_c({air_c, air_c, 0.1, 12.0}, PetPerson{}), air_c, 1e-4);
}

TEST(Pet, rises_with_sun_and_falls_with_wind) {
    double const shade = pet_c({30.0, 32.0, 1.0, 15.0}, PetPerson{});
    EXPECT_GT(pet_c({30.0, 60.0, 1.0, 15.0}, PetPerson{}), shade + 8.0);
    EXPECT_LT(pet_c({30.0, 32.0, 4.0, 15.0}, PetPerson{}), shade);
    EXPECT_GT(pet_c({30.0, 32.0, 1.0, 25.0}, PetPerson{}), shade);
}

} // namespace
} // namespace jumelle::heat
