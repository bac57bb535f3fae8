#pragma once

#include "core/territory/land_cover.hpp"
#include "core/territory/town/town.hpp"

namespace jumelle {

inline TownOptions options_of(std::uint64_t seed, double size_m, double cell_m) {
    TownOptions options;
    options.seed = seed;
    options.width_m = options.height_m = size_m;
    options.cell_m = cell_m;
    return options;
}

inline View2D<double const> cells_of(Town const& town, char const* name) {
    return town.territory.fields.at(name).cells.view();
}

inline bool is_cover(double code, LandCover cover) {
    return code == static_cast<double>(cover);
}

/// A town of 1 km that several tests look at.
inline Town const& common_town() {
    static Town const town = make_town(options_of(1, 1000.0, 4.0));
    return town;
}

/// Calls `visit(row, column)` for all cells of a town.
template <class Visit>
void for_cells(Town const& town, Visit&& visit) {
    for (Index row = 0; row < town.territory.grid.rows; ++row) {
        for (Index column = 0; column < town.territory.grid.columns; ++column) visit(row, column);
    }
}

inline double sum_of(Town const& town, char const* name) {
    double sum = 0.0;
    auto const cells = cells_of(town, name);
    for_cells(town, [&](Index row, Index column) { sum += cells(row, column); });
    return sum;
}

/// Share of cells for which `holds(row, column)`.
template <class Holds>
double share_of(Town const& town, Holds&& holds) {
    Index count = 0;
    for_cells(town, [&](Index row, Index column) { count += holds(row, column) ? 1 : 0; });
    return static_cast<double>(count) / static_cast<double>(town.territory.grid.size());
}

} // namespace jumelle
