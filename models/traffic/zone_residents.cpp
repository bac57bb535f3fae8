#include "models/traffic/zone_residents.hpp"

#include "core/base/sum.hpp"
#include "core/territory/nearest_nodes.hpp"

namespace jumelle::traffic {

bool knows_residents(Territory const& territory) {
    return territory.roads.has_positions && territory.fields.has("population") &&
           territory.fields.at("population").info.location == Location::cell;
}

std::vector<double> residents_of_zones(Territory const& territory) {
    auto const& population = territory.fields.at("population").cells;
    auto const& zone_node = territory.trips.zone_node;
    NearestNodes const nearest(territory.roads.node, zone_node);
    std::vector<std::int32_t> zone_of_node(territory.roads.node.size(), -1);
    for (std::size_t z = zone_node.size(); z-- > 0;)
        zone_of_node[static_cast<std::size_t>(zone_node[z])] = static_cast<std::int32_t>(z);
    std::vector<CompensatedSum> sums(zone_node.size());
    for (Index row = 0; row < population.rows(); ++row) {
        for (Index column = 0; column < population.columns(); ++column) {
            double const people = population(row, column);
            std::int32_t const node = people > 0.0 ? nearest.to(territory.grid.centre({row, column})) : -1;
            if (node < 0) continue;
            sums[static_cast<std::size_t>(zone_of_node[static_cast<std::size_t>(node)])].add(people);
        }
    }
    std::vector<double> made;
    for (auto const& sum : sums) made.push_back(sum.value());
    return made;
}

} // namespace jumelle::traffic
