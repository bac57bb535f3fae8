#include "models/traffic/parameters.hpp"

#include "models/traffic/fleet_parameters.hpp"

namespace jumelle::traffic {

namespace {

constexpr double smallest_gap = 1e-15; // what rounding leaves
constexpr std::int64_t most_iterations = 1'000'000;
constexpr std::size_t most_closed_edges = 1'000'000;
constexpr double largest_factor = 1000.0, best_perception_per_min = 100.0;
constexpr double largest_heat_mjpkm = 100.0; // a heavy lorry needs 15
constexpr double joules_per_metre_of_mjpkm = 1000.0;
constexpr double largest_closing_depth_m = 3.0; // an army lorry wades 1.5 m

Schema closure_schema() {
    return map()
        .with("edges",
              list_of(text())
                  .sized(1, most_closed_edges)
                  .says("names of edges, or their beginnings up to a '/': bridge/1 closes both ways"))
        .with("from",
              quantity("s").at_least(0.0).by_default(0.0).says("when they close, after the start of the run"))
        .with("until",
              quantity("s").above(0.0).may_be_absent().says("when they open again; never where left out"))
        .says("edges that nobody may use for some time");
}

/// Who goes which way, and how exactly that is found.
void add_assignment(Schema& schema, TrafficParameters const& standard) {
    schema.with("assignment", choice({"equilibrium", "system_optimum", "stochastic"})
                                  .by_default("equilibrium")
                                  .says("whether each driver takes the way that is cheapest for him, the one "
                                        "that is cheapest for all together, or the one that seems cheapest "
                                        "to him, who does not know costs exactly")
                                  .from("Wardrop 1952, Proc. ICE 1, 325-362; Daganzo & Sheffi 1977, "
                                        "Transportation Science 11, 253-274"));
    schema.with(
        "perception",
        quantity("1/min")
            .above(0.0)
            .at_most(best_perception_per_min)
            .may_be_absent()
            .says("θ of the logit model with assignment: stochastic: two ways that differ by a minute are "
                  "taken as 1 to exp(θ · 1 min)")
            .from("Dial 1971, Transportation Research 5, 83-111"));
    schema.with("gap", quantity("1")
                           .between(smallest_gap, 1.0)
                           .by_default(standard.gap)
                           .says("relative gap to reach: what all would save on their cheapest ways, over "
                                 "what these cost; with assignment: stochastic, how much flows differ from "
                                 "those that their costs lead to"));
    schema.with("iterations", integer()
                                  .between(1, most_iterations)
                                  .by_default_integer(standard.iterations)
                                  .says("most iterations of one equilibrium; fewer are enough as a rule"));
    schema.with("start",
                choice({"undisturbed", "nothing"})
                    .by_default("undisturbed")
                    .says("what the first equilibrium is found from: that of the same trips on dry, open "
                          "streets, which the runs of a study share, or empty streets"));
}

/// Who travels, and what else to tell of it.
void add_demand(Schema& schema, TrafficParameters const& standard) {
    schema.with("demand_factor", quantity("1")
                                     .between(0.0, largest_factor)
                                     .by_default(standard.demand_factor)
                                     .says("by which all trips are multiplied"));
    schema.with("profile", profile_schema());
    schema.with("dynamics", dynamics_schema());
    schema.with("distribution", distribution_schema());
    schema.with("elastic_demand", elastic_schema());
    schema.with("analysis", analysis_schema());
}

/// What a way costs beside time.
void add_costs(Schema& schema) {
    schema.with("tolls", choice({"charged", "ignored"})
                             .by_default("charged")
                             .says("whether the tolls of the network count; where it has some they need a "
                                   "value_of_time"));
    schema.with("value_of_time", quantity("1/h")
                                     .above(0.0)
                                     .may_be_absent()
                                     .says("money, of the network's tolls, that an hour is worth to a driver")
                                     .hint("10 EUR an hour where tolls are EUR: 10 1/h"));
    schema.with("distance_cost", quantity("s/km").at_least(0.0).by_default(0.0).says(
                                     "time that a length of way is worth beside what it takes"));
}

/// Which streets are open, and how fast.
void add_streets(Schema& schema, TrafficParameters const& standard) {
    schema.with("water", choice({"slows", "ignored"})
                             .by_default("slows")
                             .says("whether water on the street, where a model writes water_depth, slows "
                                   "vehicles and closes streets")
                             .from("Pregnolato et al. 2017, Transportation Research D 55, 67-81"));
    schema.with("turns",
                choice({"heeded", "ignored"})
                    .by_default("heeded")
                    .says("whether the turns that the network names are the only ones at their nodes, "
                          "with their penalties")
                    .from("Kirby & Potts 1969, Transportation Research 3, 397-408"));
    schema.with("closing_depth", quantity("m")
                                     .above(0.0)
                                     .at_most(largest_closing_depth_m)
                                     .by_default(standard.closing_depth_m)
                                     .says("depth of water from which nobody drives")
                                     .from("Pregnolato et al. 2017, Transportation Research D 55, 67-81"));
    schema.with("closures",
                list_of(closure_schema()).by_default("[]").says("edges that are closed for a time"));
    schema.with("vehicle_heat",
                quantity("MJ/km")
                    .between(0.0, largest_heat_mjpkm)
                    .by_default(usual_vehicle_heat_jpm / joules_per_metre_of_mjpkm)
                    .says("heat that a vehicle gives off on its way, for the field traffic_heat")
                    .from("Sailor & Lu 2004, Atmospheric Environment 38, 2737-2748"));
    schema.with("fleet", fleet_schema());
    schema.with("classes", classes_schema());
}

} // namespace

Schema parameter_schema() {
    TrafficParameters const standard;
    Schema schema = map();
    add_assignment(schema, standard);
    add_demand(schema, standard);
    add_costs(schema);
    add_streets(schema, standard);
    return schema;
}

namespace {

Closure closure_from(Value const& value) {
    Closure made;
    made.where = value;
    for (auto const& edge : value["edges"].list()) made.edges.push_back(edge.text());
    if (value.has("from")) made.from_s = value["from"].quantity();
    if (value.has("until")) made.until_s = value["until"].quantity();
    if (made.until_s <= made.from_s)
        throw InputError(
            value["until"].fault("the edges open before they close", "make 'until' later than 'from'"));
    return made;
}

/// The parts that are maps or lists of their own.
void take_parts(Value const& value, TrafficParameters& made) {
    if (value.has("fleet")) made.fleet = fleet_from(value["fleet"]);
    if (value.has("profile")) made.profile = profile_from(value["profile"]);
    if (value.has("dynamics")) made.day = day_parameters_from(value["dynamics"]);
    if (value.has("distribution")) made.distribution = distribution_from(value["distribution"]);
    if (value.has("elastic_demand")) made.elastic = elastic_from(value["elastic_demand"]);
    if (value.has("analysis")) made.analysis = analysis_from(value["analysis"]);
    if (!value.has("closures")) return;
    for (auto const& closure : value["closures"].list()) made.closures.push_back(closure_from(closure));
}

} // namespace

TrafficParameters parameters_from(Value const& value) {
    TrafficParameters made;
    auto const is = [&](char const* key, char const* word) {
        return value.has(key) && value[key].text() == word;
    };
    auto const take = [&](char const* key, double& number) {
        if (value.has(key)) number = value[key].quantity();
    };
    if (is("assignment", "system_optimum")) made.goal = AssignmentGoal::system_optimum;
    if (is("assignment", "stochastic")) made.goal = AssignmentGoal::stochastic;
    take("perception", made.perception_per_s);
    if (is("start", "nothing")) made.start = AssignmentStart::nothing;
    take("gap", made.gap);
    if (value.has("iterations")) made.iterations = static_cast<int>(value["iterations"].integer());
    take("demand_factor", made.demand_factor);
    made.charges_tolls = !is("tolls", "ignored");
    take("value_of_time", made.value_of_time_per_s);
    take("distance_cost", made.distance_s_per_m);
    take("vehicle_heat", made.vehicle_heat_jpm);
    made.heeds_turns = !is("turns", "ignored");
    made.water_slows = !is("water", "ignored");
    take("closing_depth", made.closing_depth_m);
    if (value.has("classes"))
        made.classes = classes_from(value["classes"], {"",
                                                       1.0,
                                                       1.0,
                                                       made.charges_tolls,
                                                       made.value_of_time_per_s,
                                                       made.distance_s_per_m,
                                                       made.closing_depth_m,
                                                       {},
                                                       {}});
    take_parts(value, made);
    return made;
}

} // namespace jumelle::traffic
