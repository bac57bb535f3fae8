#include "core/territory/road_components.hpp"

#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <boost/pending/disjoint_sets.hpp>

#include "core/territory/road_graph_boost.hpp"

namespace jumelle {

namespace {

/// Parts numbered by their smallest node.
RoadComponents numbered(std::vector<std::int32_t> const& label) {
    RoadComponents parts;
    std::vector<std::int32_t> number(label.size(), -1);
    for (auto const part : label) {
        auto& known = number[static_cast<std::size_t>(part)];
        if (known < 0) known = parts.count++;
        parts.of_node.push_back(known);
    }
    return parts;
}

} // namespace

RoadComponents strong_components(RoadGraph const& graph) {
    RoadGraphView const view(graph);
    std::vector<std::int32_t> label(graph.node.size());
    boost::strong_components(view, boost::make_iterator_property_map(label.begin(), RoadIndexMap{}));
    return numbered(label);
}

RoadComponents weak_components(RoadGraph const& graph) {
    std::vector<std::int32_t> rank(graph.node.size()), parent(graph.node.size());
    boost::disjoint_sets sets(boost::make_iterator_property_map(rank.begin(), RoadIndexMap{}),
                              boost::make_iterator_property_map(parent.begin(), RoadIndexMap{}));
    for (std::size_t n = 0; n < parent.size(); ++n) sets.make_set(static_cast<std::int32_t>(n));
    for (std::size_t e = 0; e < graph.to.size(); ++e) sets.union_set(graph.from[e], graph.to[e]);
    std::vector<std::int32_t> label(parent.size());
    for (std::size_t n = 0; n < label.size(); ++n) label[n] = sets.find_set(static_cast<std::int32_t>(n));
    return numbered(label);
}

RoadGraph largest_strong_part(RoadGraph const& graph) {
    auto const parts = strong_components(graph);
    std::vector<std::int32_t> size(static_cast<std::size_t>(parts.count));
    for (auto const part : parts.of_node) size[static_cast<std::size_t>(part)] += 1;
    auto const largest = static_cast<std::int32_t>(std::max_element(size.begin(), size.end()) - size.begin());
    std::vector<std::int32_t> number(graph.node.size(), -1);
    std::vector<Point> nodes;
    for (std::size_t n = 0; n < number.size(); ++n) {
        if (parts.of_node[n] != largest) continue;
        number[n] = static_cast<std::int32_t>(nodes.size());
        nodes.push_back(graph.node[n]);
    }
    std::vector<RoadEdge> edges;
    for (std::size_t e = 0; e < graph.to.size(); ++e) {
        auto const from = number[static_cast<std::size_t>(graph.from[e])];
        auto const to = number[static_cast<std::size_t>(graph.to[e])];
        if (from < 0 || to < 0) continue;
        RoadEdge edge = road_edge(graph, e);
        edge.from = from;
        edge.to = to;
        edges.push_back(std::move(edge));
    }
    return make_road_graph(std::move(nodes), std::move(edges));
}

} // namespace jumelle
