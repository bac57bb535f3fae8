#include "core/run/place_facilities.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "core/run/places.hpp"
#include "core/territory/nearest_nodes.hpp"

namespace jumelle {

namespace {

std::int32_t node_named(FacilitySpec const& facility, RoadGraph const& roads) {
    auto const found = std::find(roads.node_id.begin(), roads.node_id.end(), facility.node);
    if (found != roads.node_id.end()) return static_cast<std::int32_t>(found - roads.node_id.begin());
    Value const& where = facility.where["node"];
    std::string const hint = roads.node_id.empty() ? "the nodes of these roads have no names: give at: [x, y]"
                                                   : hint_for_name(facility.node, roads.node_id);
    throw InputError(where.fault(fmt::format("there is no node '{}'", facility.node), hint));
}

/// @throws InputError where no node is near, or nobody knows where the nodes are
std::int32_t node_beside(FacilitySpec const& facility, Territory const& territory) {
    Value const& where = facility.where["at"];
    RoadGraph const& roads = territory.roads;
    if (!roads.has_positions)
        throw InputError(where.fault("the roads have no positions", "name the node in place of at"));
    Point const at = facility.at ? Point{facility.at->first, facility.at->second}
                                 : find_place(territory, facility.place, where);
    std::int32_t const node = NearestNodes(roads).to(at);
    if (node < 0)
        throw InputError(where.fault("there are no roads that lead to it", "name a network, roads:"));
    Point const door = roads.node[static_cast<std::size_t>(node)];
    double const distance_m = std::hypot(door.x_m - at.x_m, door.y_m - at.y_m);
    if (distance_m > farthest_door_m)
        throw InputError(
            where.fault(fmt::format("the nearest node of the roads is {:.0f} m away", distance_m),
                        fmt::format("it lies at ({:.0f}, {:.0f}); at most {} m are allowed", door.x_m,
                                    door.y_m, farthest_door_m)));
    return node;
}

} // namespace

void place_facilities(std::vector<FacilitySpec> const& facilities, Territory& territory, FaultList& faults) {
    for (auto const& facility : facilities) {
        try {
            std::int32_t const node = facility.node.empty() ? node_beside(facility, territory)
                                                            : node_named(facility, territory.roads);
            territory.facilities.push_back({facility.kind, facility.name, node});
        } catch (InputError const& error) {
            for (auto const& fault : error.faults()) faults.add(fault);
        }
    }
}

} // namespace jumelle
