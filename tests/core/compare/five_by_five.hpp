#pragma once

#include <gtest/gtest.h>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "core/compare/indicator.hpp"

namespace jumelle {

/// 5 × 5 cells of 10 m with their corner at (0, 0); each test puts the fields it needs.
class FiveByFive : public testing::Test {
  protected:
    FiveByFive() { territory.grid = {5, 5, 10.0, 0.0, 50.0, {}}; }

    /// Row by row from the north.
    void put(std::string const& name, std::vector<double> const& values) {
        ASSERT_EQ(values.size(), 25U);
        Field field;
        field.info.name = name;
        field.cells = Array2D<double>(5, 5);
        for (Index i = 0; i < 25; ++i) field.cells(i / 5, i % 5) = values[static_cast<std::size_t>(i)];
        territory.fields.put(std::move(field));
    }
    void put_everywhere(std::string const& name, double value) { put(name, std::vector<double>(25, value)); }
    void put_on_edges(std::string const& name, std::vector<double> values) {
        Field field;
        field.info.name = name;
        field.info.location = Location::edge;
        field.values = std::move(values);
        territory.fields.put(std::move(field));
    }
    /// Streets of six edges around the middle: A ⇄ B in the second row, B ⇄ C in the last column, a bridge,
    /// C → D in the fourth row, D → A in the first column; 40 m and 20 m long, 10 m/s.
    void give_streets() {
        auto const edge = [](std::int32_t from, std::int32_t to, double length_m, std::uint8_t is_bridge) {
            RoadEdge made;
            made.from = from;
            made.to = to;
            made.length_m = length_m;
            made.free_speed_mps = 10.0;
            made.capacity_vehps = 0.5;
            made.is_off_ground = is_bridge;
            return made;
        };
        territory.roads = make_road_graph({{5.0, 35.0}, {45.0, 35.0}, {45.0, 15.0}, {5.0, 15.0}},
                                          {edge(0, 1, 40.0, 0), edge(1, 0, 40.0, 0), edge(1, 2, 20.0, 1),
                                           edge(2, 1, 20.0, 1), edge(2, 3, 40.0, 0), edge(3, 0, 20.0, 0)});
    }
    std::optional<double> value(std::string const& name) const {
        EXPECT_NE(find_indicator(name), nullptr) << name << " is not known";
        auto const values = compute_indicators({name}, {territory, accounts, numbers});
        return values.empty() ? std::nullopt : std::optional<double>(values[0].value);
    }

    Territory territory;
    std::vector<IndicatorInput::Account> accounts;
    std::vector<IndicatorInput::Number> numbers;
};

} // namespace jumelle
