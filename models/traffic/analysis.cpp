#include "models/traffic/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <set>

#include "core/base/contract.hpp"
#include "core/base/sum.hpp"
#include "models/traffic/kernels/routes/origin_routes.hpp"
#include "models/traffic/kernels/routes/skims.hpp"
#include "models/traffic/setup.hpp"
#include "models/traffic/zone_residents.hpp"

namespace jumelle::traffic {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double seconds_per_hour = 3600.0;

std::size_t at(std::int32_t position) {
    return static_cast<std::size_t>(position);
}

ZoneMatrix matrix_of(ZoneQuantity quantity) {
    ZoneMatrix made;
    auto const is = [&](char const* name, char const* unit, char const* long_name) {
        made.name = name;
        made.unit = unit;
        made.long_name = long_name;
    };
    switch (quantity) {
    case ZoneQuantity::time:
        is("time", "s", "driving time on the cheapest way");
        break;
    case ZoneQuantity::distance:
        is("distance", "m", "length of the cheapest way");
        break;
    case ZoneQuantity::toll:
        is("toll", "1", "tolls of the cheapest way, in their own money");
        break;
    case ZoneQuantity::cost:
        is("cost", "s", "driving time, tolls and distance of the cheapest way, in time");
        break;
    case ZoneQuantity::trips:
        is("trips", "h-1", "vehicles that travel in an hour");
        break;
    }
    return made;
}

FieldInfo selected_flow_info(SelectedLinks const& selection) {
    FieldInfo info;
    info.name = "selected_flow_" + selection.name;
    info.unit = "h-1";
    info.long_name = fmt::format("vehicles an hour that pass the edges '{}' on their way", selection.name);
    info.location = Location::edge;
    return info;
}

FieldInfo at_zones(std::string name, std::string long_name) {
    FieldInfo info;
    info.name = std::move(name);
    info.unit = "1";
    info.long_name = std::move(long_name);
    info.location = Location::node;
    return info;
}

FieldInfo reachable_info() {
    return at_zones("reachable_opportunities", "residents or trips in zones within reach of the zone");
}

FieldInfo logsum_info() {
    return at_zones("accessibility_logsum", "ln of the sum of opportunities times exp(-sensitivity cost)");
}

Fault unknown_lengths(Value const& where, RoadGraph const& roads) {
    auto const count = std::count_if(roads.length_m.begin(), roads.length_m.end(),
                                     [](double length_m) { return std::isnan(length_m); });
    return where.fault(fmt::format("the lengths of {} edges are not known", count),
                       "give a column length or territory.roads.length_unit, or leave distance out");
}

} // namespace

Analysis::Analysis(ModelSetup const& setup, TrafficParameters const& parameters, TripTable const& trips)
    : roads_(setup.territory.roads),
      trips_(trips),
      asked_(parameters.analysis),
      at_s_(asked_.at_s.value_or(setup.duration.seconds())),
      demand_factor_(parameters.demand_factor) {
    for (VehicleClass const& one : parameters.classes)
        kinds_.push_back({"_" + one.name, one.share, one.car_units});
    if (kinds_.empty()) kinds_.emplace_back();
    FaultList faults;
    if (at_s_ > setup.duration.seconds())
        faults.add(asked_.where["at"].fault("is after the end of the run",
                                            "take an earlier time, or leave it out: the end"));
    find_links(faults);
    find_turns(faults);
    check_opportunities(setup, faults);
    auto const& wanted = asked_.matrices;
    bool const wants_lengths =
        std::find(wanted.begin(), wanted.end(), ZoneQuantity::distance) != wanted.end();
    bool const has_lengths = std::none_of(roads_.length_m.begin(), roads_.length_m.end(),
                                          [](double length_m) { return std::isnan(length_m); });
    if (wants_lengths && !has_lengths) faults.add(unknown_lengths(asked_.where["matrices"], roads_));
    faults.throw_if_any();
    name_matrices();
}

void Analysis::name_matrices() {
    for (Kind const& kind : kinds_) {
        for (ZoneQuantity const quantity : asked_.matrices) {
            matrices_.push_back(matrix_of(quantity));
            matrices_.back().name += kind.suffix;
        }
    }
    for (auto const& selection : asked_.select_links) {
        ZoneMatrix made;
        made.name = "select_" + selection.name;
        made.unit = "h-1";
        made.long_name = fmt::format("vehicles an hour that pass the edges '{}'", selection.name);
        matrices_.push_back(std::move(made));
    }
    for (auto& matrix : matrices_) {
        matrix.zones = trips_.zone_node.size();
        matrix.zone_id = trips_.zone_id;
        matrix.values.assign(matrix.zones * matrix.zones, none);
    }
    selected_vehph_.assign(asked_.select_links.size(), std::vector<double>(roads_.to.size(), none));
    reachable_ = logsum_ = {none, std::vector<double>(trips_.zone_node.size(), none)};
}

