#pragma once

#include <array>
#include <vector>

#include "core/base/view.hpp"

namespace jumelle::heat {

/// Something that the air carries (heat, vapour), as what the city has beyond the country around it, in two
/// layers: between the buildings and above them.
struct LayerPair {
    std::vector<double> canopy, above;
};

/// Blocks of a city seen from above, row by row from north to south, and what stands in them.
struct AirBlocks {
    Index rows = 0, columns = 0;
    std::vector<double> height_m,
        width_m;                    ///< of the rows from north to south, of the columns from west to east
    std::vector<double> air_share;  ///< of the canopy layer that no building fills
    std::vector<double> wind_share; ///< of the wind between the buildings
    double canopy_m = 0.0;          ///< thickness of the lower layer
    std::size_t size() const { return static_cast<std::size_t>(rows * columns); }
    std::size_t at(Index row, Index column) const { return static_cast<std::size_t>(row * columns + column); }
};

/// What is the same everywhere in one step.
struct AirStep {
    double length_s = 0.0;
    double canopy_south_mps = 0.0,
           canopy_east_mps = 0.0; ///< wind over open ground, at the height of the canopy
    double above_south_mps = 0.0, above_east_mps = 0.0;
    double depth_m = 0.0, depth_before_m = 0.0; ///< of the upper layer, after the step and before it
    double entrainment_mps = 0.0;               ///< of country air from above
};

/// What comes in during a step, per time, in each block.
struct AirSources {
    std::vector<double> canopy, above; ///< into each layer [1/s · (unit · m³)]
    std::vector<double> exchange_mps;  ///< between the two layers
    std::vector<double> moved; ///< from the upper to the lower layer by what mixes more than in the country
};

/// Account of one step [unit · m³].
struct AirAccount {
    double sources = 0.0;
    double lee = 0.0; ///< left with the wind
    double top = 0.0; ///< left upwards
    double stored_change = 0.0;
    double error() const { return stored_change - sources + lee + top; }
};

/// One step of transport: finite volumes, upwind, backward Euler. Wind has one direction everywhere, so each
/// block only needs those to its luff: taken in that order, the system is triangular but for the two layers
/// of a block, and one sweep solves it exactly. With winds that differ from block to block, what the canopy
/// cannot take goes up, and what it lacks comes down, so volumes close. The matrix is an M-matrix: no new
/// extremes beyond what sources make. Air comes in with nothing beyond the country's.
///
///     V/Δt (x − x°) = Σ Q_in x_luff − Σ Q_out x + (down x_up − up x) + exchange A (x_up − x) + sources
AirAccount transport(AirBlocks const& blocks, AirStep const& step, AirSources const& sources, LayerPair& air);

} // namespace jumelle::heat
