#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "core/scenario/schema.hpp"
#include "models/traffic/analysis_parameters.hpp"
#include "models/traffic/class_parameters.hpp"
#include "models/traffic/day_parameters.hpp"
#include "models/traffic/distribution_parameters.hpp"
#include "models/traffic/elastic_parameters.hpp"
#include "models/traffic/emission_factors.hpp"
#include "models/traffic/kernels/flooded_speed.hpp"
#include "models/traffic/vehicle_heat.hpp"

namespace jumelle::traffic {

enum class AssignmentGoal {
    equilibrium,    ///< nobody gets there faster by another way
    system_optimum, ///< all together get there fastest
    stochastic      ///< nobody thinks that he would, by what he knows of costs
};

/// What the first equilibrium of a run is found from.
enum class AssignmentStart {
    undisturbed, ///< that of the same trips on dry and open streets
    nothing      ///< empty streets
};

/// Edges that nobody may use for some time.
struct Closure {
    std::vector<std::string>
        edges;           ///< names, or their beginnings up to a `/`: `bridge/1` is `bridge/1/f` too
    double from_s = 0.0; ///< since the start of the run [s]
    double until_s = std::numeric_limits<double>::infinity();
    Value where; ///< for faults
};

/// What the traffic model takes from a scenario, in SI units.
struct TrafficParameters {
    static constexpr double usual_gap = 1e-6; ///< flows of single streets are settled to about a vehicle
    static constexpr int usual_iterations = 200;
    AssignmentGoal goal = AssignmentGoal::equilibrium;
    double perception_per_s = 0.0; ///< θ of the logit model, where the goal is stochastic
    AssignmentStart start = AssignmentStart::undisturbed;
    double gap = usual_gap;
    int iterations = usual_iterations;
    double demand_factor = 1.0;
    bool charges_tolls = true;
    double value_of_time_per_s = 0.0; ///< money of the network's tolls; 0: not given
    double distance_s_per_m = 0.0;
    bool heeds_turns = true;
    bool water_slows = true;
    double closing_depth_m = usual_closing_depth_m;
    std::vector<Closure> closures;
    double vehicle_heat_jpm = usual_vehicle_heat_jpm;
    Fleet fleet = usual_fleet();
    std::vector<VehicleClass> classes;                  ///< empty: all vehicles are alike
    std::vector<DemandFactor> profile;                  ///< over the time of the run, times ascending
    std::optional<DistributionParameters> distribution; ///< none: trips are those of the table
    std::optional<ElasticParameters> elastic;           ///< none: trips do not answer to costs
    AnalysisParameters analysis;                        ///< what else to tell
    std::optional<DayParameters> day;                   ///< where traffic moves over the time of day
};

/// Names, units, defaults and ranges of all of them.
Schema parameter_schema();

/// @pre value was checked against `parameter_schema`
TrafficParameters parameters_from(Value const& value);

} // namespace jumelle::traffic
