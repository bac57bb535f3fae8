#include "core/compare/road_access.hpp"

#include <cmath>
#include <limits>
#include <queue>
#include <utility>

#include "core/base/contract.hpp"
#include "core/base/sum.hpp"
#include "core/territory/nearest_nodes.hpp"

namespace jumelle {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Edges by the node that a search from the facilities reaches them at.
struct Outgoing {
    std::vector<std::int32_t> begin, edge, next; ///< next: the node at their other end
};

Outgoing outgoing_edges(RoadGraph const& roads, Direction direction) {
    auto const& at = direction == Direction::from_facility ? roads.from : roads.to;
    auto const& end = direction == Direction::from_facility ? roads.to : roads.from;
    Outgoing made;
    made.begin.assign(roads.node.size() + 1, 0);
    for (std::int32_t const n : at) ++made.begin[static_cast<std::size_t>(n) + 1];
    for (std::size_t n = 1; n < made.begin.size(); ++n) made.begin[n] += made.begin[n - 1];
    made.edge.resize(at.size());
    made.next.resize(at.size());
    auto place = made.begin;
    for (std::size_t e = 0; e < at.size(); ++e) {
        auto const slot = static_cast<std::size_t>(place[static_cast<std::size_t>(at[e])]++);
        made.edge[slot] = static_cast<std::int32_t>(e);
        made.next[slot] = end[e];
    }
    return made;
}

} // namespace

std::vector<double> residents_at_nodes(Territory const& territory) {
    auto const& population = territory.fields.at("population").cells;
    NearestNodes const nearest(territory.roads);
    std::vector<CompensatedSum> sums(territory.roads.node.size());
    for (Index row = 0; row < population.rows(); ++row) {
        for (Index column = 0; column < population.columns(); ++column) {
            double const people = population(row, column);
            if (!(people > 0.0)) continue;
            auto const node = nearest.to(territory.grid.centre({row, column}));
            if (node >= 0) sums[static_cast<std::size_t>(node)].add(people);
        }
    }
    std::vector<double> made;
    for (auto const& sum : sums) made.push_back(sum.value());
    return made;
}

std::vector<double> times_at_nodes(RoadGraph const& roads, AccessQuestion const& question) {
    JUMELLE_EXPECTS(question.is_closed != nullptr && question.is_closed->size() == roads.to.size());
    Outgoing const streets = outgoing_edges(roads, question.direction);
    std::vector<double> time_s(roads.node.size(), infinity);
    using Reached = std::pair<double, std::int32_t>;
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
    for (std::int32_t const facility : question.facilities) {
        time_s[static_cast<std::size_t>(facility)] = 0.0;
        open.emplace(0.0, facility);
    }
    while (!open.empty()) {
        auto const [now_s, node] = open.top();
        open.pop();
        auto const n = static_cast<std::size_t>(node);
        bool const is_terminal = !roads.is_terminal.empty() && roads.is_terminal[n] != 0;
        if (now_s > time_s[n] || (is_terminal && now_s > 0.0)) continue;
        for (auto i = streets.begin[n]; i < streets.begin[n + 1]; ++i) {
            auto const e = static_cast<std::size_t>(streets.edge[static_cast<std::size_t>(i)]);
            auto const next = static_cast<std::size_t>(streets.next[static_cast<std::size_t>(i)]);
            double const then_s = now_s + roads.free_time_s[e];
            if ((*question.is_closed)[e] != 0 || !(then_s < time_s[next])) continue;
            time_s[next] = then_s;
            open.emplace(then_s, static_cast<std::int32_t>(next));
        }
    }
    return time_s;
}

} // namespace jumelle
