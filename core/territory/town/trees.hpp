#pragma once

#include "core/territory/town/blocks.hpp"

namespace jumelle::town {

/// Trees that stand about at random: at most one in each square of `spacing_m`.
struct Grove {
    double spacing_m = 1.0;
    double density = 0.0; ///< share of the squares with a tree
    double lowest_m = 0.0, highest_m = 0.0;
};

/// Height of the crown over a place [m]; 0 where there is none.
double grove_canopy_m(std::uint64_t seed, Grove const& grove, PlanPoint place);

/// Height of the crowns of street trees over a spot on or beside a street [m]; 0 where there is none.
double street_canopy_m(std::uint64_t seed, Plan const& plan, Spot const& spot);

} // namespace jumelle::town
