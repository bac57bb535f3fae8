#pragma once

#include <array>

#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic_tests {

/// Two links side by side from node 0 to node 1; flow x on link i takes free_time[i] + slope[i] x.
inline traffic::LinkNetwork two_links(std::array<double, 2> free_time, std::array<double, 2> slope) {
    traffic::LinkNetwork network;
    network.nodes = 2;
    network.from = {0, 0};
    network.to = {1, 1};
    network.free_time = {free_time[0], free_time[1]};
    network.b = {slope[0] / free_time[0], slope[1] / free_time[1]};
    network.capacity = network.power = {1.0, 1.0};
    network.fixed = {0.0, 0.0};
    network.is_closed = {0, 0};
    return network;
}

} // namespace jumelle::traffic_tests
