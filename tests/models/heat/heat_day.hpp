#pragma once

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <map>

#include "models/heat/heat_model.hpp"

namespace jumelle::heat {

inline constexpr double hour_s = 3600.0;

/// A square of open ground with what a test puts on it, in July at 45 degrees north, under a clear day made
/// of sines. Runs from 0 h true local time.
class HeatDay : public testing::Test {
  protected:
    static constexpr Index side = 24;
    HeatDay() {
        territory.grid.rows = territory.grid.columns = side;
        territory.grid.cell_m = 4.0;
        put("elevation", 100.0);
        put("land_cover", 2.0);
        set_weather(800.0);
        parameters = {{"step", Value::make_quantity(600.0)},
                      {"spin_up", Value::make_quantity(0.0)},
                      {"sky", Value::make_text("isotropic")},
                      {"evaporation", Value::make_text("resistances")},
                      {"posture", Value::make_text("standing")},
                      {"indoor_temperature", Value::make_quantity(297.15)},
                      {"soil_moisture", Value::make_quantity(0.8)},
                      {"leaf_transmissivity", Value::make_quantity(0.03)},
                      {"materials", Value::make_map({})}};
    }
    void put(std::string name, double value) {
        Field field;
        field.info.name = std::move(name);
        field.cells = Array2D<double>(side, side, value);
        fields.put(std::move(field));
    }
    void block(std::string const& name, double value) {
        for (Index r = 8; r < 16; ++r) {
            for (Index c = 8; c < 16; ++c) fields.at(name).cells(r, c) = value;
        }
    }
    void set_weather(double noon_wpm2) {
        Weather& w = forcing.weather;
        w = {};
        w.latitude_deg = 45.0;
        w.start = *parse_instant("2025-07-01T00:00Z");
        for (int hour = 0; hour < 48; ++hour) {
            double const sun = std::max(0.0, std::sin((hour % 24 + 0.5 - 5.0) / 14.0 * M_PI));
            bool const day = hour % 24 >= 5 && hour % 24 < 19;
            w.global_wpm2.time_s.push_back(hour * hour_s);
            w.global_wpm2.value.push_back(day ? noon_wpm2 * sun : 0.0);
            w.air_temperature_k.time_s.push_back(hour * hour_s);
            w.air_temperature_k.value.push_back(297.15 + 7.0 * std::sin((hour - 9.0) / 24.0 * 2.0 * M_PI));
        }
        w.global_wpm2.interpolation = Interpolation::steps;
        w.vapour_pressure_pa = TimeSeries::constant(1500.0);
        w.wind_speed_mps = TimeSeries::constant(2.0);
        w.pressure_pa = TimeSeries::constant(101325.0);
        w.cloud_share = TimeSeries::constant(0.1);
        w.wind_from_deg = TimeSeries::constant(270.0);
    }
    std::unique_ptr<Model> make(double hours = 24.0) {
        values = Value::make_map(parameters);
        return entry().make(
            {territory, fields, forcing, values, Duration::from_seconds(hours * hour_s), requested});
    }
    /// Runs from the start of the day to an hour and publishes.
    std::unique_ptr<Model> run(double hours) {
        auto model = make();
        model->begin();
        Duration now;
        while (now.seconds() < hours * hour_s - 1.0) {
            Duration const length = model->longest_step();
            model->step(now, length);
            now = now + length;
        }
        model->publish(fields);
        return model;
    }
    double at(char const* name, Index row, Index column) const { return fields.at(name).cells(row, column); }
    double corner(char const* name) const { return at(name, 1, 1); }

    Territory territory;
    FieldStore fields;
    Forcing forcing;
    std::map<std::string, Value> parameters;
    Value values;
    std::vector<std::string> requested;
};

} // namespace jumelle::heat
