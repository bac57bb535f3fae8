#include "core/territory/town/plan_builder.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle::town {

namespace {

constexpr double snap_m = 15.0;  // a new street meets one that is this near on the other side
constexpr double clear_m = 10.0; // no crossing nearer than this to a corner

/// How far along its street a place lies.
double along_m(Street const& street, PlanPoint place) {
    return distance_between(street.begin, place);
}

bool before(Street::Crossing const& crossing, double along) {
    return crossing.along_m < along;
}

} // namespace

std::optional<std::int32_t> PlanBuilder::near_node(std::int32_t street, PlanPoint place, PlanPoint a,
                                                   PlanPoint b) const {
    if (street < 0) return std::nullopt;
    auto const& crossings = plan_.streets[static_cast<std::size_t>(street)].crossings;
    double const along = along_m(plan_.streets[static_cast<std::size_t>(street)], place);
    auto const after = std::lower_bound(crossings.begin(), crossings.end(), along, before);
    std::optional<std::int32_t> best;
    double best_m = snap_m;
    auto const consider = [&](Street::Crossing const& crossing) {
        auto const at = plan_.nodes[static_cast<std::size_t>(crossing.node)];
        double const gap_m = std::abs(crossing.along_m - along);
        if (gap_m > best_m || distance_between(at, a) < clear_m || distance_between(at, b) < clear_m) return;
        best_m = gap_m;
        best = crossing.node;
    };
    if (after != crossings.end()) consider(*after);
    if (after != crossings.begin()) consider(*(after - 1));
    return best;
}

std::optional<Cutting> PlanBuilder::planned(Polygon const& piece, Line const& line) const {
    auto crossings = crossings_of(piece, line, clear_m);
    if (!crossings) return std::nullopt;
    for (auto& crossing : *crossings) {
        auto const a = piece[crossing.side].at, b = piece[(crossing.side + 1) % piece.size()].at;
        auto const node = near_node(piece[crossing.side].street, crossing.at, a, b);
        if (node) crossing.at = plan_.nodes[static_cast<std::size_t>(*node)];
    }
    return Cutting{cut_polygon(piece, *crossings, static_cast<std::int32_t>(plan_.streets.size())),
                   *crossings};
}

std::int32_t PlanBuilder::node_on(std::int32_t street, PlanPoint place) {
    auto const new_node = [&] {
        plan_.nodes.push_back(place);
        return static_cast<std::int32_t>(plan_.nodes.size()) - 1;
    };
    if (street < 0) return new_node();
    auto& on = plan_.streets[static_cast<std::size_t>(street)];
    double const along = along_m(on, place);
    constexpr double same_m = 1e-6;
    auto const after = std::lower_bound(on.crossings.begin(), on.crossings.end(), along - same_m, before);
    if (after != on.crossings.end() && after->along_m <= along + same_m) return after->node;
    auto const node = new_node();
    on.crossings.insert(after, {along, node});
    return node;
}

std::int32_t PlanBuilder::build_street(Cutting const& cutting, Polygon const& piece,
                                       StreetClass street_class) {
    Street street{cutting.ends[0].at, cutting.ends[1].at, street_class, {}};
    double const length_m = distance_between(street.begin, street.end);
    auto const first = node_on(piece[cutting.ends[0].side].street, street.begin);
    auto const last = node_on(piece[cutting.ends[1].side].street, street.end);
    street.crossings = {{0.0, first}, {length_m, last}};
    plan_.streets.push_back(std::move(street));
    return static_cast<std::int32_t>(plan_.streets.size()) - 1;
}

PlanBuilder::Child PlanBuilder::add_cut(Cutting const& cutting) {
    auto const [a, b] = std::pair(cutting.ends[0].at, cutting.ends[1].at);
    double const length_m = distance_between(a, b);
    double const normal_p = -(b.q_m - a.q_m) / length_m, normal_q = (b.p_m - a.p_m) / length_m;
    plan_.cuts.push_back({normal_p, normal_q, normal_p * a.p_m + normal_q * a.q_m, 0, 0});
    return static_cast<Child>(plan_.cuts.size()) - 1;
}

void PlanBuilder::set_children(Child cut, Child ahead, Child behind) {
    plan_.cuts[static_cast<std::size_t>(cut)].ahead = ahead;
    plan_.cuts[static_cast<std::size_t>(cut)].behind = behind;
}

PlanBuilder::Child PlanBuilder::add_block(Polygon const& piece, double urbanity, BlockUse use) {
    Block block;
    block.first_edge = static_cast<std::int32_t>(plan_.edges.size());
    block.edges = static_cast<std::int32_t>(piece.size());
    block.longest_edge = static_cast<std::int32_t>(longest_side(piece));
    block.centroid = polygon_centroid(piece);
    block.area_m2 = polygon_area_m2(piece);
    block.urbanity = urbanity;
    block.use = use;
    for (std::size_t i = 0; i < piece.size(); ++i) {
        auto const a = piece[i].at, b = piece[(i + 1) % piece.size()].at;
        double const length_m = distance_between(a, b);
        auto const street = piece[i].street;
        auto const street_class =
            street < 0 ? StreetClass::border : plan_.streets[static_cast<std::size_t>(street)].street_class;
        plan_.edges.push_back(
            {a, (b.p_m - a.p_m) / length_m, (b.q_m - a.q_m) / length_m, length_m, street_class, street});
    }
    plan_.blocks.push_back(block);
    return -static_cast<Child>(plan_.blocks.size());
}

} // namespace jumelle::town
