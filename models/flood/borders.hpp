#pragma once

#include <array>

#include "core/base/view.hpp"
#include "core/model/forcing.hpp"
#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// The sides of the grid, in the order of `SideStates`.
enum class Side { north, east, south, west };
inline constexpr std::array all_sides{Side::north, Side::east, Side::south, Side::west};

/// Calls `body(cell)` for every cell of the grid along a side, from the west or the north.
template <class Body>
void for_border_cells(Index rows, Index columns, Side side, Body const& body) {
    bool const is_row = side == Side::north || side == Side::south;
    Index const last_row = side == Side::south ? rows - 1 : 0;
    Index const last_column = side == Side::east ? columns - 1 : 0;
    for (Index i = 0; i < (is_row ? columns : rows); ++i) {
        body(is_row ? Cell{last_row, i} : Cell{i, last_column});
    }
}

/// What one side does during one step.
struct SideState {
    BorderKind kind = BorderKind::wall;
    double level_m = 0.0;             ///< `level`: mean water level outside
    double unit_discharge_m2ps = 0.0; ///< `discharge`: into each cell that takes part
    double deeper_than_m = 0.0;       ///< `discharge`: cells that take part
    double slope = 0.0;               ///< `normal_depth`
};

struct SideStates {
    std::array<SideState, all_sides.size()> side;
    SideState const& operator[](Side s) const { return side[static_cast<std::size_t>(s)]; }
    SideState& operator[](Side s) { return side[static_cast<std::size_t>(s)]; }
};

/// Water in a border cell, on the face of the border, or in the cell imagined beyond it.
struct BorderWater {
    double h_m = 0.0, inward_mps = 0.0, along_mps = 0.0;
    double friction = 0.0; ///< g n² of the border cell, where it matters
};

/// The border cell and the one behind it, and the ground of the cell imagined beyond.
struct BorderCells {
    BorderWater first, second;
    double first_z_m = 0.0, second_z_m = 0.0, ghost_z_m = 0.0;
};

/// Water in the cell imagined beyond a border cell, which the slopes of the border cell are taken from.
/// - wall: none (the ground beyond is solid);
/// - open, normal_depth: the same as inside, so that waves leave (zero gradient); nothing enters;
/// - level: what makes the given level lie on the face;
/// - discharge: the level and the velocity inside go on as they change there.
BorderWater water_beyond(SideState const& side, BorderCells const& inside);

/// Water on the face of a border cell where the side prescribes it. The Riemann invariant
/// u − 2c arrives from inside; what enters is at most critical under a level, at least under a discharge.
/// - level: h = level − z, u = u_inside − 2 c_inside + 2c; water that enters has no velocity along the side;
/// - discharge: h u = q and u − 2c = u_inside − 2 c_inside;
/// - normal_depth: the depth inside, and Manning's velocity u = −h^(2/3) sqrt(S) / n on the given slope.
///
/// Where water leaves faster than waves it is left as it is.
/// @param inside water inside the face, z_m ground on the face
/// @pre   `prescribes` the cell
/// Source: Toro 2001, section 6.4; Sanders 2002, J. Hydraul. Eng. 128, 39-48 (characteristic borders).
BorderWater water_on_face(SideState const& side, BorderWater const& inside, double z_m);

/// Ground of the cell imagined beyond a border cell: the slope inside goes on, beyond an open side only
/// where it falls outward, so that nothing is driven in.
double ground_beyond(BorderKind kind, double first_z_m, double second_z_m);

/// Whether `side` prescribes the water on the face of a border cell that holds `h_m`: any open cell under a
/// level or at normal depth, those that take part under a discharge.
bool prescribes(SideState const& side, double h_m, double z_m);

/// Fills the two columns beyond each end of a row.
void fill_ghost_columns(SideStates const& sides, StateRow<double> const& row, Index columns);
void fill_ghost_columns(SideStates const& sides, StateRow<float> const& row, Index columns);

/// A border row with its ghost columns, and the row behind it.
template <class T>
struct BorderRows {
    StateRow<T> first, second;
};

/// Fills the row beyond the northern or southern side; its ground is there.
void fill_ghost_row(SideStates const& sides, Side side, BorderRows<double> const& inside,
                    StateRow<double> const& ghost, Index columns);
void fill_ghost_row(SideStates const& sides, Side side, BorderRows<float> const& inside,
                    StateRow<float> const& ghost, Index columns);

} // namespace jumelle::flood
