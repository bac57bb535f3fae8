#pragma once

#include <optional>
#include <string>

#include "core/scenario/schema.hpp"

namespace jumelle::flood {

enum class Infiltration { none, constant, green_ampt, horton, curve_number };

/// Half-way between dry and full, where nothing is known.
inline constexpr double usual_saturation = 0.5;
/// I_a / S. Source: USDA 2004, National Engineering Handbook 630, chapter 10.
inline constexpr double usual_initial_abstraction = 0.2;
/// Decay of Horton's rate. Source: Akan 1993, Urban Stormwater Hydrology, p. 73: 4.14 1/h where nothing is
/// measured.
inline constexpr double usual_horton_decay_per_s = 4.14 / 3600.0;
/// Time in which a wet Horton soil dries to 98 %: 7 days, the middle of the 2 to 14 of the SWMM 5 manual
/// (Rossman & Huber 2016, EPA/600/R-15/162A).
inline constexpr double usual_drying_time_s = 7.0 * 86400.0;

/// What a scenario says about losses under `models: flood:`.
struct LossParameters {
    Infiltration infiltration = Infiltration::none;
    std::string soil = "loam"; ///< where no `soil` field says it
    double saturation = usual_saturation;
    double rate_mps = 0.0; ///< constant
    double horton_decay_per_s = usual_horton_decay_per_s, drying_time_s = usual_drying_time_s;
    std::optional<double> horton_first_mps, horton_final_mps, curve_number;
    double initial_abstraction = usual_initial_abstraction;
    double recovery = 1.0; ///< 0: soils do not dry during the run
};

void add_losses(Schema& schema);
/// @pre `value` was checked against the schema
LossParameters loss_parameters_from(Value const& value);

} // namespace jumelle::flood
