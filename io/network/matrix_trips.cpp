#include "io/network/matrix_trips.hpp"

#include <cmath>
#include <fmt/format.h>
#include <unordered_map>

#include "core/base/file_faults.hpp"

namespace jumelle {

namespace {

constexpr double seconds_per_hour = 3600.0;

/// The network's zone of each of the matrix's; −1 where it has none.
std::vector<std::int32_t> zones_of(ZoneMatrix const& matrix, MatrixUse const& use, RoadNetwork const& network,
                                   FileFaults& faults) {
    std::vector<std::int32_t> zones;
    if (matrix.zone_id.empty()) {
        if (matrix.zones != network.zone_id.size())
            faults.add(0, 0,
                       fmt::format("has {} zones without names, the network has {}", matrix.zones,
                                   network.zone_id.size()),
                       "name a lookup with the names of the zones");
        for (std::size_t zone = 0; zone < matrix.zones; ++zone)
            zones.push_back(static_cast<std::int32_t>(zone));
        return zones;
    }
    std::unordered_map<std::string, std::int32_t> known;
    for (std::size_t i = 0; i < network.zone_id.size(); ++i)
        known.emplace(network.zone_id[i], static_cast<std::int32_t>(i));
    for (auto const& name : matrix.zone_id) {
        auto const found = known.find(name);
        zones.push_back(found == known.end() ? -1 : found->second);
        if (found == known.end() && use.unknown_zones == UnknownZones::refused)
            faults.add(0, 0, fmt::format("there is no zone {}", shown(name)),
                       "name a zone of the road network, or write unknown_zones: left_out");
    }
    return zones;
}

} // namespace

TripTable trips_of_matrix(ZoneMatrix const& matrix, MatrixUse const& use, RoadNetwork const& network,
                          std::vector<std::string>& notes) {
    FileFaults faults(use.file);
    auto const zones = zones_of(matrix, use, network, faults);
    faults.throw_if_any();
    TripTable made;
    made.zone_node = network.zone_node;
    made.zone_id = network.zone_id;
    double inside_vehph = 0.0, unknown_vehph = 0.0;
    for (std::size_t i = 0; i < matrix.values.size(); ++i) {
        double const trips_vehph = matrix.values[i] * seconds_per_hour / use.period_s;
        auto const row = i / matrix.zones, column = i % matrix.zones;
        if (trips_vehph < 0.0 || std::isinf(trips_vehph))
            faults.add(
                0, 0,
                fmt::format("has {:g} trips in row {}, column {}", matrix.values[i], row + 1, column + 1),
                "a finite number, not negative, is needed");
        if (!(trips_vehph > 0.0)) continue;
        auto const from = zones[row], to = zones[column];
        if (from < 0 || to < 0) {
            unknown_vehph += trips_vehph;
        } else if (from == to) {
            inside_vehph += trips_vehph;
        } else {
            made.origin.push_back(from);
            made.destination.push_back(to);
            made.trips_vehph.push_back(trips_vehph);
        }
    }
    faults.throw_if_any();
    if (unknown_vehph > 0.0)
        notes.push_back(fmt::format("{:g} trips an hour to or from unknown zones left out", unknown_vehph));
    if (inside_vehph > 0.0)
        notes.push_back(fmt::format("{:g} trips an hour inside their zone left out", inside_vehph));
    return made;
}

} // namespace jumelle
