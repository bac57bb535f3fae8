#include "core/territory/measures/roads.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle {

namespace {

/// Changes one edge; true where anything changed.
bool change_edge(RoadGraph& roads, std::size_t e, RoadChange const& change) {
    bool changed = false;
    if (change.highest_speed_mps && roads.free_speed_mps[e] > *change.highest_speed_mps) {
        roads.free_time_s[e] *= roads.free_speed_mps[e] / *change.highest_speed_mps;
        roads.free_speed_mps[e] = *change.highest_speed_mps;
        changed = true;
    }
    if (change.lanes && *change.lanes != roads.lanes[e]) {
        roads.capacity_vehps[e] *= static_cast<double>(*change.lanes) / static_cast<double>(roads.lanes[e]);
        roads.lanes[e] = *change.lanes;
        changed = true;
    }
    if (change.toll && *change.toll != roads.toll[e]) {
        roads.toll[e] = *change.toll;
        changed = true;
    }
    return changed;
}

void count_edge(RoadGraph const& roads, std::size_t edge, MeasureRecord& record) {
    ++record.edges;
    if (!std::isnan(roads.length_m[edge])) record.length_m += roads.length_m[edge];
}

} // namespace

MeasureRecord change_roads(Territory& territory, std::vector<std::int32_t> const& edges,
                           RoadChange const& change) {
    MeasureRecord record;
    for (std::int32_t const edge : edges) {
        if (change_edge(territory.roads, static_cast<std::size_t>(edge), change))
            count_edge(territory.roads, static_cast<std::size_t>(edge), record);
    }
    return record;
}

MeasureRecord close_roads(Territory& territory, std::vector<std::int32_t> edges, double from_s,
                          double until_s) {
    MeasureRecord record;
    for (std::int32_t const edge : edges) count_edge(territory.roads, static_cast<std::size_t>(edge), record);
    territory.roads.closures.push_back({std::move(edges), from_s, until_s});
    return record;
}

MeasureRecord keep_out_through_traffic(Territory& territory, Region const& region, double detour_s) {
    RoadGraph& roads = territory.roads;
    MeasureRecord record;
    for (std::size_t e = 0; e < roads.to.size(); ++e) {
        auto const lies_in = [&](std::int32_t n) {
            return contains(region, roads.node[static_cast<std::size_t>(n)]);
        };
        if (lies_in(roads.from[e]) == lies_in(roads.to[e])) continue;
        roads.keep_out_s[e] += 0.5 * detour_s;
        count_edge(roads, e, record);
    }
    return record;
}

MeasureRecord shift_demand(Territory& territory, double factor) {
    MeasureRecord record;
    for (double& trips_vehph : territory.trips.trips_vehph) {
        record.trips_vehph += (factor - 1.0) * trips_vehph;
        trips_vehph *= factor;
    }
    return record;
}

std::vector<std::int32_t> edges_inside(Territory const& territory, Region const& region) {
    RoadGraph const& roads = territory.roads;
    std::vector<std::int32_t> edges;
    for (std::size_t e = 0; e < roads.to.size(); ++e) {
        auto const lies_in = [&](std::int32_t n) {
            return contains(region, roads.node[static_cast<std::size_t>(n)]);
        };
        if (lies_in(roads.from[e]) && lies_in(roads.to[e])) edges.push_back(static_cast<std::int32_t>(e));
    }
    return edges;
}

} // namespace jumelle
