#include "core/territory/town/roads.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "core/parallel/loops.hpp"

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

/// For each node the smallest node that it is connected with.
std::vector<std::int32_t> components(Network const& network) {
    std::vector<std::int32_t> parent(network.plan.size());
    std::iota(parent.begin(), parent.end(), 0);
    auto const root = [&](std::int32_t n) {
        while (parent[static_cast<std::size_t>(n)] != n) {
            auto& up = parent[static_cast<std::size_t>(n)];
            up = parent[static_cast<std::size_t>(up)];
            n = up;
        }
        return n;
    };
    for (auto const& piece : network.pieces) {
        auto const a = root(piece.a), b = root(piece.b);
        parent[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
    }
    for (std::size_t n = 0; n < parent.size(); ++n) parent[n] = root(static_cast<std::int32_t>(n));
    return parent;
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

RoadGraph numbered(Frame const& frame, Network const& network) {
    auto const component = components(network);
    std::vector<std::int32_t> size(component.size());
    for (auto const& piece : network.pieces)
        size[static_cast<std::size_t>(component[static_cast<std::size_t>(piece.a)])] += 1;
    auto const largest = static_cast<std::int32_t>(std::max_element(size.begin(), size.end()) - size.begin());
    std::vector<std::int32_t> number(component.size(), -1);
    std::vector<Point> nodes;
    for (std::size_t n = 0; n < component.size(); ++n) {
        if (component[n] != largest || size[static_cast<std::size_t>(largest)] == 0) continue;
        number[n] = static_cast<std::int32_t>(nodes.size());
        nodes.push_back(network.ground[n]);
    }
    std::vector<double> lengths_m(network.pieces.size());
    for_rows(static_cast<Index>(lengths_m.size()), [&](Index i) {
        auto const at = static_cast<std::size_t>(i);
        lengths_m[at] = length_m(frame, network, network.pieces[at]);
    });
    std::vector<RoadEdge> edges;
    std::array<int, 2> count{};
    for (std::size_t i = 0; i < network.pieces.size(); ++i) {
        auto const& piece = network.pieces[i];
        auto const a = number[static_cast<std::size_t>(piece.a)],
                   b = number[static_cast<std::size_t>(piece.b)];
        if (a < 0 || b < 0) continue;
        auto const& kind = street_kind(piece.street_class);
        auto const name =
            std::string(piece.bridge ? "bridge/" : "street/") + std::to_string(++count[piece.bridge ? 1 : 0]);
        double const capacity = kind.lane_capacity_vehps * kind.lanes;
        edges.push_back({a, b, lengths_m[i], kind.free_speed_mps, capacity, kind.lanes, name + "/f"});
        edges.push_back({b, a, lengths_m[i], kind.free_speed_mps, capacity, kind.lanes, name + "/b"});
    }
    return make_road_graph(std::move(nodes), std::move(edges));
}

} // namespace

RoadGraph make_roads(Frame const& frame, Plan const& plan) {
    return numbered(frame, inside_only(frame, all_pieces(frame, plan)));
}

} // namespace jumelle::town
