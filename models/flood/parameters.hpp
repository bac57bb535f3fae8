#pragma once

#include "core/model/model.hpp"
#include "core/scenario/schema.hpp"
#include "models/flood/losses_parameters.hpp"
#include "models/flood/solver.hpp"

namespace jumelle::flood {

/// How buildings stand in the water.
enum class Buildings {
    blocks, ///< solid: water flows round them; their rain is shed to the nearest free cell
    raised, ///< ground raised by the building's height: water can overtop them
    ignored
};

/// What becomes of the territory's drainage network.
enum class DrainUse { coupled, ignored };

/// Chow 1959, Open-Channel Hydraulics, table 5-6: short grass [s m^(-1/3)].
inline constexpr double usual_manning = 0.03;
/// Far below what rain leaves on a roof, far above the rounding of a depth [m].
inline constexpr double usual_dry_depth_m = 1e-5;
/// Water over the sole of a shoe [m].
inline constexpr double usual_arrival_depth_m = 0.05;

/// What a scenario says under `models: flood:`.
struct FloodParameters {
    Scheme scheme = Scheme::second_order;
    Precision precision = Precision::binary64;
    TimeStep time_step = TimeStep::global;
    Buildings buildings = Buildings::blocks;
    DrainUse drains = DrainUse::coupled;
    double courant = usual_courant;
    double manning = usual_manning; ///< where the territory has no `manning` field [s m^(-1/3)]
    double dry_depth_m = usual_dry_depth_m, arrival_depth_m = usual_arrival_depth_m;
    double longest_step_s = 10.0;
    std::vector<double> thresholds_m; ///< depths for which arrival and duration are kept
    double balance_limit = default_balance_limit;
    InertialForm inertial;
    EddyViscosity viscosity;
    ShallowRoughness shallow;
    LossParameters losses;
};

Schema parameter_schema();
/// @pre `value` was checked against `parameter_schema`
FloodParameters parameters_from(Value const& value);

} // namespace jumelle::flood