void Analysis::find_links(FaultList& faults) {
    for (auto const& selection : asked_.select_links) {
        std::vector<std::uint8_t> is_marked(roads_.to.size(), 0);
        for (auto const& name : selection.edges) {
            auto const edges = edges_named(roads_, name);
            for (auto const edge : edges) is_marked[at(edge)] = 1;
            if (edges.empty())
                faults.add(selection.where["edges"].fault(fmt::format("there is no edge '{}'", name),
                                                          "results name the edges: road_edge_id"));
        }
        is_marked_.push_back(std::move(is_marked));
    }
}

void Analysis::find_turns(FaultList& faults) {
    for (auto const& name : asked_.turns) {
        std::int32_t node = -1;
        for (std::size_t n = 0; n < roads_.node.size(); ++n) {
            if (name == (roads_.node_id.empty() ? std::to_string(n) : roads_.node_id[n]))
                node = static_cast<std::int32_t>(n);
        }
        if (node < 0)
            faults.add(asked_.where["turns"].fault(
                fmt::format("there is no node '{}'", name),
                roads_.node_id.empty() ? "the nodes have no names: take their numbers, from 0 on"
                                       : "take a name of the network's nodes"));
        for (std::int32_t in = 0; in < static_cast<std::int32_t>(roads_.to.size()) && node >= 0; ++in) {
            if (roads_.to[at(in)] != node) continue;
            auto const [first, last] = roads_.out_edges(node);
            for (std::int32_t out = first; out < last; ++out) turns_.push_back({in, out});
        }
    }
    turn_vehph_.assign(turns_.size(), 0.0);
}

void Analysis::check_opportunities(ModelSetup const& setup, FaultList& faults) {
    if (!asked_.accessibility) return;
    opportunities_.assign(trips_.zone_node.size(), 0.0);
    if (asked_.accessibility->of == Opportunity::trips) {
        for (std::size_t i = 0; i < trips_.destination.size(); ++i)
            opportunities_[at(trips_.destination[i])] += trips_.trips_vehph[i];
        return;
    }
    if (!knows_residents(setup.territory)) {
        faults.add(asked_.accessibility->where["of"].fault(
            "nobody knows where people live beside the roads",
            "give territory.fields.population and positions of the nodes, or write of: trips"));
        return;
    }
    opportunities_ = residents_of_zones(setup.territory);
}

/// Where turns are links, their flow says it. @returns whether no turn is left to be counted
bool Analysis::count_turn_links(AnalysedMoment const& moment) {
    LinkNetwork const& network = moment.network;
    double const per_hour = seconds_per_hour / roads_.units.period_s;
    std::map<std::pair<std::int32_t, std::int32_t>, double> flow; // by the nodes that the link joins
    for (std::size_t a = roads_.to.size(); a < network.to.size(); ++a)
        flow[{network.from[a], network.to[a]}] += moment.result.flow[a] * per_hour;
    bool is_all = true;
    for (std::size_t t = 0; t < turns_.size(); ++t) {
        std::pair const ends(network.to[at(turns_[t].in)], network.from[at(turns_[t].out)]);
        is_all = is_all && ends.first != ends.second;
        if (auto const found = flow.find(ends); found != flow.end()) turn_vehph_[t] = found->second;
    }
    return is_all;
}

void Analysis::count_turns(AnalysedMoment const& moment) {
    if (turns_.empty()) return;
    turn_vehph_.assign(turns_.size(), 0.0);
    double const per_hour = seconds_per_hour / roads_.units.period_s;
    if (count_turn_links(moment)) return;
    OriginRoutes routes(moment.network);
    std::set<std::int32_t> const origins(trips_.zone_node.begin(), trips_.zone_node.end());
    for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
        for (std::int32_t const node : origins) {
            routes.set(node, moment.solver.flows_from(node, static_cast<std::int32_t>(kind)));
            for (std::size_t t = 0; t < turns_.size(); ++t) {
                auto const [in, out] = turns_[t];
                if (moment.network.to[at(in)] != moment.network.from[at(out)]) continue;
                turn_vehph_[t] += routes.turn_flow(in, out) * per_hour / kinds_[kind].car_units;
            }
        }
    }
}

