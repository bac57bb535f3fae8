#include "bench/traffic_cases/day_towns.hpp"

#include <numeric>
#include <utility>

#include "io/network/tntp.hpp"
#include "models/traffic/assignment.hpp"
#include "models/traffic/day_arrays.hpp"
#include "models/traffic/kernels/link_transmission/origin_turns.hpp"

namespace jumelle::traffic_cases {

namespace {

using namespace traffic;

constexpr double hour_s = 3600.0;

} // namespace

DayTown published_day(Published const& published, std::filesystem::path const& folder,
                      DayDemand const& demand) {
    constexpr double enough = 1e-6;
    auto const loaded = load(published, folder);
    auto const read = read_tntp_network((folder / published.network_file).string(),
                                        {published.time_s, published.length_m, hour_s});
    Assignment assignment(loaded.network, loaded.trips);
    TapasLimits limits;
    limits.gap = enough;
    auto const equilibrium = assignment.solve(limits);

    DayTown town;
    town.network = transmission_network(read.roads);
    for (auto* const values : {&town.network.capacity_vps, &town.network.jam_vpm}) {
        for (double& value : *values) value /= demand.capacity_hours;
    }
    double const sum = std::accumulate(loaded.trips.volume.begin(), loaded.trips.volume.end(), 0.0);
    double const rate_vps = demand.vehicles / (sum * demand.hours * hour_s);
    town.departures = day_departures(loaded.trips, std::vector<double>{0.0, demand.hours * hour_s},
                                     std::vector<double>{rate_vps, 0.0});
    town.turns = equilibrium_turns(town.network, town.departures, assignment.solver(), loaded.trips);
    for (double const flow : equilibrium.flow) town.share.push_back(flow / sum);
    return town;
}

DayTown grid_day() {
    constexpr std::int32_t side = 12;
    constexpr double block_m = 300.0, speed_mps = 12.0, capacity_vps = 0.5, leaving = 0.1;
    std::vector<RoadEdge> edges;
    auto const both_ways = [&](std::int32_t a, std::int32_t b) {
        RoadEdge edge;
        edge.length_m = block_m;
        edge.free_speed_mps = speed_mps;
        edge.capacity_vehps = capacity_vps;
        for (auto const& [from, to] : {std::pair{a, b}, {b, a}}) {
            edge.from = from;
            edge.to = to;
            edges.push_back(edge);
        }
    };
    for (std::int32_t row = 0; row < side; ++row) {
        for (std::int32_t column = 0; column < side; ++column) {
            std::int32_t const node = row * side + column;
            if (column + 1 < side) both_ways(node, node + 1);
            if (row + 1 < side) both_ways(node, node + side);
        }
    }
    DayTown town;
    town.network = transmission_network(
        make_road_graph(std::vector<Point>(static_cast<std::size_t>(side) * side), std::move(edges)));
    town.departures.from_s = {0.0};
    for (std::int32_t node = 0; node < town.network.nodes; ++node) {
        town.departures.node.push_back(node);
        town.departures.rate_vps.push_back(0.5 * capacity_vps * leaving);
    }
    auto volumes = TurnVolumeSum(town.network, town.departures).volumes();
    for (std::size_t entry = 0; entry < volumes.to.size(); ++entry)
        volumes.volume[entry] = volumes.to[entry] == leaves_here ? 4.0 * leaving : 1.0;
    town.turns = turn_fractions(town.network, town.departures, volumes);
    return town;
}

} // namespace jumelle::traffic_cases
