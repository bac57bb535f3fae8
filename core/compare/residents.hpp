#pragma once

#include <vector>

#include "core/compare/buildings.hpp"
#include "core/compare/indicator.hpp"

namespace jumelle {

/// People who share what happens to them: the residents of a building, or those of one cell without one.
struct Home {
    double people = 0.0;
    double income_eur = 0.0;    ///< mean of its residents, NaN where not known
    double flood_depth_m = 0.0; ///< largest in the building or at its walls; 0 where nothing is known
    double heat = 0.0; ///< of the number that was asked for, outdoors at its walls; NaN where unknown
};

/// All homes with residents: buildings in the order of `find_buildings`, then cells in row order.
/// Cells without a building have their own numbers and are never flooded homes.
/// @param heat_field number on cells that only outdoor ground has; may be missing
/// @returns nothing where the run knows no residents or no buildings
std::vector<Home> homes_of(IndicatorInput const& input, char const* heat_field);

/// Mean of each building over the cells at its sides that have a value (each once); NaN without such a cell.
std::vector<double> means_at_walls(Buildings const& buildings, Array2D<double> const& cells);

/// Which part of each home belongs to the fifth of all people with the lowest income: 1 below the limit, 0
/// above it, and the same share of all homes that have the limit's income. Homes without a known income are
/// left out (0).
std::vector<double> lowest_fifth(std::vector<Home> const& homes);

} // namespace jumelle
