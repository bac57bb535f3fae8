#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/function_ref.hpp"
#include "core/territory/grid.hpp"
#include "core/territory/road_graph.hpp"

namespace jumelle {

/// Which cells lie under which edges: the bridge between fields on cells and numbers on edges, in compressed
/// sparse rows both ways. Edges run straight between their nodes; a cell is numbered row × columns + column.
struct CellEdgeBridge {
    Index columns = 0;

    std::vector<std::int64_t> edge_begin;      ///< edges + 1 offsets into the next two
    std::vector<std::int64_t> cell_under_edge; ///< in the order in which the edge crosses them
    std::vector<double> length_m;              ///< the part of the edge's length in that cell [m]

    std::vector<std::int64_t> cell;           ///< cells under at least one edge, ascending
    std::vector<std::int64_t> cell_begin;     ///< cells + 1 offsets into the next two
    std::vector<std::int32_t> edge_over_cell; ///< ascending for each cell
    std::vector<double> length_over_cell_m;   ///< the part of that edge's length in the cell [m]

    Index edges() const { return static_cast<Index>(edge_begin.size()) - 1; }
    /// Positions in edge_over_cell of the edges over a cell: first and one past the last.
    std::pair<std::int64_t, std::int64_t> edges_over(Cell where) const;
};

/// Follows each edge through the grid. The lengths of an edge sum up to its `length_m`, less what lies
/// outside the grid. An edge along the line between two cells lies in the eastern or southern one; an edge
/// between nodes at the same place lies in that place's cell.
/// Source: Amanatides & Woo 1987, "A fast voxel traversal algorithm for ray tracing", Eurographics '87.
CellEdgeBridge make_bridge(RoadGraph const& graph, Grid const& grid);

/// The same for those edges only for which `on_ground(edge)` holds: cells under road bridges and over tunnels
/// say nothing about the road.
CellEdgeBridge make_bridge(RoadGraph const& graph, Grid const& grid, FunctionRef<bool(Index)> on_ground);

/// The largest value of the cells under each edge; cells without a value (NaN) do not count.
/// @returns one number an edge, `none` for edges with no such cell
/// @pre field has the shape of the bridge's grid
std::vector<double> largest_under_edges(CellEdgeBridge const& bridge, View2D<double const> field,
                                        double none);

/// Adds what edges give off to the cells under them: `field(cell) += Σ per_m[edge] · length in the cell`, so
/// that the sum over cells grows by Σ per_m[edge] · length inside the grid.
/// @pre per_m has one number an edge
void add_from_edges(CellEdgeBridge const& bridge, std::span<double const> per_m, View2D<double> field);

} // namespace jumelle
