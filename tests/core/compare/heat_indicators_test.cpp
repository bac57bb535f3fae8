#include "core/compare/heat_indicators.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace jumelle {
namespace {

/// Two cells of street and one of a roof.
class HeatIndicators : public testing::Test {
  protected:
    void put(std::string name, double street, double square, double roof) {
        Field field;
        field.info.name = std::move(name);
        field.cells = Array2D<double>(1, 3);
        field.cells(0, 0) = street;
        field.cells(0, 1) = square;
        field.cells(0, 2) = roof;
        territory.fields.put(std::move(field));
    }
    std::optional<double> value(std::string const& name) const {
        for (auto const& indicator : heat_indicators()) {
            if (indicator.name == name) return indicator.compute({territory, {}});
        }
        ADD_FAILURE() << name << " is not known";
        return std::nullopt;
    }
    Territory territory;
};

TEST_F(HeatIndicators, means_leave_out_roofs_and_the_hottest_surface_does_not) {
    put("max_utci", 36.0, 40.0, std::nan(""));
    put("hours_above_utci_32", 6.0, 8.0, std::nan(""));
    put("max_surface_temperature", 40.0, 50.0, 70.0);
    put("sun_hours", 4.0, 10.0, 14.0);
    EXPECT_EQ(value("mean_max_utci"), 38.0);
    EXPECT_EQ(value("strong_heat_stress_hours"), 7.0);
    EXPECT_EQ(value("mean_max_ground_temperature"), 45.0);
    EXPECT_EQ(value("mean_sun_hours"), 7.0);
    EXPECT_EQ(value("hottest_surface"), 70.0);
}

TEST_F(HeatIndicators, without_heat_there_are_none) {
    put("max_water_depth", 1.0, 1.0, 1.0);
    for (auto const& indicator : heat_indicators()) EXPECT_FALSE(indicator.compute({territory, {}}));
}

} // namespace
} // namespace jumelle
