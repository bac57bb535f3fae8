#include "core/territory/town/trees.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle::town {

namespace {

/// Height of a round crown at a distance from the trunk, in crown radii; 0 outside it.
double crown_m(double height_m, double distance) {
    constexpr double edge_share = 0.7; // height of the crown's rim per height of the tree
    if (distance >= 1.0) return 0.0;
    return height_m * (edge_share + (1.0 - edge_share) * std::sqrt(1.0 - distance * distance));
}

} // namespace

double grove_canopy_m(std::uint64_t seed, Grove const& grove, PlanPoint place) {
    constexpr double jitter = 0.32, least_radius = 0.27, radius_spread = 0.26; // of the spacing
    auto const random = random_for(seed, Purpose::tree);
    double const x = place.p_m / grove.spacing_m, y = place.q_m / grove.spacing_m;
    // A crown reaches at most jitter + radius < 1 squares from the middle of its own: the four nearest do.
    auto const column = static_cast<std::int64_t>(std::floor(x - 0.5));
    auto const row = static_cast<std::int64_t>(std::floor(y - 0.5));
    double canopy_m = 0.0;
    for (std::int64_t j = row; j <= row + 1; ++j) {
        for (std::int64_t i = column; i <= column + 1; ++i) {
            auto const square = (static_cast<std::uint64_t>(j + (1 << 24)) << 32) +
                                static_cast<std::uint64_t>(i + (1 << 24)) * 4;
            if (random.uniform(square) >= grove.density) continue;
            double const size = random.uniform(square + 1);
            double const dx =
                x - (static_cast<double>(i) + 0.5 + random.uniform(square + 2, -jitter, jitter));
            double const dy =
                y - (static_cast<double>(j) + 0.5 + random.uniform(square + 3, -jitter, jitter));
            double const distance = std::hypot(dx, dy) / (least_radius + radius_spread * size);
            double const height_m = grove.lowest_m + (grove.highest_m - grove.lowest_m) * size;
            canopy_m = std::max(canopy_m, crown_m(height_m, distance));
        }
    }
    return canopy_m;
}

double street_canopy_m(std::uint64_t seed, Plan const& plan, Spot const& spot) {
    constexpr double spacing_m = 9.0, from_corner_m = 14.0, missing = 0.1, main_street_chance = 0.55;
    constexpr double kerb_gap_m = 0.8, radius_m = 2.4, radius_spread_m = 1.2, lowest_m = 7.0, spread_m = 6.0;
    auto const& block = plan.blocks[static_cast<std::size_t>(spot.block)];
    auto const& edge = plan.edges_of(block)[static_cast<std::size_t>(spot.edge)];
    if (edge.street_class != StreetClass::avenue && edge.street_class != StreetClass::main) return 0.0;
    auto const random = random_for(seed, Purpose::street_tree);
    auto const street = static_cast<std::uint64_t>(edge.street);
    if (edge.street_class == StreetClass::main && random.uniform(street) >= main_street_chance) return 0.0;

    auto const number = static_cast<std::int64_t>(std::floor(spot.along_m / spacing_m));
    double const trunk_m = (static_cast<double>(number) + 0.5) * spacing_m;
    if (trunk_m < from_corner_m || trunk_m > edge.length_m - from_corner_m) return 0.0;
    auto const edge_number =
        static_cast<std::uint64_t>(block.first_edge) + static_cast<std::uint64_t>(spot.edge);
    auto const tree = (std::uint64_t{1} << 48) + (edge_number << 16) + static_cast<std::uint64_t>(number) * 2;
    if (random.uniform(tree) < missing) return 0.0;
    double const size = random.uniform(tree + 1);
    double const row_m = kerb_gap_m - street_kind(edge.street_class).pavement_m; // inside_m of the trunks
    double const distance = std::hypot(spot.along_m - trunk_m, spot.inside_m - row_m);
    return crown_m(lowest_m + spread_m * size, distance / (radius_m + radius_spread_m * size));
}

} // namespace jumelle::town
