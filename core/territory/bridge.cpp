#include "core/territory/bridge.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/parallel/loops.hpp"

namespace jumelle {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The way along one axis, in cells: from `begin` by `change`, over `count` cells.
struct Axis {
    double begin, change;
    Index count;

    /// The part of the way 0 … 1 inside the grid; empty (first > second) where there is none.
    std::pair<double, double> inside() const {
        double const last = static_cast<double>(count);
        if (change == 0.0) return begin >= 0.0 && begin < last ? std::pair(0.0, 1.0) : std::pair(1.0, 0.0);
        double const low = (0.0 - begin) / change, high = (last - begin) / change;
        return {std::min(low, high), std::max(low, high)};
    }
    /// The cell just after the way's part `t`.
    Index cell_after(double t) const {
        double const at = begin + t * change;
        double const cell = change < 0.0 ? std::ceil(at) - 1.0 : std::floor(at);
        return static_cast<Index>(std::clamp(cell, 0.0, static_cast<double>(count - 1)));
    }
    /// The part of the way at which it leaves a cell.
    double leaves(Index cell) const {
        if (change == 0.0) return infinity;
        double const line = static_cast<double>(change > 0.0 ? cell + 1 : cell);
        return (line - begin) / change;
    }
    Index step() const { return change > 0.0 ? 1 : -1; }
};

/// Calls `visit(cell, share)` for the cells on the straight way from a to b, share of the way in each.
void walk(Grid const& grid, Point a, Point b, FunctionRef<void(std::int64_t, double)> visit) {
    if (a.x_m == b.x_m && a.y_m == b.y_m) {
        if (auto const cell = grid.cell_at(a)) visit(cell->row * grid.columns + cell->column, 1.0);
        return;
    }
    Axis const x{(a.x_m - grid.west_m) / grid.cell_m, (b.x_m - a.x_m) / grid.cell_m, grid.columns};
    Axis const y{(grid.north_m - a.y_m) / grid.cell_m, (a.y_m - b.y_m) / grid.cell_m, grid.rows};
    auto const [x_in, x_out] = x.inside();
    auto const [y_in, y_out] = y.inside();
    double t = std::max({0.0, x_in, y_in});
    double const end = std::min({1.0, x_out, y_out});
    if (!(t < end)) return;
    Index column = x.cell_after(t), row = y.cell_after(t);
    while (t < end) {
        double const leaves_column = x.leaves(column), leaves_row = y.leaves(row);
        double const next = std::min({leaves_column, leaves_row, end});
        if (next > t) visit(row * grid.columns + column, next - t);
        t = std::max(t, next);
        if (leaves_column <= leaves_row) {
            column += x.step();
        } else {
            row += y.step();
        }
        if (column < 0 || column >= grid.columns || row < 0 || row >= grid.rows) return;
    }
}

/// Walks the edges twice: to count their cells, and to write them down.
void fill_edges(CellEdgeBridge& bridge, RoadGraph const& graph, Grid const& grid,
                FunctionRef<bool(Index)> on_ground) {
    auto const walk_edge = [&](Index edge, FunctionRef<void(std::int64_t, double)> visit) {
        if (!on_ground(edge)) return;
        auto const at = static_cast<std::size_t>(edge);
        walk(grid, graph.node[static_cast<std::size_t>(graph.from[at])],
             graph.node[static_cast<std::size_t>(graph.to[at])], visit);
    };
    bridge.edge_begin.assign(static_cast<std::size_t>(graph.edges()) + 1, 0);
    for_rows(graph.edges(), [&](Index edge) {
        auto& count = bridge.edge_begin[static_cast<std::size_t>(edge) + 1];
        walk_edge(edge, [&](std::int64_t, double) { ++count; });
    });
    for (std::size_t e = 1; e < bridge.edge_begin.size(); ++e)
        bridge.edge_begin[e] += bridge.edge_begin[e - 1];
    bridge.cell_under_edge.resize(static_cast<std::size_t>(bridge.edge_begin.back()));
    bridge.length_m.resize(bridge.cell_under_edge.size());
    for_rows(graph.edges(), [&](Index edge) {
        auto position = static_cast<std::size_t>(bridge.edge_begin[static_cast<std::size_t>(edge)]);
        double const length_m = graph.length_m[static_cast<std::size_t>(edge)];
        walk_edge(edge, [&](std::int64_t cell, double share) {
            bridge.cell_under_edge[position] = cell;
            bridge.length_m[position++] = share * length_m;
        });
    });
}

/// Turns the table of cells by edge into the one of edges by cell.
void fill_cells(CellEdgeBridge& bridge) {
    bridge.cell = bridge.cell_under_edge;
    std::sort(bridge.cell.begin(), bridge.cell.end());
    bridge.cell.erase(std::unique(bridge.cell.begin(), bridge.cell.end()), bridge.cell.end());
    auto const number_of = [&](std::int64_t cell) {
        return std::lower_bound(bridge.cell.begin(), bridge.cell.end(), cell) - bridge.cell.begin();
    };
    bridge.cell_begin.assign(bridge.cell.size() + 1, 0);
    std::vector<std::int64_t> number;
    number.reserve(bridge.cell_under_edge.size());
    for (auto const cell : bridge.cell_under_edge) {
        number.push_back(number_of(cell));
        bridge.cell_begin[static_cast<std::size_t>(number.back()) + 1] += 1;
    }
    for (std::size_t c = 1; c < bridge.cell_begin.size(); ++c)
        bridge.cell_begin[c] += bridge.cell_begin[c - 1];
    bridge.edge_over_cell.resize(number.size());
    bridge.length_over_cell_m.resize(number.size());
    auto next = bridge.cell_begin;
    for (Index edge = 0; edge < bridge.edges(); ++edge) {
        auto const at = static_cast<std::size_t>(edge);
        for (auto i = bridge.edge_begin[at]; i < bridge.edge_begin[at + 1]; ++i) {
            auto const from = static_cast<std::size_t>(i);
            auto const to = static_cast<std::size_t>(next[static_cast<std::size_t>(number[from])]++);
            bridge.edge_over_cell[to] = static_cast<std::int32_t>(edge);
            bridge.length_over_cell_m[to] = bridge.length_m[from];
        }
    }
}

} // namespace

