#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic {

/// Numbers along the cheapest ways between places, one row an origin, one column a destination. Infinite
/// where there is no way; 0 from a place to itself.
struct Skims {
    std::vector<double> cost;
    std::vector<std::vector<double>> sums; ///< of each quantity that was asked for
};

/// Skims between all of some nodes, found for several origins at the same time. The same bits for any number
/// of threads.
/// @param cost of each link, >= 0
/// @param places nodes; one may stand there twice
/// @param quantities one a link each, summed along the ways that are cheapest by `cost`
Skims skims_between(LinkNetwork const& network, std::span<double const> cost,
                    std::span<std::int32_t const> places, std::span<std::vector<double> const> quantities);

} // namespace jumelle::traffic
