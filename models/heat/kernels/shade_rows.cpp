#include "models/heat/kernels/shade_rows.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/kernel.hpp"
#include "models/heat/kernels/city_heights.hpp"

namespace jumelle::heat {

namespace {

constexpr float half = 0.5F;
constexpr float least_parting_m = 1.0e-6F; // light along the slope: all or nothing

/// 1 for buildings, 0 for all else: a number, because g++ 12 does not vectorise the truth value of one bit.
JUMELLE_INLINE float building_mark(float height_m) {
    return static_cast<float>(static_cast<std::int32_t>(std::bit_cast<std::uint32_t>(height_m) & 1U));
}

/// `high_m` where `is_wall`, else no shadow.
JUMELLE_INLINE float wall_top(float high_m, float low_m, float least_m) {
    float const building = high_m + (1.0F - building_mark(high_m)) * no_shadow_m;
    return building - low_m > least_m ? building : no_shadow_m;
}

/// Advances the shadow of one line; returns the lit share of the cell.
JUMELLE_INLINE float advance(ShadeRow const& row, Index i, LightStep const& step) {
    float const z = row.surface_m[i];
    float const before = row.before_m[i];
    float const touched = row.touched_m[i];
    float const fall = before - z;
    float const least_m = least_wall_m + building_mark(z) * (step.roof_step_m - least_wall_m);
    float const wall = wall_top(before, z, least_m);
    float const corner = wall_top(touched, z, least_m);
    float const edge = std::max(wall, corner) - half * step.drop_m;
    float const shadow = std::max(row.shadow_m[i] - step.drop_m, edge);
    // How fast surface and shadow part along the ray; at walls the surface is flat on both sides.
    float const slope_m = std::abs(fall) > step.roof_step_m ? 0.0F : fall;
    float const parting_m = std::max(std::abs(step.drop_m - slope_m), least_parting_m);
    float const lit = std::min(1.0F, std::max(0.0F, half + (z - shadow) / parting_m));
    row.shadow_m[i] = std::max(shadow, z);
    return z > no_height_m ? lit : 0.0F;
}

/// Heights in the shade of crowns.
struct Interval {
    float from, to;
};

/// Length that two intervals have in common; negative: the gap between them.
JUMELLE_INLINE float overlap(Interval a, Interval b) {
    return std::min(a.to, b.to) - std::max(a.from, b.from);
}

JUMELLE_INLINE Interval joined(Interval a, Interval b) {
    return {std::min(a.from, b.from), std::max(a.to, b.to)};
}

JUMELLE_INLINE Interval chosen(bool first, Interval a, Interval b) {
    return {first ? a.from : b.from, first ? a.to : b.to};
}

/// A step further from its crown; empty where it lies wholly in the shadow of what is solid.
JUMELLE_INLINE Interval sunk(Interval a, float drop, float shadow) {
    bool const alive = a.to - drop > shadow;
    return chosen(alive, {a.from - drop, a.to - drop}, {empty_from_m, empty_to_m});
}

JUMELLE_INLINE float common(Interval a, float from, float to) {
    return std::max(0.0F, std::min(a.to, to) - std::max(a.from, from));
}

} // namespace

JUMELLE_KERNEL void shade_row(ShadeRow const& given, LightStep const& given_step) {
    ShadeRow const row = given;
    LightStep const step = given_step;
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < row.cells; ++i) {
        row.sum[i] = row.sum[i] + step.free_weight * advance(row, i, step);
    }
}

JUMELLE_KERNEL void shade_row_with_crowns(ShadeRow const& given, CrownRow const& given_crowns,
                                          LightStep const& given_step) {
    ShadeRow const row = given;
    CrownRow const crowns = given_crowns;
    CrownLines const lines = given_crowns.lines;
    LightStep const step = given_step;
    float const half_drop = half * step.drop_m;
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < row.cells; ++i) {
        float const lit = advance(row, i, step);
        float const shadow = row.shadow_m[i];
        Interval first = sunk({lines.from0_m[i], lines.to0_m[i]}, step.drop_m, shadow);
        Interval second = sunk({lines.from1_m[i], lines.to1_m[i]}, step.drop_m, shadow);
        Interval const grown = {crowns.base_m[i] - half_drop, crowns.top_m[i] + half_drop};
        Interval const crown = chosen(crowns.top_m[i] > no_height_m, grown, {empty_from_m, empty_to_m});
        float const with_first = overlap(crown, first), with_second = overlap(crown, second);
        // Numbers, not truth values, which g++ 12 would not vectorise.
        float const free_first = first.from > first.to ? -with_second : with_first;
        bool const both = std::min(with_first, with_second) >= 0.0F;
        bool const into_first = std::max(with_first, free_first) >= 0.0F;
        Interval const bridge = chosen(both, joined(first, second), first);
        Interval const rest = chosen(both, {empty_from_m, empty_to_m}, second);
        first = chosen(into_first, joined(bridge, crown), first);
        second = chosen(into_first, rest, joined(second, crown));
        lines.from0_m[i] = first.from;
        lines.to0_m[i] = first.to;
        lines.from1_m[i] = second.from;
        lines.to1_m[i] = second.to;
        float const z = row.surface_m[i];
        float const hidden =
            common(first, z - half_drop, z + half_drop) + common(second, z - half_drop, z + half_drop);
        float const share = std::min(1.0F, hidden * step.per_drop);
        row.sum[i] = row.sum[i] + lit * (step.free_weight + step.crown_weight * share);
    }
}

JUMELLE_KERNEL void shade_walls(WallRow const& given, float const* shadow_m, WallLight const& light) {
    WallRow const row = given;
    float const drop = light.drop_m, weight = light.free_weight;
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < row.walls; ++i) {
        float const from = std::max(row.bottom_m[i], shadow_m[row.column[i] - row.line_0] - drop);
        float const lit = std::max(0.0F, row.top_m[i] - from);
        row.sum[i] = row.sum[i] + weight * lit / (row.top_m[i] - row.bottom_m[i]);
    }
}

JUMELLE_KERNEL void shade_walls_with_crowns(WallRow const& given, float const* shadow_m,
                                            CrownLines const& given_lines, WallLight const& given_light) {
    WallRow const row = given;
    CrownLines const lines = given_lines;
    WallLight const light = given_light;
    JUMELLE_INDEPENDENT
    for (Index i = 0; i < row.walls; ++i) {
        std::int32_t const c = row.column[i] - row.line_0;
        float const top = row.top_m[i];
        float const from = std::max(row.bottom_m[i], shadow_m[c] - light.drop_m);
        float const lit = std::max(0.0F, top - from);
        Interval const first = {lines.from0_m[c] - light.drop_m, lines.to0_m[c] - light.drop_m};
        Interval const second = {lines.from1_m[c] - light.drop_m, lines.to1_m[c] - light.drop_m};
        float const hidden = std::min(lit, common(first, from, top) + common(second, from, top));
        row.sum[i] =
            row.sum[i] + (light.free_weight * lit + light.crown_weight * hidden) / (top - row.bottom_m[i]);
    }
}

} // namespace jumelle::heat
