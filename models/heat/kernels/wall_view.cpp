#include "models/heat/kernels/wall_view.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/heat/kernels/arc_tangent.hpp"

namespace jumelle::heat {

namespace {

constexpr double rad_per_deg = std::numbers::pi / 180.0;
constexpr double quarter_turn = std::numbers::pi / 2.0;

/// Heights and weights of Gauss's rule of three points on 0 … 1. Source: Abramowitz & Stegun 1964, 25.4.30.
struct GaussPoint {
    float height, weight;
};
constexpr std::array<GaussPoint, 3> gauss = {
    {{0.1127016654F, 5.0F / 18.0F}, {0.5F, 8.0F / 18.0F}, {0.8872983346F, 5.0F / 18.0F}}};

/// V of an angle by its tangent: h/2 + t / (2 (1 + t²)).
float weight_below_tangent(float t) {
    float const size = std::abs(t);
    return std::copysign(0.5F * (arc_tangent(size) + size / (1.0F + size * size)), t);
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
    constexpr float whole_half = std::numbers::pi_v<float> / 4.0F; // V(π/2)
    float sky = 0.0F, walls = 0.0F;
    for (auto const& point : gauss) {
        float const above_foot = point.height * (wall.top_m - wall.bottom_m);
        Eye const eye = {foot.at + look.behind, wall.bottom_m + above_foot, foot.lag + look.lag_behind};
        Horizon const horizon = hulls.seen_from(foot.line, eye);
        float const to_horizon = weight_below_tangent(horizon.rise_m / look.step_m);
        sky += point.weight * (whole_half - std::max(to_horizon, 0.0F));
        // Ground that rises above the horizontal without being a wall counts as ground.
        bool const is_wall = horizon.distance > 0.0F && horizon.height_m - wall.bottom_m > look.wall_m;
        if (!is_wall) continue;
        float const depression = above_foot / (horizon.distance * look.step_m);
        walls += point.weight * (to_horizon + weight_below_tangent(depression));
    }
    view.sky += look.weight * sky;
    view.walls += look.weight * walls;
    view.ground += look.weight * (2.0F * whole_half - sky - walls);
}

} // namespace jumelle::heat
