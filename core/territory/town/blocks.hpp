#pragma once

#include "core/territory/town/plan.hpp"

namespace jumelle::town {

/// Where a place lies in its block: the side it faces and how far it is from the plots' border there.
struct Spot {
    std::int32_t block = 0;
    std::int32_t edge = 0; ///< counts from the block's first edge
    double along_m = 0.0;  ///< from the edge's first corner
    double inside_m = 0.0; ///< from the plots' border: negative on the street
    PlanPoint place;
};

/// The spot of a place. The side it faces is the one whose plots' border is nearest.
Spot spot_at(Plan const& plan, PlanPoint place);

/// Distance from the plots' border of one edge, positive towards the middle of the block [m].
double inside_of(BlockEdge const& edge, PlanPoint place);

/// Smallest distance of a place from the plots' borders of its block; negative on a street [m].
double inside_block(Plan const& plan, Block const& block, PlanPoint place);

/// Decides what fills each block: by how central it is, by its size, and by chance.
void choose_uses(TownOptions const& options, Plan& plan);

} // namespace jumelle::town
