#include "models/traffic/setup.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "models/traffic/description.hpp"

namespace jumelle::traffic {

namespace {

/// @throws InputError where the territory has nothing to drive on, or for whom
void expect_roads_and_trips(ModelSetup const& setup) {
    Territory const& territory = setup.territory;
    if (territory.roads.edges() == 0)
        throw InputError(setup.parameters.fault("the territory has no roads",
                                                "name a network, territory.roads, or take a synthetic_town"));
    if (territory.trips.origin.empty())
        throw InputError(setup.parameters.fault("nobody drives: the territory has no trips",
                                                "name a table of trips, territory.demand"));
}

/// @throws InputError where fields on cells are asked for, or read, and nothing lies under the roads
void expect_cells_under_roads(ModelSetup const& setup) {
    Territory const& territory = setup.territory;
    bool const has_cells = territory.grid.size() > 0 && territory.roads.has_positions;
    if (is_requested(setup, heat_info()) && !has_cells)
        throw InputError(
            setup.parameters.fault("traffic_heat lies on cells, and there are none under the roads",
                                   "take it out of outputs.fields, or give the territory a grid"));
    bool const reads_water = setup.fields.has("water_depth");
    bool const ignores_water = setup.parameters.has("water") && setup.parameters["water"].text() == "ignored";
    if (reads_water && !territory.roads.has_positions && !ignores_water)
        throw InputError(
            setup.parameters.fault("the roads have no positions, so no water can be found on them",
                                   "give the positions of the nodes, or write water: ignored"));
}

/// @throws InputError where trips cannot be distributed
void expect_distribution_fits(ModelSetup const& setup) {
    Value const& parameters = setup.parameters;
    if (!parameters.has("distribution")) return;
    if (parameters.has("dynamics"))
        throw InputError(parameters["distribution"].fault(
            "goes with an equilibrium, and there is none over the time of day",
            "leave out distribution, or dynamics"));
    auto const& length_m = setup.territory.roads.length_m;
    bool const knows_lengths =
        std::none_of(length_m.begin(), length_m.end(), [](double length) { return std::isnan(length); });
    if (parameters["distribution"].has("other") && !knows_lengths)
        throw InputError(parameters["distribution"]["other"].fault(
            "the lengths of the roads are not known",
            "give a column length or territory.roads.length_unit, or leave it out"));
}

/// @throws InputError where drivers who do not know costs exactly are asked for what only others have
void expect_perception_fits(ModelSetup const& setup) {
    Value const& parameters = setup.parameters;
    bool const is_stochastic =
        parameters.has("assignment") && parameters["assignment"].text() == "stochastic";
    if (!is_stochastic && parameters.has("perception"))
        throw InputError(parameters["perception"].fault("only goes with assignment: stochastic",
                                                        "write that, or leave perception out"));
    if (!is_stochastic) return;
    if (!parameters.has("perception"))
        throw InputError(parameters["assignment"].fault("a stochastic assignment needs a perception",
                                                        "write for example perception: 0.5 1/min"));
    for (char const* const other : {"dynamics", "classes", "distribution", "elastic_demand"}) {
        if (parameters.has(other))
            throw InputError(parameters[other].fault("does not go with a stochastic assignment",
                                                     "leave it out, or write assignment: equilibrium"));
    }
    if (!parameters.has("analysis")) return;
    for (char const* const other : {"select_links", "turns"}) {
        if (parameters["analysis"].has(other))
            throw InputError(parameters["analysis"][other].fault(
                "a stochastic assignment names no ways", "leave it out, or write assignment: equilibrium"));
    }
}

} // namespace

ModelSetup const& sound(ModelSetup const& setup) {
    expect_roads_and_trips(setup);
    expect_cells_under_roads(setup);
    if (is_requested(setup, queue_info()) && !setup.parameters.has("dynamics"))
        throw InputError(setup.parameters.fault("road_queue: an equilibrium knows no queues",
                                                "write dynamics: link_transmission, or leave it out"));
    if (setup.parameters.has("dynamics") && setup.parameters.has("analysis"))
        throw InputError(setup.parameters["analysis"].fault(
            "looks at an equilibrium, and there is none over the time of day",
            "leave out analysis, or dynamics"));
    expect_distribution_fits(setup);
    expect_perception_fits(setup);
    if (setup.parameters.has("dynamics") && setup.parameters.has("elastic_demand"))
        throw InputError(setup.parameters["elastic_demand"].fault(
            "goes with an equilibrium, and there is none over the time of day",
            "leave out elastic_demand, or dynamics"));
    if (setup.parameters.has("dynamics") && setup.parameters.has("classes"))
        throw InputError(setup.parameters["classes"].fault("traffic over the time of day knows one class",
                                                           "leave out classes, or dynamics"));
    return setup;
}

CostWeights weights_of(ModelSetup const& setup, TrafficParameters const& parameters) {
    RoadGraph const& roads = setup.territory.roads;
    CostWeights weights;
    weights.distance_s_per_m = parameters.distance_s_per_m;
    auto const is_unknown = [](double length_m) { return std::isnan(length_m); };
    if (weights.distance_s_per_m > 0.0 &&
        std::any_of(roads.length_m.begin(), roads.length_m.end(), is_unknown))
        throw InputError(setup.parameters["distance_cost"].fault(
            "the lengths of the roads are not known",
            "give territory.roads.length_unit, or leave distance_cost out"));
    if (!parameters.charges_tolls) return weights;
    auto const tolls =
        std::count_if(roads.toll.begin(), roads.toll.end(), [](double toll) { return toll > 0.0; });
    if (tolls > 0 && parameters.value_of_time_per_s == 0.0)
        throw InputError(setup.parameters.fault(
            fmt::format("{} edges have a toll, and nothing says what an hour is worth", tolls),
            "write for example value_of_time: 10 1/h in the money of the tolls, or tolls: ignored"));
    if (parameters.value_of_time_per_s > 0.0) weights.money_s = 1.0 / parameters.value_of_time_per_s;
    return weights;
}

OriginTrips scaled(OriginTrips trips, double factor) {
    for (double& volume : trips.volume) volume *= factor;
    return trips;
}

OriginTrips for_classes(OriginTrips const& trips, std::vector<double> const& factors) {
    if (factors.empty()) return trips;
    OriginTrips made;
    made.begin.push_back(0);
    for (std::size_t kind = 0; kind < factors.size(); ++kind) {
        auto const first = static_cast<std::int64_t>(made.volume.size());
        made.origin.insert(made.origin.end(), trips.origin.begin(), trips.origin.end());
        made.kind.insert(made.kind.end(), trips.origin.size(), static_cast<std::int32_t>(kind));
        made.destination.insert(made.destination.end(), trips.destination.begin(), trips.destination.end());
        for (double const volume : trips.volume) made.volume.push_back(factors[kind] * volume);
        for (std::size_t o = 0; o < trips.origin.size(); ++o)
            made.begin.push_back(first + trips.begin[o + 1]);
    }
    return made;
}

LinkNetwork seen_by(LinkNetwork network, std::size_t kind) {
    if (network.classes.empty()) return network;
    LinkClass const own = network.classes[kind];
    network.classes.clear();
    network.fixed = own.fixed;
    network.is_closed = own.is_closed;
    return network;
}

std::vector<double> cost_seen_by(LinkNetwork const& network, std::size_t kind, std::vector<double> cost) {
    if (network.classes.empty()) return cost;
    auto const& own = network.classes[kind].fixed;
    for (std::size_t a = 0; a < cost.size(); ++a) cost[a] += own[a] - network.fixed[a];
    return cost;
}

bool is_requested(ModelSetup const& setup, FieldInfo const& info) {
    return std::find(setup.requested.begin(), setup.requested.end(), info.name) != setup.requested.end();
}

} // namespace jumelle::traffic
