#pragma once

#include <optional>
#include <string>

#include "models/heat/kernels/city_heights.hpp"

namespace jumelle::heat_cases {

/// Rasters of a city; heights above one datum, NaN where there is no tree.
struct City {
    Array2D<float> surface, ground, crown_top, crown_base;
    double cell_m = 1.0;

    heat::CityHeights heights() const;
    heat::CityHeights without_trees() const;
};

/// A square town of `side` × `side` cells of 1 m: blocks of houses with yards, streets of 15 m with trees.
City grid_town(Index side);

/// 3 km × 3 km of Bilbao in cells of 2.5 m: terrain, buildings, trees with a quarter of their height free of
/// leaves.
/// @returns nothing where the reference data are not there
std::optional<City> bilbao();

/// A band of a file in the case's folder, on the cells of `bilbao()`.
/// @returns nothing where it is not there
std::optional<Array2D<double>> bilbao_band(std::string const& file, int band);

} // namespace jumelle::heat_cases
