#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/territory/town/frame.hpp"

namespace jumelle::town {

enum class StreetClass { avenue, main, side, lane, border };

/// What a street of a class is like.
struct StreetKind {
    double half_width_m; ///< from the centre line to the plots
    double pavement_m;   ///< width of each pavement
    double free_speed_mps;
    double lane_capacity_vehps;
    std::int32_t lanes; ///< a direction
};

StreetKind const& street_kind(StreetClass street_class);

/// A street: straight in the plan, with the crossings that lie on it.
struct Street {
    struct Crossing {
        double along_m = 0.0; ///< from `begin`
        std::int32_t node = 0;
    };
    PlanPoint begin, end;
    StreetClass street_class = StreetClass::side;
    std::vector<Crossing> crossings; ///< by growing `along_m`
};

/// A bridge over the river between the two quay streets.
struct Bridge {
    std::int32_t south = 0, north = 0; ///< nodes
    StreetClass street_class = StreetClass::avenue;
};

/// What fills a block.
enum class BlockUse { river, courtyards, houses, slabs, halls, park, square, meadow, allotments };

/// One side of a block; the block lies to its left.
struct BlockEdge {
    PlanPoint origin;        ///< first corner, on the street's centre line
    double along_p, along_q; ///< unit vector towards the next corner
    double length_m = 0.0;
    StreetClass street_class = StreetClass::border;
    std::int32_t street = -1;
};

/// A convex piece of the plan between street centre lines.
struct Block {
    std::int32_t first_edge = 0, edges = 0, longest_edge = 0; ///< `longest_edge` counts from first_edge
    PlanPoint centroid;
    double area_m2 = 0.0;
    double urbanity = 0.0; ///< 0 at the fringe … 1 in the middle of the town
    BlockUse use = BlockUse::courtyards;
};

/// A straight cut of the plan: places with `n · x >= c` go on at `ahead`, others at `behind`. Numbers below 0
/// are blocks: -1 - block.
struct Cut {
    double normal_p = 0.0, normal_q = 0.0, offset_m = 0.0;
    std::int32_t ahead = 0, behind = 0;
};

/// All streets and blocks of a town.
struct Plan {
    std::vector<PlanPoint> nodes;
    std::vector<Street> streets;
    std::vector<Bridge> bridges;
    std::vector<BlockEdge> edges;
    std::vector<Block> blocks;
    std::vector<Cut> cuts;

    std::span<BlockEdge const> edges_of(Block const& block) const {
        return std::span(edges).subspan(static_cast<std::size_t>(block.first_edge),
                                        static_cast<std::size_t>(block.edges));
    }
};

/// The block that a place lies in, by walking down the cuts.
/// @pre the plan has at least one cut
std::int32_t block_at(Plan const& plan, PlanPoint place);

/// Signed distance of a place from the centre line of an edge's street, positive inside the block [m].
inline double distance_m(BlockEdge const& edge, PlanPoint place) {
    return (place.q_m - edge.origin.q_m) * edge.along_p - (place.p_m - edge.origin.p_m) * edge.along_q;
}

} // namespace jumelle::town
