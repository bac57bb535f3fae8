#include "models/heat/kernels/wall_bundles.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/parallel/first_touch.hpp"

namespace jumelle::heat {

namespace {

constexpr double rad_per_deg = std::numbers::pi / 180.0;
constexpr std::size_t codes = 256;

/// What each byte of a link stands for in one azimuth.
struct Decoded {
    std::array<float, codes> view{};                 ///< of a horizon: sin²h
    std::array<float, codes> reach{};                ///< of a distance [cells]
    std::array<std::int16_t, codes> down{}, right{}; ///< to the cell that closes the view
};

Decoded decode(double azimuth_deg, double cell_m) {
    Decoded made;
    double const angle = azimuth_deg * rad_per_deg;
    constexpr double into_cell = 0.5, farthest = 32000.0;
    double const longer = std::max(std::abs(std::sin(angle)), std::abs(std::cos(angle)));
    for (std::size_t code = 0; code < codes; ++code) {
        auto const byte = static_cast<std::uint8_t>(code);
        double const sine = std::sin(static_cast<double>(horizon_deg(byte)) * rad_per_deg);
        made.view[code] = static_cast<float>(sine * sine);
        double const reach = static_cast<double>(link_distance_m(byte)) / cell_m;
        made.reach[code] = static_cast<float>(reach);
        double const into = std::min(reach + into_cell / longer, farthest);
        made.down[code] = static_cast<std::int16_t>(-std::lround(into * std::cos(angle)));
        made.right[code] = static_cast<std::int16_t>(std::lround(into * std::sin(angle)));
    }
    return made;
}

} // namespace

BundleMaker::BundleMaker(CityHeights const& city, int azimuths)
    : city_(city),
      weight_(1.0 / azimuths),
      share_(first_touched(city.rows(), city.columns(), 0.0F)),
      reach_(first_touched(city.rows(), city.columns(), 0.0F)) {}

void BundleMaker::add(double azimuth_deg, View2D<std::uint8_t const> horizon,
                      View2D<std::uint8_t const> distance) {
    Decoded const decoded = decode(azimuth_deg, city_.cell_m());
    MarginRaster const& surface = city_.surface(SweepAxis::rows);
    auto const weight = static_cast<float>(weight_);
    Index const rows = city_.rows(), columns = city_.columns();
    for_rows(rows, [&](Index row) {
        for (Index column = 0; column < columns; ++column) {
            std::uint8_t const far = distance(row, column);
            if (far == 0) continue;
            Index const r = row + decoded.down[far], c = column + decoded.right[far];
            if (r < 0 || r >= rows || c < 0 || c >= columns || !is_building(surface.row(r)[c])) continue;
            float const seen = weight * decoded.view[horizon(row, column)];
            share_(row, column) += seen;
            reach_(row, column) += seen * decoded.reach[far];
        }
    });
}

void BundleMaker::close(Side quarter, WallBundles& bundles) {
    constexpr float whole = 255.0F, half = 0.5F;
    auto const place = static_cast<std::size_t>(quarter);
    auto& share = bundles.share[place] = first_touched(city_.rows(), city_.columns(), std::uint8_t{0});
    auto& reach = bundles.reach[place] = first_touched(city_.rows(), city_.columns(), std::uint8_t{0});
    for_rows(city_.rows(), [&](Index row) {
        for (Index column = 0; column < city_.columns(); ++column) {
            float const seen = share_(row, column);
            if (seen > 0.0F) {
                share(row, column) = static_cast<std::uint8_t>(std::min(whole, seen * whole + half));
                float const mean = reach_(row, column) / seen;
                reach(row, column) = static_cast<std::uint8_t>(std::min(whole, mean + half));
            }
            share_(row, column) = reach_(row, column) = 0.0F;
        }
    });
}

} // namespace jumelle::heat
