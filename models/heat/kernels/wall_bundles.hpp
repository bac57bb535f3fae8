#pragma once

#include <array>

#include "models/heat/kernels/sky_links.hpp"
#include "models/heat/kernels/wall_facets.hpp"

namespace jumelle::heat {

/// Which walls each cell sees: the horizon links of a quarter of the horizon taken together. 8 bytes a cell,
/// where all links of 32 azimuths take 64. Position in the arrays: the quarter around north, east, south,
/// west; the walls there look the other way.
struct WallBundles {
    std::array<Array2D<std::uint8_t>, sides> share; ///< of what a level plane sees, in 1/255
    std::array<Array2D<std::uint8_t>, sides>
        reach; ///< how far the walls stand, weighted mean [cells, up to 255]
    bool empty() const { return share[0].empty(); }
};

/// Part of the view that a byte stands for.
JUMELLE_INLINE double bundle_share(std::uint8_t code) {
    constexpr double whole = 255.0;
    return static_cast<double>(code) / whole;
}

/// Puts bundles together, azimuth by azimuth, one quarter after the other.
class BundleMaker {
  public:
    /// Keeps a reference. @pre azimuths divisible by eight
    BundleMaker(CityHeights const& city, int azimuths);
    /// Horizon and distance of all cells in an azimuth, as in `HorizonLinks`.
    void add(double azimuth_deg, View2D<std::uint8_t const> horizon, View2D<std::uint8_t const> distance);
    /// Ends a quarter.
    void close(Side quarter, WallBundles& bundles);

  private:
    CityHeights const& city_;
    double const weight_; ///< of one azimuth
    Array2D<float> share_, reach_;
};

} // namespace jumelle::heat
