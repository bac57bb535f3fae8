#pragma once

#include <cstdint>
#include <vector>

#include "core/territory/road_graph.hpp"

namespace jumelle {

/// Finds the node of a road network that lies nearest to a point, among those that an edge leaves or reaches.
/// Nodes are sorted into square buckets that hold about one each.
class NearestNodes {
  public:
    /// @pre the roads have positions
    explicit NearestNodes(RoadGraph const& roads);
    /// Among some of the nodes only. @param node positions of all, which outlive this
    /// @param chosen positions in `node`; one may stand there twice
    NearestNodes(std::vector<Point> const& node, std::vector<std::int32_t> const& chosen);
    /// Of several as near the first. @returns −1 where the network has no edges
    std::int32_t to(Point point) const;

  private:
    std::int64_t column_of(double x_m) const;
    std::int64_t row_of(double y_m) const;

    std::vector<Point> const& node_;
    Point corner_; ///< least x and y of the nodes
    double bucket_m_ = 1.0;
    std::int64_t rows_ = 0, columns_ = 0;
    std::vector<std::int64_t> begin_; ///< buckets + 1 offsets into `nodes_`
    std::vector<std::int32_t> nodes_; ///< ascending in each bucket
};

} // namespace jumelle
