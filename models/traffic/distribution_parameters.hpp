#pragma once

#include <optional>

#include "core/scenario/schema.hpp"
#include "models/traffic/kernels/demand/gravity.hpp"

namespace jumelle::traffic {

/// A second way of travelling, which roads do not slow: on foot, by bicycle, by a railway of its own.
struct OtherMode {
    static constexpr double usual_speed_mps = 4.0, usual_sensitivity_per_s = 0.1 / 60.0;
    double speed_mps = usual_speed_mps;
    double access_s = 0.0; ///< time beside that of the way, and what makes it less liked than the car
    double sensitivity_per_s = usual_sensitivity_per_s; ///< θ of the logit model
};

/// Trips by a gravity model in equilibrium with the times that they cause.
struct DistributionParameters {
    static constexpr double usual_change = 1e-6;
    static constexpr int usual_rounds = 100;
    Deterrence deterrence; ///< costs in seconds
    std::optional<OtherMode> other;
    double change = usual_change; ///< Σ |T* − T| / Σ T at which the feedback ends
    int rounds = usual_rounds;
    Value where; ///< for faults
};

Schema distribution_schema();

/// @pre value was checked against `distribution_schema`
/// @throws InputError where a coefficient is missing that the form of deterrence needs, or has none
DistributionParameters distribution_from(Value const& value);

} // namespace jumelle::traffic
