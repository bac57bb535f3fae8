#pragma once

#include <vector>

#include "core/scenario/schema.hpp"
#include "models/traffic/kernels/link_transmission/network.hpp"

namespace jumelle::traffic {

/// From a time on, all trips are multiplied by a factor.
struct DemandFactor {
    double from_s = 0.0; ///< since the start of the run [s]
    double factor = 1.0;
};

/// Where drivers go after streets have changed.
enum class Routes {
    fixed, ///< the turns of the first equilibrium
    anew   ///< from each change on the turns of the equilibrium on the streets as they are then
};

/// Traffic over the time of day.
struct DayParameters {
    static constexpr double usual_step_s = 5.0;
    static constexpr double usual_wave_mps = 5.0; ///< 18 km/h: one vehicle less every 1.5 s, 7.5 m apart
    double step_s = usual_step_s;
    double wave_mps = usual_wave_mps;
    Diversion diversion = Diversion::around_closures;
    Routes routes = Routes::fixed;
    Value where; ///< for faults
};

Schema profile_schema();
Schema dynamics_schema();

/// @pre value was checked against `profile_schema`
/// @throws InputError where times do not ascend
std::vector<DemandFactor> profile_from(Value const& value);

/// @pre value was checked against `dynamics_schema`
DayParameters day_parameters_from(Value const& value);

/// The factor at a time; 1 before the first, and without any.
double factor_at(std::vector<DemandFactor> const& profile, double now_s);

/// What the average driver of a run meets, ∫ f² dt / ∫ f dt; 1 where nobody drives.
double factor_met(std::vector<DemandFactor> const& profile, double duration_s);

} // namespace jumelle::traffic
