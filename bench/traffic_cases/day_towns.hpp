#pragma once

#include <filesystem>
#include <vector>

#include "bench/traffic_cases/networks.hpp"
#include "models/traffic/kernels/link_transmission/network.hpp"

namespace jumelle::traffic_cases {

/// All that the link transmission model needs of a town.
struct DayTown {
    traffic::TransmissionNetwork network;
    traffic::Departures departures;
    traffic::TurnFractions turns;
    std::vector<double> share; ///< of all trips that use each link in the equilibrium
};

struct DayDemand {
    double vehicles = 1e6;
    double hours = 2.0;          ///< over which they set out, evenly
    double capacity_hours = 1.0; ///< to which the capacities of the file belong; the files do not say
};

/// A published network; turns are those of its equilibrium with the published trips.
DayTown published_day(Published const& published, std::filesystem::path const& folder,
                      DayDemand const& demand);

/// Blocks of 300 m; everybody turns at random and leaves after some blocks. `share` is empty.
DayTown grid_day();

} // namespace jumelle::traffic_cases
