#pragma once

#include <cmath>
#include <map>
#include <memory>
#include <string>

#include "models/traffic/road_arrays.hpp"
#include "models/traffic/traffic_model.hpp"
#include "tests/models/traffic/equilibrium_check.hpp"

namespace jumelle::traffic::test {

/// Two banks of a river and two bridges: A and B on the west, C and D on the east.
///
///     A --bridge/1-- C
///     |              |        every street 1 km, 36 km/h, 600 vehicles an hour
///     B --bridge/2-- D
inline RoadGraph two_bridges() {
    constexpr double length_m = 1000.0, speed_mps = 10.0, capacity_vehps = 600.0 / 3600.0;
    std::vector<RoadEdge> edges;
    auto const both_ways = [&](std::int32_t a, std::int32_t b, std::string const& name) {
        edges.push_back({a, b, length_m, speed_mps, capacity_vehps, 1, name + "/f"});
        edges.push_back({b, a, length_m, speed_mps, capacity_vehps, 1, name + "/b"});
    };
    both_ways(0, 2, "bridge/1");
    both_ways(1, 3, "bridge/2");
    both_ways(0, 1, "street/1");
    both_ways(2, 3, "street/2");
    return make_road_graph({{50.0, 950.0}, {50.0, 50.0}, {950.0, 950.0}, {950.0, 50.0}}, std::move(edges));
}

inline TripTable trips_between(std::int32_t from, std::int32_t to, double trips_vehph) {
    TripTable trips;
    trips.zone_node = {0, 1, 2, 3};
    trips.origin = {from};
    trips.destination = {to};
    trips.trips_vehph = {trips_vehph};
    return trips;
}

inline Value closure(std::string const& edge, double from_s, double until_s) {
    return Value::make_map({{"edges", Value::make_list({Value::make_text(edge)})},
                            {"from", Value::make_quantity(from_s)},
                            {"until", Value::make_quantity(until_s)}});
}

/// A model on that network, and what it is made from.
struct Town {
    Territory territory;
    FieldStore fields;
    Forcing forcing;
    Value parameters;
    std::vector<std::string> requested = {};
    SharedWork* shared = nullptr; ///< with models of other towns

    explicit Town(TripTable trips) {
        territory.roads = two_bridges();
        territory.trips = std::move(trips);
    }
    std::unique_ptr<Model> make(std::map<std::string, Value> given = {}) {
        given.emplace("gap", Value::make_quantity(1e-12));
        parameters = Value::make_map(std::move(given));
        return entry().make({territory,
                             fields,
                             forcing,
                             parameters,
                             Duration::from_seconds(7200.0),
                             requested,
                             {},
                             alone(),
                             shared});
    }
    /// The same, with the first equilibrium found and published, and checked where all are of one class and
    /// do not pay.
    std::unique_ptr<Model> begun(std::map<std::string, Value> given = {}) {
        bool is_plain = territory.roads.turns.empty();
        for (auto const& [key, value] : given)
            is_plain = is_plain && (key == "gap" || key == "closures" || key == "closing_depth" ||
                                    key == "start" || key == "water" || key == "fleet" || key == "analysis");
        auto model = make(std::move(given));
        model->begin();
        model->publish(fields);
        if (is_plain) expect_equilibrium();
        return model;
    }
    /// Whether the fields are an equilibrium at the times that they tell.
    void expect_equilibrium() const {
        LinkNetwork network = link_network(territory.roads);
        auto const& time_s = fields.at("road_time").values;
        auto const& flow = fields.at("road_flow").values;
        std::vector<double> cost;
        for (std::size_t e = 0; e < time_s.size(); ++e) {
            network.is_closed.push_back(std::isnan(time_s[e]) ? 1 : 0);
            cost.push_back(time_s[e] / territory.roads.units.time_s + network.fixed[e]);
        }
        traffic_tests::expect_totals_in_equilibrium(
            network, origin_trips(territory.trips, territory.roads.units), flow, cost, 1e-10);
    }
    void flood(double depth_m) {
        constexpr Index cells = 10;
        constexpr double cell_m = 100.0;
        territory.grid.rows = territory.grid.columns = cells;
        territory.grid.cell_m = cell_m;
        territory.grid.north_m = cells * cell_m;
        Field field;
        field.info.name = "water_depth";
        field.info.unit = "m";
        field.cells = Array2D<double>(cells, cells, 0.0);
        for (Index column = 2; column < cells - 2; ++column)
            field.cells(0, column) = depth_m; // under bridge/1
        fields.put(std::move(field));
    }
    double at(std::string const& field, std::string const& edge) const {
        for (std::size_t e = 0; e < territory.roads.edge_id.size(); ++e) {
            if (territory.roads.edge_id[e] == edge) return fields.at(field).values[e];
        }
        return -1.0;
    }
    std::map<std::string, double> series(Model& model) const {
        std::vector<double> values;
        model.read_series({}, values);
        std::map<std::string, double> named;
        auto const infos = model.series();
        for (std::size_t i = 0; i < infos.size(); ++i) named[infos[i].quantity] = values.at(i);
        return named;
    }
};

} // namespace jumelle::traffic::test
