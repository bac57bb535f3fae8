#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstddef>
#include <iterator>
#include <limits>
#include <utility>

#include "core/territory/road_graph.hpp"

namespace jumelle {

/// A road graph as Boost.Graph sees it: models IncidenceGraph, AdjacencyGraph, VertexListGraph and
/// EdgeListGraph without a copy. Vertices are the positions of nodes, edges are their positions in the arrays
/// of the graph. The road graph must live as long as its view. Only core/territory includes this header.
class RoadGraphView {
  public:
    /// An edge by its position; a type of its own, so that it is not taken for a vertex.
    struct Edge {
        std::int32_t position = -1;
        auto operator<=>(Edge const&) const = default;
    };
    struct ToEdge {
        Edge operator()(std::int32_t position) const { return {position}; }
    };
    struct Traversal : virtual boost::incidence_graph_tag,
                       virtual boost::adjacency_graph_tag,
                       virtual boost::vertex_list_graph_tag,
                       virtual boost::edge_list_graph_tag {};

    using vertex_descriptor = std::int32_t;
    using edge_descriptor = Edge;
    using directed_category = boost::directed_tag;
    using edge_parallel_category = boost::allow_parallel_edge_tag;
    using traversal_category = Traversal;
    using vertices_size_type = std::size_t;
    using edges_size_type = std::size_t;
    using degree_size_type = std::size_t;
    using vertex_iterator = boost::counting_iterator<std::int32_t>;
    using out_edge_iterator = boost::transform_iterator<ToEdge, boost::counting_iterator<std::int32_t>>;
    using edge_iterator = out_edge_iterator;
    using adjacency_iterator = std::vector<std::int32_t>::const_iterator;

    explicit RoadGraphView(RoadGraph const& graph) : graph_(&graph) {}
    RoadGraph const& graph() const { return *graph_; }
    static vertex_descriptor null_vertex() { return -1; }

  private:
    RoadGraph const* graph_;
};

/// Position of a vertex or edge, as a property map.
struct RoadIndexMap {
    using category = boost::readable_property_map_tag;
    using value_type = std::size_t;
    using reference = std::size_t;
    using key_type = std::int32_t;
};
inline std::size_t get(RoadIndexMap, std::int32_t vertex) {
    return static_cast<std::size_t>(vertex);
}

struct RoadEdgeIndexMap {
    using category = boost::readable_property_map_tag;
    using value_type = std::size_t;
    using reference = std::size_t;
    using key_type = RoadGraphView::Edge;
};
inline std::size_t get(RoadEdgeIndexMap, RoadGraphView::Edge edge) {
    return static_cast<std::size_t>(edge.position);
}

inline RoadIndexMap get(boost::vertex_index_t, RoadGraphView const&) {
    return {};
}
inline RoadEdgeIndexMap get(boost::edge_index_t, RoadGraphView const&) {
    return {};
}
inline std::size_t get(boost::vertex_index_t, RoadGraphView const&, std::int32_t vertex) {
    return static_cast<std::size_t>(vertex);
}
inline std::size_t get(boost::edge_index_t, RoadGraphView const&, RoadGraphView::Edge edge) {
    return static_cast<std::size_t>(edge.position);
}

inline std::size_t num_vertices(RoadGraphView const& view) {
    return view.graph().node.size();
}
inline std::size_t num_edges(RoadGraphView const& view) {
    return view.graph().to.size();
}
inline auto vertices(RoadGraphView const& view) {
    using Iterator = RoadGraphView::vertex_iterator;
    return std::pair(Iterator(0), Iterator(static_cast<std::int32_t>(num_vertices(view))));
}
inline auto edges(RoadGraphView const& view) {
    using Iterator = RoadGraphView::edge_iterator;
    using Position = boost::counting_iterator<std::int32_t>;
    return std::pair(Iterator(Position(0)), Iterator(Position(static_cast<std::int32_t>(num_edges(view)))));
}
inline std::int32_t source(RoadGraphView::Edge edge, RoadGraphView const& view) {
    return view.graph().from[static_cast<std::size_t>(edge.position)];
}
inline std::int32_t target(RoadGraphView::Edge edge, RoadGraphView const& view) {
    return view.graph().to[static_cast<std::size_t>(edge.position)];
}
inline auto out_edges(std::int32_t vertex, RoadGraphView const& view) {
    using Iterator = RoadGraphView::out_edge_iterator;
    using Position = boost::counting_iterator<std::int32_t>;
    auto const [begin, end] = view.graph().out_edges(vertex);
    return std::pair(Iterator(Position(begin)), Iterator(Position(end)));
}
inline std::size_t out_degree(std::int32_t vertex, RoadGraphView const& view) {
    auto const [begin, end] = view.graph().out_edges(vertex);
    return static_cast<std::size_t>(end - begin);
}
inline auto adjacent_vertices(std::int32_t vertex, RoadGraphView const& view) {
    auto const [begin, end] = view.graph().out_edges(vertex);
    return std::pair(view.graph().to.begin() + begin, view.graph().to.begin() + end);
}

/// A number of each edge as a property map for `weight_map(…)`: the numbers stay where they are.
/// @pre values has one number an edge and lives as long as the map
inline auto edge_map(std::vector<double> const& values) {
    return boost::make_iterator_property_map(values.begin(), RoadEdgeIndexMap{});
}

/// Lengths of the edges [m] as a property map.
inline auto length_map(RoadGraph const& graph) {
    return edge_map(graph.length_m);
}

} // namespace jumelle

namespace boost {

template <>
struct property_map<jumelle::RoadGraphView, vertex_index_t> {
    using type = jumelle::RoadIndexMap;
    using const_type = jumelle::RoadIndexMap;
};

template <>
struct property_map<jumelle::RoadGraphView, edge_index_t> {
    using type = jumelle::RoadEdgeIndexMap;
    using const_type = jumelle::RoadEdgeIndexMap;
};

} // namespace boost
