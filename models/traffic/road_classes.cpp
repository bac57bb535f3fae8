#include "models/traffic/road_classes.hpp"

#include <cmath>
#include <fmt/format.h>

#include "models/traffic/setup.hpp"

namespace jumelle::traffic {

namespace {

constexpr double seconds_per_hour = 3600.0, metres_per_km = 1000.0;

std::vector<std::uint8_t> banned_edges(RoadGraph const& roads, VehicleClass const& one) {
    std::vector<std::uint8_t> banned(roads.to.size(), 0);
    for (auto const& name : one.banned) {
        auto const edges = edges_named(roads, name);
        if (edges.empty())
            throw InputError(one.where["banned"].fault(fmt::format("there is no edge '{}'", name),
                                                       "results name the edges: road_edge_id"));
        for (std::int32_t const edge : edges) banned[static_cast<std::size_t>(edge)] = 1;
    }
    return banned;
}

} // namespace

TrafficParameters as_one(TrafficParameters parameters, VehicleClass const& one) {
    parameters.charges_tolls = one.charges_tolls;
    parameters.value_of_time_per_s = one.value_of_time_per_s;
    parameters.distance_s_per_m = one.distance_s_per_m;
    return parameters;
}

RoadClasses::RoadClasses(ModelSetup const& setup, TrafficParameters const& parameters)
    : roads_(setup.territory.roads), classes_(parameters.classes), is_closed_(roads_.to.size(), 0) {
    for (VehicleClass const& one : classes_) {
        LinkNetwork const own = link_network(roads_, weights_of(setup, as_one(parameters, one)));
        banned_.push_back(banned_edges(roads_, one));
        links_.push_back({own.fixed, banned_.back()});
        flow_.emplace_back(roads_.to.size(), 0.0);
    }
    hours_.resize(classes_.size());
    km_.resize(classes_.size());
}

bool RoadClasses::update(StreetState const& streets) {
    bool is_other = false;
    is_closed_.assign(is_closed_.size(), 1);
    for (std::size_t kind = 0; kind < classes_.size(); ++kind) {
        auto is_closed = banned_[kind];
        for (std::size_t e = 0; e < is_closed.size(); ++e) {
            bool const is_shut =
                streets.is_shut()[e] != 0 || streets.depth_m()[e] >= classes_[kind].closing_depth_m;
            if (is_shut)
                is_closed[e] = 1;
            else
                is_closed_[e] = 0;
        }
        is_other = is_other || is_closed != links_[kind].is_closed;
        links_[kind].is_closed = std::move(is_closed);
    }
    return is_other;
}

void RoadClasses::apply_to(LinkNetwork& network) const {
    network.classes = links_;
    for (LinkClass& one : network.classes) { // turns are open and free
        one.fixed.resize(network.to.size(), 0.0);
        one.is_closed.resize(network.to.size(), 0);
    }
}

std::vector<double> RoadClasses::cars_a_trip() const {
    std::vector<double> made;
    for (VehicleClass const& one : classes_) made.push_back(one.share * one.car_units);
    return made;
}

void RoadClasses::count_vehicles(Assignment const& assignment, Equilibrium& result) {
    if (classes_.empty()) return;
    result.flow.assign(result.flow.size(), 0.0);
    for (std::size_t kind = 0; kind < classes_.size(); ++kind) {
        flow_[kind] = assignment.solver().class_flows(static_cast<std::int32_t>(kind));
        for (std::size_t e = 0; e < result.flow.size(); ++e) {
            flow_[kind][e] /= classes_[kind].car_units;
            result.flow[e] += flow_[kind][e];
        }
    }
    for (auto& pair : result.stranded) pair.volume /= classes_[static_cast<std::size_t>(pair.kind)].car_units;
}

void RoadClasses::advance(double hours, std::vector<double> const& time_s) {
    double const per_hour = seconds_per_hour / roads_.units.period_s;
    for (std::size_t kind = 0; kind < classes_.size(); ++kind) {
        CompensatedSum driving_s, distance_m;
        for (std::size_t e = 0; e < time_s.size(); ++e) {
            driving_s.add(flow_[kind][e] * time_s[e]);
            bool const has_length = e < roads_.length_m.size() && !std::isnan(roads_.length_m[e]);
            if (has_length) distance_m.add(flow_[kind][e] * roads_.length_m[e]);
        }
        hours_[kind].add(driving_s.value() / seconds_per_hour * per_hour * hours);
        km_[kind].add(distance_m.value() / metres_per_km * per_hour * hours);
    }
}

std::vector<SeriesInfo> RoadClasses::series() const {
    std::vector<SeriesInfo> made;
    for (VehicleClass const& one : classes_)
        made.push_back({"traffic_class", one.name, "vehicle_hours", "h",
                        "time that vehicles of the class spent driving since the start"});
    for (VehicleClass const& one : classes_)
        made.push_back(
            {"traffic_class", one.name, "vehicle_km", "km",
             "distance on edges of known length that vehicles of the class drove since the start"});
    return made;
}

void RoadClasses::append_to(std::vector<double>& values) const {
    for (auto const& sum : hours_) values.push_back(sum.value());
    for (auto const& sum : km_) values.push_back(sum.value());
}

void RoadClasses::archive_state(StateArchive& archive) {
    archive("is_closed", is_closed_);
    for (std::size_t kind = 0; kind < links_.size(); ++kind)
        archive(fmt::format("closed_for_class.{}", kind), links_[kind].is_closed);
    archive("flow", flow_);
    archive("hours", hours_);
    archive("km", km_);
}

} // namespace jumelle::traffic
