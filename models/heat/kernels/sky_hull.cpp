#include "models/heat/kernels/sky_hull.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/kernel.hpp"
#include "models/heat/kernels/arc_tangent.hpp"
#include "models/heat/kernels/city_heights.hpp"
#include "models/heat/kernels/sky_links.hpp"

namespace jumelle::heat {

namespace {

constexpr float half = 0.5F;

/// From an eye to a point [steps].
JUMELLE_INLINE float way(HullPoint const& point, Eye const& eye) {
    return eye.at - point.at + point.across * eye.lag;
}

/// Whether `far` is seen at least as high as `near`: slopes compared without division.
JUMELLE_INLINE bool hides(HullPoint const& far, HullPoint const& near, Eye const& eye) {
    return (near.height_m - eye.height_m) * way(far, eye) <= (far.height_m - eye.height_m) * way(near, eye);
}

/// Mean of cos²h over a sector along a wall, by K².
JUMELLE_INLINE float mean_along_wall(float k2, SkySector const& sector) {
    constexpr float tiny = 1.0e-20F;
    float const k = std::sqrt(k2);
    float const bottom = sector.cos_ends + k2 * sector.sin_ends;
    float const angle = arc_tangent(k * sector.sin_width / std::max(std::abs(bottom), tiny));
    float const whole = bottom < 0.0F ? std::numbers::pi_v<float> - angle : angle;
    return whole * sector.per_width / k;
}

} // namespace

SkySector sky_sector(double angle_rad, double width_rad) {
    double const a = angle_rad - width_rad / 2.0, b = angle_rad + width_rad / 2.0;
    constexpr double parallel = 1.0e-6; // such lines never cross from column to column
    double const sin_middle = std::max(std::sin(angle_rad), parallel);
    SkySector sector;
    sector.weight = static_cast<float>(width_rad / (2.0 * std::numbers::pi));
    sector.per_sin2_middle = static_cast<float>(1.0 / (sin_middle * sin_middle));
    sector.cos_ends = static_cast<float>(std::cos(a) * std::cos(b));
    sector.sin_ends = static_cast<float>(std::sin(a) * std::sin(b));
    sector.sin_width = static_cast<float>(std::sin(width_rad));
    sector.per_width = static_cast<float>(1.0 / width_rad);
    return sector;
}

HorizonHulls::HorizonHulls(Index lines, Index steps)
    : lines_(lines), memory_(1, lines * (2 * steps + 2)), depth_(static_cast<std::size_t>(lines), 0) {
    points_ = memory_.view();
}

void HorizonHulls::clear() {
    std::fill(depth_.begin(), depth_.end(), 0);
}

Index HorizonHulls::tangent(Index depth, Index line, Eye const& eye) const {
    if (depth < 2) return depth;
    HullPoint const* near = &point(depth - 1, line);
    for (HullPoint const* far = near - lines_; depth >= 2 && hides(*far, *near, eye); --depth) {
        near = far;
        far -= lines_;
    }
    return depth;
}

void HorizonHulls::advance(Row const& row, Step const& step) {
    for (Index i = 0; i < row.cells; ++i) {
        Index const line = row.line + i;
        float const here = row.surface_m[i];
        row.rise_m[i] = 0.0F;
        row.distance[i] = 0.0F;
        row.across[i] = 0.0F;
        if (here <= no_height_m) continue;
        Index depth = depth_[static_cast<std::size_t>(line)];
        float const before = row.before_m[i], touched = row.touched_m[i];
        bool const wall = is_wall(before, here, step.roof_step_m);
        bool const corner = is_wall(touched, here, step.roof_step_m);
        if (wall || corner) {
            // The higher of the two, or else the nearer.
            bool const nearer = corner && (!wall || touched >= before);
            WallPlace const& place = nearer ? step.touched : step.before;
            HullPoint const edge = {place.at, nearer ? touched : before, place.across};
            depth = tangent(depth, line, {edge.at, edge.height_m, 0.0F});
            point(depth++, line) = edge;
        }
        // Along the line itself, so that the hull stays convex; seen from the cell's centre below.
        depth = tangent(depth, line, {step.at, here, 0.0F});
        if (depth > 0) {
            HullPoint const& top = point(depth - 1, line);
            if (top.height_m > here) {
                float const distance = way(top, {step.at, here, step.lag});
                row.rise_m[i] = (top.height_m - here) / distance;
                row.distance[i] = distance;
                row.across[i] = top.across;
            }
        }
        point(depth, line) = {step.at, here, 0.0F};
        depth_[static_cast<std::size_t>(line)] = static_cast<std::int32_t>(depth + 1);
    }
}

Horizon HorizonHulls::seen_from(Index line, Eye const& eye) const {
    // Without the newest cell itself.
    Index const depth = tangent(depth_[static_cast<std::size_t>(line)] - 1, line, eye);
    if (depth <= 0) return {};
    HullPoint const& top = point(depth - 1, line);
    float const distance = way(top, eye);
    return {(top.height_m - eye.height_m) / distance, distance, top.height_m};
}

JUMELLE_KERNEL void add_sky(SkyRow const& given) {
    SkyRow const row = given;
    SkySector const sector = given.sector;
    float const per_step = 1.0F / row.step_m;
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < row.cells; ++i) {
        float const tangent = row.rise_m[i] * per_step;
        float const square = tangent * tangent;
        float const in_middle = 1.0F / (1.0F + square);
        float const along_wall = mean_along_wall(1.0F + square * sector.per_sin2_middle, sector);
        row.sum[i] = row.sum[i] + sector.weight * (row.across[i] > 0.0F ? along_wall : in_middle);
    }
    if (row.horizon == nullptr) return;
    constexpr float codes_per_rad = 2.0F * horizon_codes / std::numbers::pi_v<float>;
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < row.cells; ++i) {
        float const angle = arc_tangent(row.rise_m[i] * per_step);
        auto const code = static_cast<std::int32_t>(angle * codes_per_rad + half);
        row.horizon[i] = static_cast<std::uint8_t>(code);
    }
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < row.cells; ++i) {
        auto const code = distance_code(row.distance[i] * row.step_m);
        row.link_distance[i] = static_cast<std::uint8_t>(row.distance[i] > 0.0F ? code : 0U);
    }
}

} // namespace jumelle::heat
