#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "models/traffic/kernels/hot_emissions.hpp"

namespace jumelle::traffic {

/// What vehicles give off that is counted.
enum class Pollutant { co2, nox, pm };
inline constexpr std::size_t pollutants = 3;
inline constexpr std::array<char const*, pollutants> pollutant_names = {"co2", "nox", "pm"};

/// Factors of one kind of vehicle [g/km], by pollutant.
struct VehicleFactors {
    std::string name;     ///< `car_petrol_euro_4`
    std::string sentence; ///< what it is, and where the numbers come from
    std::array<HotFactor, pollutants> factor;
};

/// The kinds of vehicles of this build. Carbon dioxide is that of the fuel burnt, 44.011 / (12.011 + 1.008 r)
/// of its mass, r = 1.8 hydrogen atoms a carbon atom in petrol and 2 in diesel.
/// Source: EMEP/EEA air pollutant emission inventory guidebook 2013 (update of September 2014), 1.A.3.b:
/// tables 3-41 (petrol cars), 3-42 (their particles), 3-47 (diesel cars); Tier 1: tables 3-5, 3-6 and 3-15.
std::vector<VehicleFactors> const& known_vehicles();

/// A part of all vehicles.
struct FleetPart {
    VehicleFactors vehicle;
    double share = 1.0; ///< 0 … 1; those of a fleet sum to 1
};
using Fleet = std::vector<FleetPart>;

/// Petrol and diesel cars half and half, about what drove in Europe in 2019.
Fleet usual_fleet();

/// Mean over the fleet [g/km].
double fleet_factor(Fleet const& fleet, Pollutant pollutant, double speed_kmph);

} // namespace jumelle::traffic
