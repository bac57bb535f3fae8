#include "models/traffic/elastic_demand.hpp"

#include <cmath>

#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/routes/cheapest_ways.hpp"
#include "models/traffic/setup.hpp"

namespace jumelle::traffic {

namespace {

/// Rows of a table by the zone in which they begin.
std::vector<std::vector<std::size_t>> rows_by_origin(TripTable const& table) {
    std::vector<std::vector<std::size_t>> rows(table.zone_node.size());
    for (std::size_t i = 0; i < table.origin.size(); ++i)
        rows[static_cast<std::size_t>(table.origin[i])].push_back(i);
    return rows;
}

} // namespace

std::vector<double> ElasticDemand::costs_of_trips(LinkNetwork const& network,
                                                  std::vector<double> const& cost) const {
    LinkNetwork const seen = seen_by(network, 0);
    std::vector<double> const seen_cost = cost_seen_by(network, 0, cost);
    auto const rows = rows_by_origin(wanted_);
    std::vector<double> made(wanted_.origin.size());
    for_row_ranges(static_cast<Index>(rows.size()), [&](RowRange range) {
        CheapestWays ways(seen);
        for (auto zone = static_cast<std::size_t>(range.begin); zone < static_cast<std::size_t>(range.end);
             ++zone) {
            if (rows[zone].empty()) continue;
            ways.search(seen_cost, wanted_.zone_node[zone]);
            for (std::size_t const row : rows[zone]) {
                auto const to = static_cast<std::size_t>(wanted_.destination[row]);
                made[row] = ways.cost_to(wanted_.zone_node[to]);
            }
        }
    });
    return made;
}

std::vector<double> ElasticDemand::trips_at(LinkNetwork const& network,
                                            std::vector<double> const& cost) const {
    std::vector<double> made = wanted_.trips_vehph;
    auto const now = costs_of_trips(network, cost);
    for (std::size_t row = 0; row < made.size(); ++row) {
        if (!std::isfinite(now[row]) || !std::isfinite(reference_[row])) continue;
        made[row] *= share_made(parameters_.elasticity, now[row], reference_[row]);
    }
    return made;
}

void ElasticDemand::archive_state(StateArchive& archive) {
    archive("wanted", wanted_.trips_vehph);
    archive("wanted_origin", wanted_.origin);
    archive("wanted_destination", wanted_.destination);
    archive("reference", reference_);
}

} // namespace jumelle::traffic
