#include "models/heat/kernels/sky_hull.hpp"

#include <algorithm>
#include <numbers>

#include "core/base/kernel.hpp"
#include "models/heat/kernels/city_heights.hpp"
#include "models/heat/kernels/sky_links.hpp"

namespace jumelle::heat {

namespace {

constexpr float half = 0.5F;

/// Whether `far` is seen from `eye` at least as high as `near`: slopes compared without division.
JUMELLE_INLINE bool hides(HullPoint far, HullPoint near, HullPoint eye) {
    return (near.height_m - eye.height_m) * (eye.at - far.at) <=
           (far.height_m - eye.height_m) * (eye.at - near.at);
}

JUMELLE_INLINE float arc_tangent(float x) {
    float const inner = x > 1.0F ? 1.0F / x : x;
    float const s = inner * inner;
    float const angle =
        inner * (0.9998660F + s * (-0.3302995F + s * (0.1801410F + s * (-0.0851330F + s * 0.0208351F))));
    return x > 1.0F ? std::numbers::pi_v<float> / 2.0F - angle : angle;
}

} // namespace

HorizonHulls::HorizonHulls(Index lines, Index steps)
    : lines_(lines), memory_(1, lines * (2 * steps + 2)), depth_(static_cast<std::size_t>(lines), 0) {
    points_ = memory_.view();
}

void HorizonHulls::clear() {
    std::fill(depth_.begin(), depth_.end(), 0);
}

Index HorizonHulls::tangent(Index depth, Index line, HullPoint seen) {
    while (depth >= 2 && hides(point(depth - 2, line), point(depth - 1, line), seen)) --depth;
    return depth;
}

void HorizonHulls::advance(Row const& row) {
    for (Index i = 0; i < row.cells; ++i) {
        Index const line = row.line + i;
        HullPoint const here = {row.at, row.surface_m[i]};
        row.rise_m[i] = 0.0F;
        row.distance[i] = 0.0F;
        if (here.height_m <= no_height_m) continue;
        Index depth = depth_[static_cast<std::size_t>(line)];
        float const before = row.before_m[i], touched = row.touched_m[i];
        bool const wall = is_wall(before, here.height_m, row.roof_step_m);
        bool const corner = is_wall(touched, here.height_m, row.roof_step_m);
        if (wall || corner) {
            // A wall stands half a step away, on the edge of the cell.
            HullPoint const edge = {row.at - half, wall && (!corner || before > touched) ? before : touched};
            depth = tangent(depth, line, edge);
            point(depth++, line) = edge;
        }
        depth = tangent(depth, line, here);
        if (depth > 0) {
            HullPoint const top = point(depth - 1, line);
            float const distance = here.at - top.at;
            if (top.height_m > here.height_m) {
                row.rise_m[i] = (top.height_m - here.height_m) / distance;
                row.distance[i] = distance;
            }
        }
        point(depth, line) = here;
        depth_[static_cast<std::size_t>(line)] = static_cast<std::int32_t>(depth + 1);
    }
}

Horizon HorizonHulls::seen_from(Index line, float at, float height_m) const {
    Index depth = depth_[static_cast<std::size_t>(line)] - 1; // without the newest cell itself
    if (depth <= 0) return {};
    HullPoint const eye = {at, height_m};
    while (depth >= 2 && hides(point(depth - 2, line), point(depth - 1, line), eye)) --depth;
    HullPoint const top = point(depth - 1, line);
    return {(top.height_m - height_m) / (at - top.at), at - top.at, top.height_m};
}

JUMELLE_KERNEL void add_sky(SkyRow const& given) {
    SkyRow const row = given;
    float const per_step = 1.0F / row.step_m;
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < row.cells; ++i) {
        float const tangent = row.rise_m[i] * per_step;
        row.sum[i] = row.sum[i] + row.weight / (1.0F + tangent * tangent);
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