void Analysis::look(double now_s, AnalysedMoment const& moment) {
    if (is_done_ != 0 || now_s < at_s_) return;
    is_done_ = 1;
    for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
        measure_zones(moment, kind);
        count_trips(moment, kind);
    }
    follow_selections(moment);
}

/// Where the matrix of a quantity stands. @pre it is asked for
std::size_t Analysis::place_of(ZoneQuantity quantity, std::size_t kind) const {
    auto const found = std::find(asked_.matrices.begin(), asked_.matrices.end(), quantity);
    return kind * asked_.matrices.size() + static_cast<std::size_t>(found - asked_.matrices.begin());
}

/// Matrices along the ways that are cheapest for a class, and what follows from them. Accessibility is that
/// of the first class.
void Analysis::measure_zones(AnalysedMoment const& moment, std::size_t kind) {
    bool const measures_reach = asked_.accessibility && kind == 0;
    if (asked_.matrices.empty() && !measures_reach) return;
    LinkNetwork const network = seen_by(moment.network, kind);
    std::size_t const links = network.to.size();
    double const time_s = roads_.units.time_s;
    std::vector<double> cost_s(links), driving_s(links), length_m(links, 0.0), toll(links, 0.0);
    for (std::size_t a = 0; a < links; ++a) {
        driving_s[a] = (moment.result.cost[a] - moment.network.fixed[a]) * time_s;
        cost_s[a] = driving_s[a] + network.fixed[a] * time_s;
    }
    std::copy(roads_.length_m.begin(), roads_.length_m.end(), length_m.begin());
    std::copy(roads_.toll.begin(), roads_.toll.end(), toll.begin());
    std::vector<std::vector<double>> const quantities{driving_s, length_m, toll};
    Skims const skims = skims_between(network, cost_s, trips_.zone_node, quantities);
    if (measures_reach) measure_reach(skims.sums[0], skims.cost);
    for (ZoneQuantity const quantity : asked_.matrices) {
        if (quantity == ZoneQuantity::trips) continue;
        auto& values = matrices_[place_of(quantity, kind)].values;
        values = quantity == ZoneQuantity::cost ? skims.cost : skims.sums[static_cast<std::size_t>(quantity)];
        for (double& value : values)
            if (std::isinf(value)) value = none;
    }
}

void Analysis::measure_reach(std::vector<double> const& time_s, std::vector<double> const& cost_s) {
    std::size_t const zones = trips_.zone_node.size();
    std::vector<double> starting(zones, 0.0);
    for (std::size_t i = 0; i < trips_.origin.size(); ++i)
        starting[at(trips_.origin[i])] += trips_.trips_vehph[i];
    CompensatedSum weight, reached_mean, logsum_mean;
    for (std::size_t z = 0; z < zones; ++z) {
        CompensatedSum reached, weighted;
        for (std::size_t to = 0; to < zones; ++to) {
            std::size_t const place = z * zones + to;
            if (time_s[place] <= asked_.accessibility->within_s) reached.add(opportunities_[to]);
            weighted.add(opportunities_[to] *
                         std::exp(-asked_.accessibility->sensitivity_per_s * cost_s[place]));
        }
        reachable_.of_zone[z] = reached.value();
        logsum_.of_zone[z] = weighted.value() > 0.0 ? std::log(weighted.value()) : none;
        if (!(starting[z] > 0.0)) continue;
        weight.add(starting[z]);
        reached_mean.add(starting[z] * reachable_.of_zone[z]);
        logsum_mean.add(starting[z] * logsum_.of_zone[z]);
    }
    reachable_.mean = reached_mean.value() / weight.value();
    logsum_.mean = logsum_mean.value() / weight.value();
}

void Analysis::follow_selections(AnalysedMoment const& moment) {
    if (is_marked_.empty()) return;
    std::size_t const zones = trips_.zone_node.size();
    for (std::size_t s = 0; s < is_marked_.size(); ++s) {
        selected_vehph_[s].assign(moment.network.to.size(), 0.0);
        is_marked_[s].resize(moment.network.to.size(), 0);
        matrices_[kinds_.size() * asked_.matrices.size() + s].values.assign(zones * zones, 0.0);
    }
    trips_from_.assign(roads_.node.size(), {});
    for (std::size_t i = 0; i < trips_.origin.size(); ++i)
        trips_from_[at(trips_.zone_node[at(trips_.origin[i])])].push_back(i);
    for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
        for (std::size_t node = 0; node < trips_from_.size(); ++node) {
            if (!trips_from_[node].empty()) follow_origin(moment, kind, static_cast<std::int32_t>(node));
        }
    }
    for (auto& flow : selected_vehph_) flow.resize(roads_.to.size());
}

