#pragma once

#include <span>

#include "models/traffic/kernels/link_transmission/network.hpp"

namespace jumelle::traffic {

/// @throws InputError (data) with what is wrong in the arrays: sizes, nodes outside, lengths and speeds not
/// above 0, negative or infinite capacities, fractions that do not sum to 1, times out of order
void check_transmission(TransmissionNetwork const& network, Departures const& departures,
                        TurnFractions const& turns, TransmissionOptions const& options);

/// @throws InputError (data) with what is wrong in departures, which must be from these origins
void check_departures(TransmissionNetwork const& network, Departures const& departures,
                      std::span<std::int32_t const> origins);

/// @throws InputError (data) with what is wrong in changes of links
void check_link_changes(TransmissionNetwork const& network, std::span<LinkChange const> changes);

} // namespace jumelle::traffic
