#include "models/traffic/class_parameters.hpp"

#include <cmath>
#include <fmt/format.h>

#include "models/traffic/analysis_parameters.hpp"

namespace jumelle::traffic {

namespace {

constexpr std::size_t most_classes = 20, most_edges = 1'000'000;
constexpr double least_car_units = 0.1, most_car_units = 20.0; // a bicycle … a road train
constexpr double largest_closing_depth_m = 3.0;                // an army lorry wades 1.5 m
constexpr double rounding_of_shares = 1e-6;

VehicleClass class_from(Value const& value, VehicleClass const& usual) {
    VehicleClass made = usual;
    made.where = value;
    made.name = value["name"].text();
    if (!does_for_results(made.name))
        throw InputError(value["name"].fault(fmt::format("'{}' is no name for results", made.name),
                                             "take letters, digits and _ only"));
    made.share = value["share"].quantity();
    auto const take = [&](char const* key, double& number) {
        if (value.has(key)) number = value[key].quantity();
    };
    take("car_units", made.car_units);
    take("value_of_time", made.value_of_time_per_s);
    take("distance_cost", made.distance_s_per_m);
    take("closing_depth", made.closing_depth_m);
    if (value.has("tolls")) made.charges_tolls = value["tolls"].text() != "ignored";
    if (value.has("banned")) {
        for (auto const& edge : value["banned"].list()) made.banned.push_back(edge.text());
    }
    return made;
}

} // namespace

Schema classes_schema() {
    Schema const one =
        map()
            .with("name", text().says("of the class: letters, digits and _"))
            .with("share", quantity("1").between(0.0, 1.0).says("of all trips"))
            .with("car_units", quantity("1")
                                   .between(least_car_units, most_car_units)
                                   .by_default(1.0)
                                   .says("room that one vehicle takes, in cars; a lorry about 2")
                                   .from("Transportation Research Board, Highway Capacity Manual"))
            .with("tolls", choice({"charged", "ignored"}).may_be_absent().says("as for all, for this class"))
            .with("value_of_time",
                  quantity("1/h").above(0.0).may_be_absent().says("as for all, for this class"))
            .with("distance_cost",
                  quantity("s/km").at_least(0.0).may_be_absent().says("as for all, for this class"))
            .with("closing_depth", quantity("m")
                                       .above(0.0)
                                       .at_most(largest_closing_depth_m)
                                       .may_be_absent()
                                       .says("depth of water from which none of this class drives"))
            .with("banned", list_of(text().says("an edge, or its beginning up to a '/'"))
                                .sized(1, most_edges)
                                .may_be_absent()
                                .says("edges that this class may not use"));
    return list_of(one)
        .sized(1, most_classes)
        .may_be_absent()
        .says("classes of vehicles that share the streets, each in equilibrium with its own costs");
}

std::vector<VehicleClass> classes_from(Value const& value, VehicleClass const& usual) {
    std::vector<VehicleClass> made;
    double sum = 0.0;
    for (auto const& one : value.list()) {
        made.push_back(class_from(one, usual));
        sum += made.back().share;
        for (std::size_t i = 0; i + 1 < made.size(); ++i) {
            if (made[i].name == made.back().name)
                throw InputError(one["name"].fault(fmt::format("two classes are named '{}'", made[i].name),
                                                   "give each class a name of its own"));
        }
    }
    if (std::abs(sum - 1.0) > rounding_of_shares)
        throw InputError(value.fault(fmt::format("the shares of the classes sum to {:.6g}", sum),
                                     "make them sum to 1, or 100 %"));
    return made;
}

} // namespace jumelle::traffic
