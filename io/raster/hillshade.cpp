#include "io/raster/hillshade.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace jumelle {

namespace {

double radians(double degrees) {
    constexpr double half_turn_deg = 180.0;
    return degrees * std::numbers::pi / half_turn_deg;
}

/// Height of a neighbour; that of the cell itself beyond the border and where there is none.
double neighbour(View2D<double const> height_m, Index row, Index column, double own) {
    if (row < 0 || row >= height_m.rows() || column < 0 || column >= height_m.columns()) return own;
    double const there = height_m(row, column);
    return std::isnan(there) ? own : there;
}

/// Rise towards east and north [m/m].
struct Slope {
    double east = 0.0, north = 0.0;
};

Slope slope_at(View2D<double const> height_m, Index row, Index column, double cell_m) {
    double const own = height_m(row, column);
    auto const z = [&](Index down, Index right) {
        return neighbour(height_m, row + down, column + right, own);
    };
    double const eight_cells_m = 8.0 * cell_m; // the weights 1, 2, 1 add up to 4, over 2 cells
    return {((z(-1, 1) + 2.0 * z(0, 1) + z(1, 1)) - (z(-1, -1) + 2.0 * z(0, -1) + z(1, -1))) / eight_cells_m,
            ((z(-1, -1) + 2.0 * z(-1, 0) + z(-1, 1)) - (z(1, -1) + 2.0 * z(1, 0) + z(1, 1))) / eight_cells_m};
}

} // namespace

Array2D<double> hillshade(View2D<double const> height_m, double cell_m, MapLight const& light) {
    double const up = std::sin(radians(light.altitude_deg));
    double const level = std::cos(radians(light.altitude_deg));
    double const east = level * std::sin(radians(light.azimuth_deg));
    double const north = level * std::cos(radians(light.azimuth_deg));
    Array2D<double> brightness(height_m.rows(), height_m.columns());
    for (Index row = 0; row < height_m.rows(); ++row) {
        for (Index column = 0; column < height_m.columns(); ++column) {
            if (std::isnan(height_m(row, column))) {
                brightness(row, column) = std::numeric_limits<double>::quiet_NaN();
                continue;
            }
            Slope slope = slope_at(height_m, row, column, cell_m);
            slope.east *= light.exaggeration;
            slope.north *= light.exaggeration;
            double const normal = std::sqrt(1.0 + slope.east * slope.east + slope.north * slope.north);
            double const cosine = (up - slope.east * east - slope.north * north) / normal;
            brightness(row, column) = std::max(0.0, cosine / up);
        }
    }
    return brightness;
}

double readable_exaggeration(View2D<double const> height_m, double cell_m) {
    constexpr double wanted_slope = 0.12; // seen well and not yet dramatic
    constexpr double most = 6.0;
    double sum = 0.0;
    Index count = 0;
    for (Index row = 0; row < height_m.rows(); ++row) {
        for (Index column = 0; column < height_m.columns(); ++column) {
            if (std::isnan(height_m(row, column))) continue;
            Slope const slope = slope_at(height_m, row, column, cell_m);
            sum += std::hypot(slope.east, slope.north);
            ++count;
        }
    }
    if (count == 0 || sum <= 0.0) return 1.0;
    return std::clamp(wanted_slope * static_cast<double>(count) / sum, 1.0, most);
}

Array2D<double> cast_light(View2D<double const> surface_m, double cell_m, MapLight const& light) {
    double const rise_m = cell_m * std::tan(radians(light.altitude_deg)); // of the ray over one cell
    double const right = std::sin(radians(light.azimuth_deg));
    double const down = -std::cos(radians(light.azimuth_deg));
    constexpr Index reach = 60; // cells; a house's shadow is shorter
    Array2D<double> lit(surface_m.rows(), surface_m.columns(), 1.0);
    for (Index row = 0; row < surface_m.rows(); ++row) {
        for (Index column = 0; column < surface_m.columns(); ++column) {
            double const own = surface_m(row, column);
            for (Index step = 1; step <= reach && !std::isnan(own); ++step) {
                auto const along = static_cast<double>(step);
                Index const r = row + std::lround(down * along);
                Index const c = column + std::lround(right * along);
                if (r < 0 || r >= surface_m.rows() || c < 0 || c >= surface_m.columns()) break;
                if (!(surface_m(r, c) > own + rise_m * along)) continue;
                lit(row, column) = 0.0;
                break;
            }
        }
    }
    return lit;
}

} // namespace jumelle
