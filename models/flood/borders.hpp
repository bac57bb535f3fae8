#pragma once

#include <array>

#include "core/base/view.hpp"
#include "core/model/forcing.hpp"
#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// The sides of the grid, in the order of `SideStates`.
enum class Side { north, east, south, west };
inline constexpr std::array all_sides{Side::north, Side::east, Side::south, Side::west};

/// What one side does during one step.
struct SideState {
    BorderKind kind = BorderKind::wall;
    double level_m = 0.0;             ///< `level`: mean water level outside
    double unit_discharge_m2ps = 0.0; ///< `discharge`: into each cell that takes part
    double deeper_than_m = 0.0;       ///< `discharge`: cells that take part
};

struct SideStates {
    std::array<SideState, all_sides.size()> side;
    SideState const& operator[](Side s) const { return side[static_cast<std::size_t>(s)]; }
    SideState& operator[](Side s) { return side[static_cast<std::size_t>(s)]; }
};

/// Water in a border cell or in the cell imagined beyond it.
struct BorderWater {
    double h_m = 0.0, inward_mps = 0.0, along_mps = 0.0;
};

/// Water beyond a border cell.
/// - wall: none (the ground beyond is solid);
/// - open: the same as inside, so that waves leave (zero gradient);
/// - level: the given level with the velocity inside;
/// - discharge: the depth at which the given discharge meets the wave that arrives from inside
///   (Riemann invariant u − 2c), at least critical.
/// @param z_m ground level inside
BorderWater water_beyond(SideState const& side, BorderWater const& inside, double z_m);

/// Whether `side` prescribes the discharge into a border cell that holds `h_m`.
bool takes_discharge(SideState const& side, double h_m, double z_m);

/// Fills the two columns beyond each end of a row.
void fill_ghost_columns(SideStates const& sides, StateRow<double> const& row, Index columns);
void fill_ghost_columns(SideStates const& sides, StateRow<float> const& row, Index columns);

/// Turns the copy of a border row (with its ghost columns) into the row beyond the northern or southern side.
void fill_ghost_row(SideStates const& sides, Side side, StateRow<double> const& row, Index columns);
void fill_ghost_row(SideStates const& sides, Side side, StateRow<float> const& row, Index columns);

} // namespace jumelle::flood