std::pair<std::int64_t, std::int64_t> CellEdgeBridge::edges_over(Cell where) const {
    auto const wanted = where.row * columns + where.column;
    auto const found = std::lower_bound(cell.begin(), cell.end(), wanted);
    if (found == cell.end() || *found != wanted) return {0, 0};
    auto const number = static_cast<std::size_t>(found - cell.begin());
    return {cell_begin[number], cell_begin[number + 1]};
}

CellEdgeBridge make_bridge(RoadGraph const& graph, Grid const& grid) {
    return make_bridge(graph, grid, [](Index) { return true; });
}

CellEdgeBridge make_bridge(RoadGraph const& graph, Grid const& grid, FunctionRef<bool(Index)> on_ground) {
    CellEdgeBridge bridge;
    bridge.columns = grid.columns;
    fill_edges(bridge, graph, grid, on_ground);
    fill_cells(bridge);
    return bridge;
}

std::vector<double> largest_under_edges(CellEdgeBridge const& bridge, View2D<double const> field,
                                        double none) {
    std::vector<double> largest(static_cast<std::size_t>(bridge.edges()), none);
    for_rows(bridge.edges(), [&](Index edge) {
        auto const at = static_cast<std::size_t>(edge);
        double found = -infinity;
        for (auto i = bridge.edge_begin[at]; i < bridge.edge_begin[at + 1]; ++i) {
            auto const cell = bridge.cell_under_edge[static_cast<std::size_t>(i)];
            double const value = field(cell / bridge.columns, cell % bridge.columns);
            if (value > found) found = value; // false for NaN
        }
        if (found > -infinity) largest[at] = found;
    });
    return largest;
}

void add_from_edges(CellEdgeBridge const& bridge, std::span<double const> per_m, View2D<double> field) {
    JUMELLE_EXPECTS(static_cast<Index>(per_m.size()) == bridge.edges());
    for_rows(static_cast<Index>(bridge.cell.size()), [&](Index number) {
        auto const at = static_cast<std::size_t>(number);
        double sum = 0.0;
        for (auto i = bridge.cell_begin[at]; i < bridge.cell_begin[at + 1]; ++i) {
            auto const position = static_cast<std::size_t>(i);
            sum += per_m[static_cast<std::size_t>(bridge.edge_over_cell[position])] *
                   bridge.length_over_cell_m[position];
        }
        field(bridge.cell[at] / bridge.columns, bridge.cell[at] % bridge.columns) += sum;
    });
}

} // namespace jumelle
