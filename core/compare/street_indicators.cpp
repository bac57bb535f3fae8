#include "core/compare/street_indicators.hpp"

#include <cmath>

#include "core/base/sum.hpp"
#include "core/compare/flood_indicators.hpp"
#include "core/compare/flood_map.hpp"
#include "core/compare/input_fields.hpp"
#include "core/territory/bridge.hpp"

namespace jumelle {

namespace {

constexpr double metres_per_km = 1000.0, seconds_per_hour = 3600.0;

/// Whether an edge leads back between the same nodes.
bool has_way_back(RoadGraph const& roads, std::size_t edge) {
    auto const [begin, end] = roads.out_edges(roads.to[edge]);
    for (std::int32_t e = begin; e < end; ++e)
        if (roads.to[static_cast<std::size_t>(e)] == roads.from[edge]) return true;
    return false;
}

/// What an edge counts of the street that it is a direction of [km]; 0 where its length is not known.
double street_km(RoadGraph const& roads, std::size_t edge) {
    double const length_m = roads.length_m[edge];
    if (std::isnan(length_m)) return 0.0;
    return (has_way_back(roads, edge) ? 0.5 : 1.0) * length_m / metres_per_km;
}

/// Largest water depth of each edge at any time [m]; 0 on bridges and in tunnels.
std::optional<std::vector<double>> depth_on_streets(IndicatorInput const& input) {
    RoadGraph const& roads = input.territory.roads;
    FloodMap const map(input, "max_water_depth");
    auto const* const depth = map.cells();
    if (depth == nullptr || roads.edges() == 0 || !roads.has_positions) return std::nullopt;
    auto const bridge = make_bridge(roads, input.territory.grid, [&](Index edge) {
        return roads.is_off_ground[static_cast<std::size_t>(edge)] == 0;
    });
    return largest_under_edges(bridge, depth->view(), 0.0);
}

std::optional<double> blocked_km(IndicatorInput const& input) {
    auto const* const closed_s = edges_of(input, "road_closed_time");
    if (closed_s == nullptr) return std::nullopt;
    CompensatedSum km;
    for (std::size_t e = 0; e < closed_s->size(); ++e)
        if ((*closed_s)[e] > 0.0) km.add(street_km(input.territory.roads, e));
    return km.value();
}

std::optional<double> blocked_km_hours(IndicatorInput const& input) {
    auto const* const closed_s = edges_of(input, "road_closed_time");
    if (closed_s == nullptr) return std::nullopt;
    CompensatedSum km_h;
    for (std::size_t e = 0; e < closed_s->size(); ++e)
        km_h.add(street_km(input.territory.roads, e) * (*closed_s)[e] / seconds_per_hour);
    return km_h.value();
}

std::optional<double> flooded_km(IndicatorInput const& input) {
    auto const depth_m = depth_on_streets(input);
    if (!depth_m) return std::nullopt;
    CompensatedSum km;
    for (std::size_t e = 0; e < depth_m->size(); ++e)
        if ((*depth_m)[e] >= closed_road_depth_m) km.add(street_km(input.territory.roads, e));
    return km.value();
}

} // namespace

std::optional<std::vector<std::uint8_t>> edges_once_closed(IndicatorInput const& input) {
    RoadGraph const& roads = input.territory.roads;
    auto const* const closed_s = edges_of(input, "road_closed_time");
    auto const depth_m = closed_s == nullptr ? depth_on_streets(input) : std::nullopt;
    if (closed_s == nullptr && !depth_m) return std::nullopt;
    std::vector<std::uint8_t> closed(roads.to.size(), 0);
    for (std::size_t e = 0; e < closed.size(); ++e) {
        bool const is_closed =
            closed_s != nullptr ? (*closed_s)[e] > 0.0 : (*depth_m)[e] >= closed_road_depth_m;
        closed[e] = is_closed ? 1 : 0;
    }
    if (closed_s != nullptr) return closed; // knows of the closures
    for (auto const& closure : roads.closures)
        for (std::int32_t const e : closure.edges) closed[static_cast<std::size_t>(e)] = 1;
    return closed;
}

std::vector<Indicator> street_indicators() {
    constexpr char const* limit = "Pregnolato et al. 2017, Transport. Res. D 55, 67-81";
    return {{"blocked_road_km", "km",
             "length of streets that nobody could drive at some time, for water or because they were closed; "
             "each direction of a two-way street counts half",
             "", blocked_km},
            {"blocked_road_km_hours", "km h",
             "length of streets that nobody could drive × the time for which they could not; each direction "
             "of a two-way street counts half",
             "", blocked_km_hours},
            {"flooded_road_km", "km",
             "length of streets on which water stood 0.30 m deep at some time and somewhere, bridges and "
             "tunnels left out; each direction of a two-way street counts half",
             limit, flooded_km}};
}

} // namespace jumelle
