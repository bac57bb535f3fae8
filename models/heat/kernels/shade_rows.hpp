#pragma once

#include <cstdint>

#include "core/base/view.hpp"

namespace jumelle::heat {

/// Everything that is the same for all cells of one sweep of light.
struct LightStep {
    float drop_m = 0.0F;       ///< how much a ray sinks from a cell to the next
    float per_drop = 0.0F;     ///< 1 / drop [1/m]
    float roof_step_m = 0.0F;  ///< a larger drop from roof to roof is a wall
    float free_weight = 0.0F;  ///< what a cell gets where no crown is in the way
    float crown_weight = 0.0F; ///< what it gets more (or, negative, less) in the shade of a crown
};

/// A part of a row of cells, and the lines that they lie on. The same index is the same cell in all.
struct ShadeRow {
    float const* surface_m = nullptr;
    float const* before_m = nullptr;  ///< surface of the cell one step nearer to the light
    float const* touched_m = nullptr; ///< surface of the cell that the line touches in between
    float* shadow_m = nullptr;        ///< of the lines: height below which there is shade
    float* sum = nullptr;             ///< what the cells have got so far
    Index cells = 0;
};

/// What a line keeps of the crowns it has passed: at most two heights from … to that lie in their shade. An
/// empty one has from > to.
struct CrownLines {
    float *from0_m = nullptr, *to0_m = nullptr, *from1_m = nullptr, *to1_m = nullptr;
};

/// The crowns of the same cells.
struct CrownRow {
    float const *top_m = nullptr, *base_m = nullptr;
    CrownLines lines;
};

/// Heights of an empty interval of shade [m].
inline constexpr float empty_from_m = 1.0e9F;
inline constexpr float empty_to_m = -1.0e9F;
/// Height of the shadow on a line that has met nothing [m].
inline constexpr float no_shadow_m = -1.0e9F;

/// Takes all lines one step away from the light and adds what the cells receive:
///
///     M ← max(M − d, z' − d/2 where z' is a wall);   lit = 1/2 + (z − M) / |d − (z' − z)| within 0 … 1;
///     M ← max(M, z)
///
/// z surface, z' that of the cell before or touched in between (z' − z counts as 0 at walls), d the drop of a
/// ray in one step. A
/// wall stands on the edge between two cells, half a step nearer than the cell's centre. `lit` is the part of
/// the cell along the ray that the edge of the shadow leaves in the light: 0 or 1 but in one cell of each
/// line. Cells without height get 0. Source: shear of the ray's path as in Lacroute & Levoy 1994 (SIGGRAPH,
/// 451-458), one maximum a line.
void shade_row(ShadeRow const& row, LightStep const& step);

/// The same with crowns. A crown fills its cell from base to top, so behind it lies shade from base − d/2 to
/// top + d/2, sinking by d with each step. Intervals that touch become one. Two that do not touch are kept
/// apart; a third one is joined to the second, gap included.
///
///     sum += lit · (free + crown · share of the cell in the shade of crowns)
void shade_row_with_crowns(ShadeRow const& row, CrownRow const& crowns, LightStep const& step);

/// Walls of one side whose feet lie in a row.
struct WallRow {
    std::int32_t const* column = nullptr; ///< of the feet
    float const *bottom_m = nullptr, *top_m = nullptr;
    float* sum = nullptr;
    Index walls = 0;
    std::int32_t line_0 = 0; ///< column of line 0
};

/// What a beam is to the walls of one side.
struct WallLight {
    float drop_m = 0.0F;       ///< of a ray, from the foot's centre to the wall
    float free_weight = 0.0F;  ///< as in LightStep
    float crown_weight = 0.0F; ///< likewise
};

/// Adds what walls receive, by the height to which they are dark:
///
///     lit = roof − max(foot, M − drop);   sum += lit / height · free + hidden / height · crown
///
/// @param shadow_m M on all lines, after `shade_row`
void shade_walls(WallRow const& row, float const* shadow_m, WallLight const& light);
/// The same with crowns.
void shade_walls_with_crowns(WallRow const& row, float const* shadow_m, CrownLines const& lines,
                             WallLight const& light);

} // namespace jumelle::heat
