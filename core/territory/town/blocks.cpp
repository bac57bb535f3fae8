#include "core/territory/town/blocks.hpp"

#include <algorithm>
#include <limits>

namespace jumelle::town {

namespace {

// Chances of uses by how central a block is; what remains is courtyards in the middle, houses at the fringe.
constexpr double courtyards_from_urbanity = 0.48, mixed_from_urbanity = 0.22;
constexpr double square_from_urbanity = 0.5, square_chance = 0.06, square_largest_m2 = 7000.0;
constexpr double slabs_chance = 0.16, halls_chance = 0.14, meadow_chance = 0.03, allotment_chance = 0.03;
constexpr double mixed_courtyards_chance = 0.38;
constexpr double open_park_m2 = 30000.0,
                 large_block_m2 = 7000.0; // larger blocks that could not be cut further stay green

BlockUse use_of(Block const& block, RandomStream const& random, std::uint64_t number) {
    double const chance = random.uniform(number);
    bool const large = block.area_m2 > large_block_m2; // room for rows of slabs or for halls
    if (block.area_m2 > open_park_m2) return BlockUse::park;
    bool const central = block.urbanity > square_from_urbanity;
    if (central && block.area_m2 < square_largest_m2 && chance < square_chance) return BlockUse::square;
    if (block.urbanity > courtyards_from_urbanity) {
        return large && chance > 1.0 - slabs_chance ? BlockUse::slabs : BlockUse::courtyards;
    }
    if (block.urbanity > mixed_from_urbanity) {
        if (chance < mixed_courtyards_chance) return BlockUse::courtyards;
        if (large && chance < mixed_courtyards_chance + slabs_chance) return BlockUse::slabs;
        return BlockUse::houses;
    }
    if (chance < meadow_chance) return BlockUse::meadow;
    if (chance < meadow_chance + allotment_chance) return BlockUse::allotments;
    if (large && chance > 1.0 - slabs_chance) return BlockUse::slabs;
    if (large && chance > 1.0 - slabs_chance - halls_chance) return BlockUse::halls;
    return BlockUse::houses;
}

} // namespace

double inside_of(BlockEdge const& edge, PlanPoint place) {
    return distance_m(edge, place) - street_kind(edge.street_class).half_width_m;
}

Spot spot_at(Plan const& plan, PlanPoint place) {
    Spot spot;
    spot.block = block_at(plan, place);
    spot.place = place;
    spot.inside_m = std::numeric_limits<double>::infinity();
    auto const edges = plan.edges_of(plan.blocks[static_cast<std::size_t>(spot.block)]);
    for (std::size_t e = 0; e < edges.size(); ++e) {
        double const inside_m = inside_of(edges[e], place);
        if (inside_m >= spot.inside_m) continue;
        spot.inside_m = inside_m;
        spot.edge = static_cast<std::int32_t>(e);
    }
    auto const& edge = edges[static_cast<std::size_t>(spot.edge)];
    spot.along_m =
        (place.p_m - edge.origin.p_m) * edge.along_p + (place.q_m - edge.origin.q_m) * edge.along_q;
    return spot;
}

double inside_block(Plan const& plan, Block const& block, PlanPoint place) {
    double smallest_m = std::numeric_limits<double>::infinity();
    for (auto const& edge : plan.edges_of(block)) smallest_m = std::min(smallest_m, inside_of(edge, place));
    return smallest_m;
}

void choose_uses(TownOptions const& options, Plan& plan) {
    auto const random = random_for(options.seed, Purpose::block);
    for (std::size_t b = 0; b < plan.blocks.size(); ++b) {
        auto& block = plan.blocks[b];
        if (block.use == BlockUse::courtyards) block.use = use_of(block, random, b);
    }
}

} // namespace jumelle::town