/// Who of the trips from one node passes the selected edges.
void Analysis::follow_origin(AnalysedMoment const& moment, std::size_t kind, std::int32_t node) {
    double const per_hour = seconds_per_hour / roads_.units.period_s / kinds_[kind].car_units;
    double const factor = demand_factor_ * moment.factor * kinds_[kind].share;
    std::size_t const zones = trips_.zone_node.size();
    OriginRoutes routes(moment.network);
    auto loads = moment.solver.flows_from(node, static_cast<std::int32_t>(kind));
    for (Load& load : loads) load.flow *= per_hour;
    routes.set(node, std::move(loads));
    for (std::size_t s = 0; s < is_marked_.size(); ++s) {
        auto& selected = matrices_[kinds_.size() * asked_.matrices.size() + s].values;
        routes.mark(is_marked_[s]);
        routes.add_marked_flows(selected_vehph_[s]);
        for (std::size_t const i : trips_from_[at(node)]) {
            auto const to = at(trips_.destination[i]);
            selected[at(trips_.origin[i]) * zones + to] +=
                trips_.trips_vehph[i] * factor * routes.share_passed(trips_.zone_node[to]);
        }
    }
}

void Analysis::count_trips(AnalysedMoment const& moment, std::size_t kind) {
    auto const& wanted = asked_.matrices;
    if (std::find(wanted.begin(), wanted.end(), ZoneQuantity::trips) == wanted.end()) return;
    std::set<std::pair<std::int32_t, std::int32_t>> stays;
    for (auto const& pair : moment.result.stranded) {
        if (at(pair.kind) == kind) stays.emplace(pair.origin, pair.destination);
    }
    double const factor = demand_factor_ * moment.factor * kinds_[kind].share;
    ZoneMatrix& matrix = matrices_[place_of(ZoneQuantity::trips, kind)];
    matrix.values.assign(matrix.zones * matrix.zones, 0.0);
    for (std::size_t i = 0; i < trips_.origin.size(); ++i) {
        auto const from = at(trips_.origin[i]), to = at(trips_.destination[i]);
        if (stays.contains({trips_.zone_node[from], trips_.zone_node[to]})) continue;
        matrix.values[from * matrix.zones + to] += trips_.trips_vehph[i] * factor;
    }
}

std::vector<FieldInfo> Analysis::summaries() const {
    std::vector<FieldInfo> made;
    for (auto const& selection : asked_.select_links) made.push_back(selected_flow_info(selection));
    if (asked_.accessibility) made.insert(made.end(), {reachable_info(), logsum_info()});
    return made;
}

std::vector<double> Analysis::by_node(std::vector<double> const& of_zone) const {
    std::vector<double> made(roads_.node.size(), none);
    for (std::size_t z = 0; z < of_zone.size(); ++z) made[at(trips_.zone_node[z])] = of_zone[z];
    return made;
}

void Analysis::publish_summaries(FieldStore& fields) const {
    for (std::size_t s = 0; s < selected_vehph_.size(); ++s)
        fields.put({selected_flow_info(asked_.select_links[s]), {}, selected_vehph_[s]});
    if (!asked_.accessibility) return;
    fields.put({reachable_info(), {}, by_node(reachable_.of_zone)});
    fields.put({logsum_info(), {}, by_node(logsum_.of_zone)});
}

std::vector<SeriesInfo> Analysis::series() const {
    std::vector<SeriesInfo> made;
    if (asked_.accessibility) {
        for (FieldInfo const& info : {reachable_info(), logsum_info()})
            made.push_back({"traffic", "", info.name, "1", info.long_name + ", mean over trips"});
    }
    for (Turn const& turn : turns_)
        made.push_back({"turn", roads_.edge_id[at(turn.in)] + " > " + roads_.edge_id[at(turn.out)], "flow",
                        "h-1", "vehicles an hour that turn from one edge into another"});
    return made;
}

void Analysis::append_to(std::vector<double>& values) const {
    if (asked_.accessibility) values.insert(values.end(), {reachable_.mean, logsum_.mean});
    values.insert(values.end(), turn_vehph_.begin(), turn_vehph_.end());
}

void Analysis::archive_state(StateArchive& archive) {
    archive("is_done", is_done_);
    archive("turns", turn_vehph_);
    archive("selected", selected_vehph_);
    archive("reachable", reachable_);
    archive("logsum", logsum_);
    for (auto& matrix : matrices_) archive(matrix.name, matrix.values);
}

} // namespace jumelle::traffic
