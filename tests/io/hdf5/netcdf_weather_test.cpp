#include "io/hdf5/netcdf_weather.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "io/hdf5/draft_file.hpp"
#include "io/hdf5/hdf5_handle.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle {
namespace {

using ::testing::HasSubstr;

/// A variable along time, or along time, latitude and longitude.
struct Variable {
    std::string name, units;
    std::vector<double> values;
    std::string standard_name = {};
};

class NetcdfWeather : public testing::InTemporaryFolder {
  protected:
    std::string time_units = "hours since 2020-06-01 00:00:00", calendar = "standard";
    std::vector<double> latitudes{50.0}, longitudes{8.0};
    std::vector<Variable> variables{{"Tair", "K", {290.0, 291.0}},      {"Qair", "kg/kg", {0.008, 0.009}},
                                    {"PSurf", "Pa", {1e5, 1e5}},        {"Wind_E", "m/s", {3.0, 0.0}},
                                    {"Wind_N", "m/s", {4.0, -2.0}},     {"SWdown", "W/m^2", {0.0, 100.0}},
                                    {"LWdown", "W/m^2", {300.0, 310.0}}};

    void write() const {
        hdf5::Session const session;
        hdf5::NetcdfDraft file;
        file.add_coordinate("time", 2);
        file.add_coordinate("latitude", latitudes.size());
        file.add_coordinate("longitude", longitudes.size());
        file.write("time", std::vector<double>{1.0, 2.0});
        file.write("latitude", latitudes);
        file.write("longitude", longitudes);
        hdf5::put_text(file.variable("time"), "units", time_units);
        hdf5::put_text(file.variable("time"), "calendar", calendar);
        for (auto const& variable : variables) {
            bool const is_series = variable.values.size() == 2;
            hdf5::VariableSpec spec;
            spec.name = variable.name;
            spec.type = hdf5::ElementType::float64;
            spec.dimensions = is_series ? std::vector<std::string>{"time"}
                                        : std::vector<std::string>{"time", "latitude", "longitude"};
            spec.fill = -9999.0;
            file.add_variable(spec);
            file.write(variable.name, variable.values);
            hdf5::put_text(file.variable(variable.name), "units", variable.units);
            hdf5::put_text(file.variable(variable.name), "standard_name", variable.standard_name);
        }
        hdf5::make_file(path, file);
    }
    WeatherTable read(hdf5::WeatherPlace const& place = {}) const {
        static UnitSystem const units;
        write();
        return hdf5::read_netcdf_weather(path, place, units);
    }
    std::string fault(hdf5::WeatherPlace const& place = {}) const {
        try {
            read(place);
        } catch (InputError const& error) {
            return error.what();
        }
        return "none";
    }
};

TEST_F(NetcdfWeather, reads_the_names_of_alma_in_si_units) {
    WeatherTable const table = read();
    ASSERT_EQ(table.time.size(), 2U);
    EXPECT_EQ(to_text(table.time[0]), "2020-06-01T01:00:00Z");
    EXPECT_EQ(*table[WeatherColumn::air_temperature][1], 291.0);
    EXPECT_EQ(*table[WeatherColumn::specific_humidity][0], 0.008);
    EXPECT_NEAR(*table[WeatherColumn::wind_speed][0], 5.0, 1e-12);
    EXPECT_NEAR(*table[WeatherColumn::wind_from][1], 360.0, 1e-9) << "it blows to the south";
    EXPECT_EQ(*table[WeatherColumn::global][1], 100.0);
    EXPECT_EQ(*table.latitude_deg, 50.0);
    EXPECT_TRUE(table[WeatherColumn::cloud_cover].empty());
}

TEST_F(NetcdfWeather, reads_era5_at_the_node_next_to_the_place_and_divides_joules_by_the_hour) {
    latitudes = {51.0, 50.75, 50.5};
    longitudes = {359.5, 359.75};
    auto const grid = [](double first) {
        std::vector<double> made;
        for (int i = 0; i < 12; ++i) made.push_back(first + i);
        return made;
    };
    std::vector<double> joules = grid(0.0);
    for (double& value : joules) value *= 3600.0;
    variables = {{"t2m", "K", grid(280.0)}, {"d2m", "K", grid(270.0)}, {"ssrd", "J m**-2", joules}};
    WeatherTable const table = read({50.8, -0.2});
    EXPECT_EQ(*table.latitude_deg, 50.75);
    EXPECT_EQ(*table.longitude_deg, -0.25);
    EXPECT_EQ(*table[WeatherColumn::air_temperature][0], 283.0);
    EXPECT_EQ(*table[WeatherColumn::air_temperature][1], 289.0);
    EXPECT_NEAR(*table[WeatherColumn::global][1], 9.0, 1e-9);
}

TEST_F(NetcdfWeather, a_standard_name_goes_before_a_name_and_units_are_converted) {
    variables.push_back({"temperature_of_mine", "degC", {20.0, -9999.0}, "air_temperature"});
    WeatherTable const table = read();
    EXPECT_NEAR(*table[WeatherColumn::air_temperature][0], 293.15, 1e-9);
    EXPECT_FALSE(table[WeatherColumn::air_temperature][1].has_value()) << "its _FillValue";
}

TEST_F(NetcdfWeather, faults_say_what_is_wrong_with_the_file) {
    time_units = "hours";
    EXPECT_THAT(fault(), HasSubstr("no time since a moment"));
    time_units = "hours since 2020-06-01";
    calendar = "360_day";
    EXPECT_THAT(fault(), HasSubstr("follows the calendar '360_day'"));
    calendar = "standard";
    variables[0].units = "kg";
    EXPECT_THAT(fault(), HasSubstr("the unit 'kg' of Tair does not convert to K"));
    variables[0].units = "K";
    latitudes = {50.0, 51.0};
    EXPECT_THAT(fault(), HasSubstr("has 2 latitudes"));
    EXPECT_THAT(fault({60.0, 8.0}), HasSubstr("do not hold 60"));
}

TEST_F(NetcdfWeather, a_classic_file_and_one_without_time_are_refused) {
    static UnitSystem const units;
    std::ofstream(path) << "CDF\x01";
    try {
        hdf5::read_netcdf_weather(path, {}, units);
        FAIL();
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("nccopy -k nc4"));
    }
    EXPECT_THROW(hdf5::read_netcdf_weather(folder / "none.nc", {}, units), IoError);
}

} // namespace
} // namespace jumelle
