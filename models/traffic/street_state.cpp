#include "models/traffic/street_state.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "core/territory/retention.hpp"

namespace jumelle::traffic {

namespace {

constexpr char const* water = "water_depth";

/// Networks have more edges than a message can list.
std::string hint_for_edge(std::string const& name, RoadGraph const& roads) {
    auto const near = nearest_name(name, roads.edge_id);
    return near ? fmt::format("did you mean '{}'?", *near) : "results name the edges: road_edge_id";
}

} // namespace

StreetState::StreetState(ModelSetup const& setup, TrafficParameters const& parameters)
    : roads_(setup.territory.roads),
      grid_(setup.territory.grid),
      water_slows_(parameters.water_slows),
      closing_depth_m_(parameters.closing_depth_m),
      closures_(roads_.closures),
      free_time_s_(roads_.free_time_s),
      depth_m_(roads_.to.size(), 0.0),
      is_closed_(roads_.to.size(), 0),
      is_shut_(is_closed_) {
    find_closures(parameters.closures);
}

void StreetState::find_closures(std::vector<Closure> const& closures) {
    FaultList faults;
    for (auto const& closure : closures) {
        RoadClosure closed{{}, closure.from_s, closure.until_s};
        for (auto const& name : closure.edges) {
            auto const edges = edges_named(roads_, name);
            closed.edges.insert(closed.edges.end(), edges.begin(), edges.end());
            if (edges.empty())
                faults.add(closure.where["edges"].fault(fmt::format("there is no edge '{}'", name),
                                                        hint_for_edge(name, roads_)));
        }
        closures_.push_back(std::move(closed));
    }
    faults.throw_if_any();
}

void StreetState::read_water(FieldStore const& fields) {
    if (!water_slows_ || !roads_.has_positions || !fields.has(water)) return;
    if (!bridge_) {
        bridge_ = make_bridge(roads_, grid_, [&](Index edge) {
            return roads_.is_off_ground[static_cast<std::size_t>(edge)] == 0;
        });
    }
    DepthAboveRim const above(fields, fields.at(water).cells); // streets cross basins at their rim
    depth_m_ = largest_under_edges(*bridge_, above.cells().view(), 0.0);
}

bool StreetState::update(double now_s, FieldStore const& fields) {
    read_water(fields);
    std::vector<double> time_s = roads_.free_time_s;
    std::vector<std::uint8_t> is_closed(roads_.to.size(), 0);
    for (auto const& closure : closures_) {
        if (now_s < closure.from_s || now_s >= closure.until_s) continue;
        for (auto const edge : closure.edges) is_closed[static_cast<std::size_t>(edge)] = 1;
    }
    is_shut_ = is_closed;
    for (std::size_t e = 0; e < depth_m_.size(); ++e) {
        if (!(depth_m_[e] > 0.0)) continue;
        if (depth_m_[e] >= closing_depth_m_) is_closed[e] = 1;
        double const slowed_s = roads_.length_m[e] / flooded_speed_mps(depth_m_[e]);
        time_s[e] = std::fmax(time_s[e], slowed_s); // passes over lengths that are not known
    }
    bool const is_other = time_s != free_time_s_ || is_closed != is_closed_;
    free_time_s_ = std::move(time_s);
    is_closed_ = std::move(is_closed);
    return is_other;
}

void StreetState::apply_to(LinkNetwork& network, double time_s) const {
    for (std::size_t e = 0; e < free_time_s_.size(); ++e) network.free_time[e] = free_time_s_[e] / time_s;
    network.is_closed = is_closed_;
    network.is_closed.resize(network.to.size(), 0); // turns are open
}

} // namespace jumelle::traffic
