#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/traffic/kernels/link_network.hpp"
#include "models/traffic/kernels/tapas/tapas.hpp"

namespace jumelle::traffic {

/// What the second solver finds.
struct FrankWolfeAnswer {
    std::vector<double> flow; ///< of each link of the network
    double objective = 0.0;   ///< Σ ∫ t dx
    TapasReport report;       ///< without pairs
};

/// The same equilibrium by another way of moving: all trips on the cheapest ways, then a step along a
/// direction that is conjugate to the last two. Good for gaps of 1e-4; it knows no flows by origin and no
/// warm start. Trips without a way are left out. One thread.
/// @pre vehicles are of one class. Source: Mitradjieva & Lindberg 2013,
/// Transportation Science 47, 280-293.
FrankWolfeAnswer frank_wolfe(LinkNetwork const& network, OriginTrips const& trips,
                             std::span<std::int32_t const> order, TapasLimits const& limits);

} // namespace jumelle::traffic
