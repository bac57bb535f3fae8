#include "models/heat/kernels/wall_view.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace jumelle::heat {

namespace {

constexpr double rad_per_deg = std::numbers::pi / 180.0;
constexpr double quarter_turn = std::numbers::pi / 2.0;

/// Heights and weights of Gauss's rule of three points on 0 … 1. Source: Abramowitz & Stegun 1964, 25.4.30.
struct GaussPoint {
    double height, weight;
};
constexpr std::array<GaussPoint, 3> gauss = {
    {{0.1127016654, 5.0 / 18.0}, {0.5, 8.0 / 18.0}, {0.8872983346, 5.0 / 18.0}}};

/// V of an angle by its tangent: h/2 + t / (2 (1 + t²)).
double weight_below_tangent(double t) {
    return (std::atan(t) + t / (1.0 + t * t)) / 2.0;
}

} // namespace

double wall_weight_below(double height_rad) {
    return height_rad / 2.0 + std::sin(2.0 * height_rad) / 4.0;
}

double facing_weight(double azimuth_deg, double sector_deg, double wall_azimuth_deg) {
    double const middle = std::remainder(azimuth_deg - wall_azimuth_deg, 360.0) * rad_per_deg;
    double const reach = sector_deg / 2.0 * rad_per_deg;
    double const from = std::clamp(middle - reach, -quarter_turn, quarter_turn);
    double const to = std::clamp(middle + reach, -quarter_turn, quarter_turn);
    return std::sin(to) - std::sin(from);
}

void add_wall_view(WallFacet const& wall, HorizonHulls const& hulls, FootPlace const& foot,
                   WallLook const& look, WallView& view) {
    constexpr double whole_half = quarter_turn / 2.0; // V(π/2)
    for (auto const& point : gauss) {
        double const above_foot = point.height * (wall.top_m - wall.bottom_m);
        auto const height_m = static_cast<float>(wall.bottom_m + above_foot);
        Horizon const horizon =
            hulls.seen_from(foot.line, {foot.at + look.behind, height_m, foot.lag + look.lag_behind});
        double const t = horizon.rise_m / look.step_m;
        double const to_horizon = weight_below_tangent(t);
        bool const is_wall = horizon.distance > 0.0F && horizon.height_m - wall.bottom_m > look.wall_m;
        double const depression = is_wall ? -above_foot / (horizon.distance * look.step_m) : t;
        double const to_foot = is_wall ? weight_below_tangent(depression) : std::min(to_horizon, 0.0);
        double const share = look.weight * point.weight;
        // Ground that rises above the horizontal without being a wall counts as ground, too.
        double const to_sky = std::max(to_horizon, 0.0);
        double const walls = is_wall ? to_horizon - to_foot : 0.0;
        view.sky += static_cast<float>(share * (whole_half - to_sky));
        view.walls += static_cast<float>(share * walls);
        view.ground += static_cast<float>(share * (whole_half + to_sky - walls));
    }
}

} // namespace jumelle::heat
