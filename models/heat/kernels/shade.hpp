#pragma once

#include <span>

#include "models/heat/kernels/light_sweep.hpp"

namespace jumelle::heat {

/// Share of direct light that a crown lets through, with leaves and without.
/// Source: Konarska et al. 2014, Theor. Appl. Climatol. 117, 363-376.
inline constexpr double transmissivity_with_leaves = 0.03;
inline constexpr double transmissivity_without_leaves = 0.5;

/// Where the sun stands, and the weight of that moment.
struct SunSample {
    double azimuth_deg = 0.0;                                        ///< clockwise from north
    double elevation_deg = 0.0;                                      ///< above the horizon
    float flat_weight = 1.0F;                                        ///< for cells
    std::array<float, sides> wall_weight = {1.0F, 1.0F, 1.0F, 1.0F}; ///< for walls by where they look to
};

/// Direct light on every cell and every wall of a city, weighted over several places of the sun: sampling an
/// hour four to six times takes the largest error out of hourly shade.
///
/// With weights 1/n the sums are lit shares (of time and area); with irradiances [W/m²] on the receiving
/// plane they are means of direct radiation. One sweep of O(cells) a sample at any height of the sun, no
/// limit of reach. 4 bytes a cell, 8 where samples lie near both axes, and 8 a wall.
class Shade {
  public:
    /// Keeps references.
    Shade(CityHeights const& city, WallFacets const& walls);

    /// Replaces the sums. Samples with the sun at or below the horizon count as dark.
    /// @param crown_transmissivity share that passes any number of crowns, 0 … 1
    void compute(std::span<SunSample const> samples, double crown_transmissivity);

    /// Σ weight × lit share of the top surface of cells (ground or roof); 0 in cells without height.
    View2D<float const> flat() { return cells_.total(); }
    /// The same of one cell. @pre `flat` was called since `compute`
    float flat_at(Index row, Index column) const { return cells_.at(row, column); }
    /// Σ weight × lit share of the height of each wall of `WallFacets::all()`.
    LargeVector<float> walls() const { return wall_sums_.total(); }

  private:
    LightSweep sweep_;
    CellSums cells_;
    WallSums wall_sums_;
};

} // namespace jumelle::heat
