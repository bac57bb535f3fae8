#pragma once

#include "core/territory/town/blocks.hpp"

namespace jumelle::town {

/// What is built at a place.
struct Built {
    double height_m = 0.0;         ///< 0: nothing
    double residents_per_m2 = 0.0; ///< of ground that the building covers, all floors together
};

/// A piece of a block that belongs to one house: between two party walls along the street.
struct Parcel {
    double begin_m = 0.0, end_m = 0.0; ///< along the edge
    std::array<double, 4> chance{};    ///< numbers of its own, uniform in [0, 1)
};

/// The parcel of a spot where parcels are `width_m` wide on average.
Parcel parcel_at(std::uint64_t seed, Spot const& spot, double width_m);

/// The building at a spot off the streets, from the block's use.
Built built_at(std::uint64_t seed, Plan const& plan, Spot const& spot);

} // namespace jumelle::town
