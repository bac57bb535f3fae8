#include "core/territory/town/roads.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/parallel/loops.hpp"
#include "core/territory/road_components.hpp"

namespace jumelle::town {

namespace {

/// A piece of street between two crossings.
struct Piece {
    std::int32_t a = 0, b = 0; ///< nodes
    StreetClass street_class = StreetClass::side;
    bool bridge = false;
};

struct Network {
    std::vector<PlanPoint> plan;
    std::vector<Point> ground;
    std::vector<Piece> pieces;
};

double ground_distance(Point a, Point b) {
    return std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
}

Network all_pieces(Frame const& frame, Plan const& plan) {
    Network network{plan.nodes, std::vector<Point>(plan.nodes.size()), {}};
    for_rows(static_cast<Index>(plan.nodes.size()), [&](Index n) {
        network.ground[static_cast<std::size_t>(n)] =
            frame.to_ground(plan.nodes[static_cast<std::size_t>(n)]);
    });
    for (auto const& street : plan.streets) {
        for (std::size_t i = 1; i < street.crossings.size(); ++i) {
            network.pieces.push_back(
                {street.crossings[i - 1].node, street.crossings[i].node, street.street_class, false});
        }
    }
    for (auto const& bridge : plan.bridges) {
        network.pieces.push_back({bridge.south, bridge.north, bridge.street_class, true});
    }
    return network;
}

/// The last place inside the territory on the way from `in` to `out`.
PlanPoint border_crossing(Frame const& frame, PlanPoint in, PlanPoint out) {
    constexpr int halvings = 24;
    for (int i = 0; i < halvings; ++i) {
        PlanPoint const middle{(in.p_m + out.p_m) / 2.0, (in.q_m + out.q_m) / 2.0};
        (frame.inside(frame.to_ground(middle)) ? in : out) = middle;
    }
    return in;
}

/// Leaves out pieces outside the territory and ends those that cross its border there.
Network inside_only(Frame const& frame, Network network) {
    std::vector<Piece> kept;
    auto const is_inside = [&](std::int32_t n) {
        return frame.inside(network.ground[static_cast<std::size_t>(n)]);
    };
    for (auto piece : network.pieces) {
        bool const a_inside = is_inside(piece.a), b_inside = is_inside(piece.b);
        if (!a_inside && !b_inside) continue;
        if (!a_inside || !b_inside) {
            auto& out = a_inside ? piece.b : piece.a;
            auto const in = a_inside ? piece.a : piece.b;
            auto const end = border_crossing(frame, network.plan[static_cast<std::size_t>(in)],
                                             network.plan[static_cast<std::size_t>(out)]);
            out = static_cast<std::int32_t>(network.plan.size());
            network.plan.push_back(end);
            network.ground.push_back(frame.to_ground(end));
        }
        constexpr double shortest_m = 1.0;
        if (ground_distance(network.ground[static_cast<std::size_t>(piece.a)],
                            network.ground[static_cast<std::size_t>(piece.b)]) > shortest_m) {
            kept.push_back(piece);
        }
    }
    network.pieces = std::move(kept);
    return network;
}

/// Length of a piece on the ground, over its middle, where streets bend [m].
double length_m(Frame const& frame, Network const& network, Piece const& piece) {
    auto const a = network.plan[static_cast<std::size_t>(piece.a)];
    auto const b = network.plan[static_cast<std::size_t>(piece.b)];
    auto const from = network.ground[static_cast<std::size_t>(piece.a)];
    auto const to = network.ground[static_cast<std::size_t>(piece.b)];
    auto const middle = frame.to_ground({(a.p_m + b.p_m) / 2.0, (a.q_m + b.q_m) / 2.0},
                                        {(from.x_m + to.x_m) / 2.0, (from.y_m + to.y_m) / 2.0});
    return ground_distance(from, middle) + ground_distance(middle, to);
}

/// The pieces that have a length, both ways, as a graph.
RoadGraph both_ways(Frame const& frame, Network&& network) {
    std::vector<double> lengths_m(network.pieces.size());
    for_rows(static_cast<Index>(lengths_m.size()), [&](Index i) {
        auto const at = static_cast<std::size_t>(i);
        lengths_m[at] = length_m(frame, network, network.pieces[at]);
    });
    std::vector<RoadEdge> edges;
    std::array<int, 2> count{};
    for (std::size_t i = 0; i < network.pieces.size(); ++i) {
        auto const& piece = network.pieces[i];
        auto const& kind = street_kind(piece.street_class);
        auto const name =
            std::string(piece.bridge ? "bridge/" : "street/") + std::to_string(++count[piece.bridge ? 1 : 0]);
        double const capacity = kind.lane_capacity_vehps * kind.lanes;
        RoadEdge edge{piece.a, piece.b, lengths_m[i], kind.free_speed_mps, capacity, kind.lanes, name + "/f"};
        edge.is_off_ground = piece.bridge ? 1 : 0;
        edges.push_back(edge);
        std::swap(edge.from, edge.to);
        edge.id = name + "/b";
        edges.push_back(edge);
    }
    return make_road_graph(std::move(network.ground), std::move(edges));
}

} // namespace

RoadGraph make_roads(Frame const& frame, Plan const& plan) {
    return largest_strong_part(both_ways(frame, inside_only(frame, all_pieces(frame, plan))));
}

} // namespace jumelle::town
