#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "core/base/kernel.hpp"
#include "core/base/view.hpp"

namespace jumelle::heat {

/// Largest byte: stands for a horizon at the zenith.
inline constexpr float horizon_codes = 255.0F;
inline constexpr float right_angle_deg = 90.0F;

/// Height of the horizon that a byte stands for [degree]: 90/255 a step, 0 where nothing stands above the
/// horizontal.
inline float horizon_deg(std::uint8_t code) {
    return static_cast<float>(code) * (right_angle_deg / horizon_codes);
}

/// Distances are kept as the leading bits of a float: 16 steps to each doubling, so within 3.2 %.
inline constexpr float least_distance_m = 0.25F;
inline constexpr float largest_distance_m = 15000.0F;
inline constexpr std::uint32_t dropped_bits = 19;     // of the 23 of the fraction
inline constexpr std::uint32_t first_distance = 2000; // leading bits of a quarter

/// 1 … 255 for a distance [m], cut to a quarter of a metre … 15 km.
/// @pre distance_m > 0
JUMELLE_INLINE std::uint32_t distance_code(float distance_m) {
    float const cut_low = distance_m < least_distance_m ? least_distance_m : distance_m;
    float const cut = cut_low > largest_distance_m ? largest_distance_m : cut_low;
    constexpr std::uint32_t to_nearest = 1U << (dropped_bits - 1U);
    return ((std::bit_cast<std::uint32_t>(cut) + to_nearest) >> dropped_bits) - first_distance + 1U;
}

/// The distance that a byte stands for [m]; 0 where nothing stands above the horizontal.
inline float link_distance_m(std::uint8_t code) {
    if (code == 0) return 0.0F;
    return std::bit_cast<float>((code - 1U + first_distance) << dropped_bits);
}

/// What closes the view of each cell in each of n directions: how high it stands and how far away it is. A
/// byte each, 2 n bytes a cell.
struct HorizonLinks {
    std::vector<double> azimuth_deg;             ///< clockwise from north
    std::vector<Array2D<std::uint8_t>> horizon;  ///< one array an azimuth, read with `horizon_deg`
    std::vector<Array2D<std::uint8_t>> distance; ///< likewise, with `link_distance_m`
};

/// A cell of a grid; may lie outside.
struct LinkedCell {
    Index row = 0, column = 0;
};

/// The cell whose edge closes the view of (row, column) in direction `azimuth`, as far as bytes tell: it may
/// miss by the rounding of the distance.
/// @pre a link is there: distance code > 0
LinkedCell linked_cell(HorizonLinks const& links, std::size_t azimuth, LinkedCell from, double cell_m);

} // namespace jumelle::heat
