#include "core/run/road_measures.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>
#include <string_view>

#include "core/run/places.hpp"
#include "core/scenario/from_value.hpp"
#include "core/territory/measures/roads.hpp"

namespace jumelle {

namespace {

using from_value::elements;
using from_value::given;
using from_value::member;
using from_value::number;
using from_value::number_or;
using from_value::text_or;

constexpr std::array<std::string_view, 7> kinds{"close_road", "speed_limit",      "lanes",       "toll",
                                                "new_road",   "low_traffic_zone", "shift_demand"};

class RoadMaker {
  public:
    RoadMaker(MeasureSpec const& spec, Territory& territory, MeasureSources const& sources)
        : spec_(spec), value_(spec.where), territory_(territory), sources_(sources) {}

    MeasureRecord make() {
        std::string const& kind = spec_.kind;
        if (kind == "shift_demand") {
            expect(!territory_.trips.origin.empty(), "there are no trips to shift", "name a demand");
            return shift_demand(territory_, 1.0 + number_or(value_["share"], 0.0));
        }
        expect(territory_.roads.edges() > 0, "the territory has no roads", "name a network, territory.roads");
        if (kind == "new_road") return build();
        if (kind == "low_traffic_zone") return calm();
        auto found = edges();
        if (kind == "close_road")
            return close_roads(territory_, std::move(found), number_or(value_["from"], 0.0),
                               number_or(member(value_, "until"), std::numeric_limits<double>::infinity()));
        RoadChange change;
        if (kind == "speed_limit") change.highest_speed_mps = number(value_["speed"]);
        if (kind == "toll") change.toll = number(value_["toll"]);
        if (kind == "lanes") change.lanes = static_cast<std::int32_t>(value_["lanes"].integer());
        return change_roads(territory_, found, change);
    }

  private:
    void expect(bool holds, std::string message, std::string hint) const {
        if (!holds) throw InputError(value_.fault(std::move(message), std::move(hint)));
    }

    std::vector<std::int32_t> edges() const {
        RoadGraph const& graph = territory_.roads;
        if (!given(value_, "edges")) {
            expect(graph.has_positions, "the roads have no positions", "name the edges in place of an area");
            auto found = edges_inside(territory_, sources_.region(spec_.inside));
            if (found.empty())
                throw InputError(spec_.inside.where.fault("holds no edge with both its ends",
                                                          "make the area larger, or name the edges"));
            return found;
        }
        std::vector<std::int32_t> all;
        for (Value const& name : elements(value_["edges"])) {
            auto const found = edges_named(graph, name.text());
            if (found.empty())
                throw InputError(name.fault(fmt::format("there is no edge '{}'", name.text()),
                                            "results name the edges: road_edge_id"));
            all.insert(all.end(), found.begin(), found.end());
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

    MeasureRecord calm() {
        expect(territory_.roads.has_positions, "the roads have no positions",
               "a zone needs roads that lie on the map");
        Region const region = sources_.region(spec_.inside);
        MeasureRecord record = keep_out_through_traffic(territory_, region, number_or(value_["detour"], 0.0));
        if (record.edges == 0)
            throw InputError(spec_.inside.where.fault("no street passes its border",
                                                      "draw the zone around nodes of the network"));
        return record;
    }

    MeasureRecord build() {
        NewRoad road;
        road.name = spec_.name;
        Value const& name = value_["name"];
        if (!edges_named(territory_.roads, road.name).empty())
            throw InputError(name.fault(fmt::format("edges are called '{}' already", road.name),
                                        "give the new road another name"));
        road.speed_mps = number_or(value_["speed"], 0.0);
        road.capacity_vehps = number_or(value_["capacity"], 0.0);
        road.lanes = static_cast<std::int32_t>(value_["lanes"].integer());
        road.is_two_way = text_or(value_["ways"], "both") == "both";
        if (given(value_, "line"))
            follow_line(road);
        else
            follow_nodes(road);
        measure(road);
        return add_road(territory_, road);
    }

    void follow_line(NewRoad& road) const {
        Value const& where = value_["line"];
        expect(territory_.roads.has_positions, "the roads have no positions",
               "name the nodes of the new road");
        road.corners = line_of(where, territory_, sources_.line);
        road.nodes.assign(road.corners.size(), -1);
        double const reach_m = number_or(value_["reach"], 0.0);
        for (std::size_t const end : {std::size_t{0}, road.corners.size() - 1}) {
            Point& corner = road.corners[end];
            auto const node = node_near(territory_.roads, corner, reach_m);
            if (!node)
                throw InputError(
                    where.fault(fmt::format("no node of the roads lies within {} m of its end ({}, {})",
                                            reach_m, corner.x_m, corner.y_m),
                                "let both ends meet a crossing, or make reach larger"));
            road.nodes[end] = *node;
            corner = territory_.roads.node[static_cast<std::size_t>(*node)];
        }
        if (road.nodes.front() == road.nodes.back())
            throw InputError(where.fault("both its ends meet the same node", "draw it from node to node"));
    }

    void follow_nodes(NewRoad& road) const {
        auto const& names = territory_.roads.node_id;
        expect(!names.empty(), "the nodes of the roads have no names", "draw a line in place of nodes");
        for (Value const& name : elements(value_["nodes"])) {
            auto const found = std::find(names.begin(), names.end(), name.text());
            if (found == names.end())
                throw InputError(name.fault(fmt::format("there is no node '{}'", name.text()),
                                            hint_for_name(name.text(), names)));
            auto const node = static_cast<std::int32_t>(found - names.begin());
            if (!road.nodes.empty() && road.nodes.back() == node)
                throw InputError(name.fault("the road stays where it is", "name each node once in a row"));
            road.nodes.push_back(node);
            road.corners.push_back(territory_.roads.node[static_cast<std::size_t>(node)]);
        }
    }

    /// Lengths of its pieces: as the crow flies, stretched to the whole length where that is told.
    void measure(NewRoad& road) const {
        auto const told_m = number(member(value_, "length"));
        bool const has_positions = territory_.roads.has_positions;
        expect(has_positions || told_m, "the roads have no positions", "give the new road a length");
        for (std::size_t i = 0; i + 1 < road.nodes.size(); ++i)
            road.length_m.push_back(has_positions ? length_of({road.corners[i], road.corners[i + 1]}) : 1.0);
        if (!told_m) return;
        double sum = 0.0;
        for (double const length : road.length_m) sum += length;
        for (double& length : road.length_m) length *= *told_m / sum;
    }

    MeasureSpec const& spec_;
    Value const& value_;
    Territory& territory_;
    MeasureSources const& sources_;
};

} // namespace

bool is_road_measure(std::string const& kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

MeasureRecord make_road_measure(MeasureSpec const& spec, Territory& territory,
                                MeasureSources const& sources) {
    return RoadMaker(spec, territory, sources).make();
}

} // namespace jumelle
