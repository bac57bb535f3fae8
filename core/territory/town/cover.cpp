#include "core/territory/town/cover.hpp"

#include <algorithm>
#include <cmath>

#include "core/territory/town/trees.hpp"

namespace jumelle::town {

namespace {

constexpr double canopy_is_trees_m = 2.0; // crowns from here on make green ground the class `trees`

// What grows where: spacing [m], share of the places with a tree, lowest and highest tree [m]. Chosen so that
// the town looks like one; a density of 0 is set place by place.
constexpr Grove no_trees{8.0, 0.0, 0.0, 0.0};
constexpr Grove riverside{8.0, 0.55, 7.0, 15.0};
constexpr Grove park_path{7.0, 0.1, 6.0, 14.0};
constexpr Grove park_wood{7.5, 0.0, 8.0, 19.0};
constexpr Grove garden_trees{6.5, 0.0, 4.0, 12.0};
constexpr Grove paved_yard{8.0, 0.12, 5.0, 12.0};
constexpr Grove green_yard{7.0, 0.42, 5.0, 14.0};
constexpr Grove path_by_slabs{8.0, 0.15, 6.0, 12.0};
constexpr Grove parking_by_slabs{8.0, 0.12, 5.0, 9.0};
constexpr Grove lawn_by_slabs{8.0, 0.36, 6.0, 16.0};
constexpr Grove allotment_trees{6.0, 0.10, 3.0, 6.0};
constexpr Grove meadow_trees{8.0, 0.0, 6.0, 15.0};
constexpr Grove square_trees{8.0, 0.0, 6.0, 12.0};
constexpr Grove rim_of_halls{8.0, 0.3, 5.0, 10.0};
constexpr Grove yard_of_halls{9.0, 0.06, 5.0, 9.0};

/// A grove with another density.
Grove with_density(Grove grove, double density) {
    grove.density = density;
    return grove;
}

bool on_bridge(Plan const& plan, PlanPoint place) {
    for (auto const& bridge : plan.bridges) {
        auto const a = plan.nodes[static_cast<std::size_t>(bridge.south)];
        auto const b = plan.nodes[static_cast<std::size_t>(bridge.north)];
        double const length_m = std::hypot(b.p_m - a.p_m, b.q_m - a.q_m);
        double const across_m =
            ((place.q_m - a.q_m) * (b.p_m - a.p_m) - (place.p_m - a.p_m) * (b.q_m - a.q_m)) / length_m;
        if (std::abs(across_m) < street_kind(bridge.street_class).half_width_m) return true;
    }
    return false;
}

Ground with_trees(TownParts const& town, PlanPoint place, LandCover floor, Grove const& grove) {
    Ground ground;
    ground.cover = floor;
    if (grove.density <= 0.0) return ground;
    ground.canopy_m = grove_canopy_m(town.seed, grove, place);
    bool const green = floor != LandCover::paved && floor != LandCover::asphalt;
    if (ground.canopy_m > canopy_is_trees_m && green) ground.cover = LandCover::trees;
    return ground;
}

Ground street_ground(TownParts const& town, Spot const& spot) {
    auto const& block = town.plan.blocks[static_cast<std::size_t>(spot.block)];
    auto const& edge = town.plan.edges_of(block)[static_cast<std::size_t>(spot.edge)];
    Ground ground;
    bool const old_lane = edge.street_class == StreetClass::lane;
    ground.carriageway = spot.inside_m < -street_kind(edge.street_class).pavement_m;
    ground.cover = ground.carriageway && !old_lane ? LandCover::asphalt : LandCover::paved;
    ground.canopy_m = street_canopy_m(town.seed, town.plan, spot);
    return ground;
}

Ground river_side(TownParts const& town, Spot const& spot) {
    constexpr double towpath_m = 3.0;
    if (spot.inside_m < towpath_m) return with_trees(town, spot.place, LandCover::paved, no_trees);
    return with_trees(town, spot.place, LandCover::grass, riverside);
}

/// Grass with woods, a path inside the border and two across, and a playing field of dry grass.
Ground park(TownParts const& town, Spot const& spot) {
    constexpr double ring_m = 9.0, half_path_m = 1.4, bend_m = 5.0, bend_length_m = 25.0, path_slope = 0.6;
    constexpr double open_m = 22.0, field_half_m = 16.0, field_from_m2 = 14000.0;
    auto const& block = town.plan.blocks[static_cast<std::size_t>(spot.block)];
    auto const& edge = town.plan.edges_of(block)[static_cast<std::size_t>(block.longest_edge)];
    double const dp = spot.place.p_m - block.centroid.p_m, dq = spot.place.q_m - block.centroid.q_m;
    double const u = (dp * edge.along_p + dq * edge.along_q), v = (dq * edge.along_p - dp * edge.along_q);
    double const bend = bend_m * std::sin(u / bend_length_m);
    bool const path = std::abs(spot.inside_m - ring_m) < half_path_m ||
                      std::abs(u * path_slope - v + bend) < half_path_m ||
                      std::abs(u * path_slope + v - bend) < half_path_m;
    bool const large = block.area_m2 > field_from_m2;
    if (path && spot.inside_m > ring_m - half_path_m) {
        return with_trees(town, spot.place, LandCover::paved, park_path);
    }
    if (large && std::abs(u - 2.0 * open_m) < open_m && std::abs(v) < field_half_m) {
        return with_trees(town, spot.place, LandCover::dry_grass, no_trees);
    }
    double const wooded = town.groves.at(spot.place.p_m, spot.place.q_m)[0];
    double const rim = spot.inside_m < ring_m ? 0.35 : 0.0;
    double const density = std::clamp(0.42 + rim + 1.3 * wooded, 0.04, 0.95);
    return with_trees(town, spot.place, LandCover::grass, with_density(park_wood, density));
}

Ground garden(TownParts const& town, Spot const& spot) {
    constexpr double front_garden_m = 4.0, drive_m = 3.0, drive_depth_m = 14.0, parcel_m = 17.0;
    constexpr double dry_chance = 0.3;
    auto const parcel = parcel_at(town.seed, spot, parcel_m);
    bool const drive =
        spot.inside_m < drive_depth_m && parcel.end_m - spot.along_m < drive_m && parcel.chance[3] > 0.35;
    if (drive) return with_trees(town, spot.place, LandCover::paved, no_trees);
    LandCover const lawn = parcel.chance[2] < dry_chance ? LandCover::dry_grass : LandCover::grass;
    LandCover const floor =
        spot.inside_m < front_garden_m || parcel.chance[1] < 0.5 ? LandCover::garden : lawn;
    double const density = spot.inside_m < front_garden_m ? 0.08 : 0.38;
    return with_trees(town, spot.place, floor, with_density(garden_trees, density));
}

Ground courtyard(TownParts const& town, Spot const& spot) {
    constexpr double paved_chance = 0.35, street_side_m = 16.0, green_below_urbanity = 0.55;
    auto const& block = town.plan.blocks[static_cast<std::size_t>(spot.block)];
    double const chance =
        random_for(town.seed, Purpose::block).uniform((std::uint64_t{3} << 40) + spot.block);
    bool const yard = spot.inside_m < street_side_m && block.urbanity > green_below_urbanity;
    if (yard || chance < paved_chance * block.urbanity) {
        return with_trees(town, spot.place, LandCover::paved, paved_yard);
    }
    auto const floor = chance > 0.75 ? LandCover::garden : LandCover::grass;
    return with_trees(town, spot.place, floor, green_yard);
}

Ground between_slabs(TownParts const& town, Spot const& spot) {
    constexpr double path_m = 5.0, parking_depth_m = 12.0;
    if (spot.inside_m < path_m) return with_trees(town, spot.place, LandCover::paved, path_by_slabs);
    auto const& block = town.plan.blocks[static_cast<std::size_t>(spot.block)];
    bool const parking =
        spot.inside_m < path_m + parking_depth_m && spot.edge == (block.longest_edge + 1) % block.edges;
    if (parking) return with_trees(town, spot.place, LandCover::asphalt, parking_by_slabs);
    return with_trees(town, spot.place, LandCover::grass, lawn_by_slabs);
}

/// Rows of beds with a path between them.
Ground allotments(TownParts const& town, Spot const& spot) {
    constexpr double row_m = 12.0, path_m = 1.5, bed_m = 18.0;
    double const across = std::fmod(spot.inside_m, row_m);
    if (across < path_m) return with_trees(town, spot.place, LandCover::grass, no_trees);
    auto const bed = static_cast<std::int64_t>(std::floor(spot.along_m / bed_m)) +
                     static_cast<std::int64_t>(spot.inside_m / row_m) * 7;
    auto const floor = (bed % 3 + 3) % 3 == 0 ? LandCover::bare_soil : LandCover::garden;
    return with_trees(town, spot.place, floor, allotment_trees);
}

Ground meadow(TownParts const& town, Spot const& spot) {
    double const wooded = town.groves.at(spot.place.p_m, spot.place.q_m)[1];
    constexpr double sparsest = 0.02, densest = 0.9;
    double const hedge = spot.inside_m < 5.0 ? 0.5 : 0.0;
    return with_trees(town, spot.place, LandCover::dry_grass,
                      with_density(meadow_trees, std::clamp(wooded + hedge, sparsest, densest)));
}

Ground open_ground(TownParts const& town, Spot const& spot) {
    constexpr double square_trees_m = 12.0, hall_rim_m = 6.0;
    switch (town.plan.blocks[static_cast<std::size_t>(spot.block)].use) {
    case BlockUse::river:
        return river_side(town, spot);
    case BlockUse::park:
        return park(town, spot);
    case BlockUse::square: {
        double const density = spot.inside_m < square_trees_m ? 0.5 : 0.03;
        return with_trees(town, spot.place, LandCover::paved, with_density(square_trees, density));
    }
    case BlockUse::houses:
        return garden(town, spot);
    case BlockUse::courtyards:
        return courtyard(town, spot);
    case BlockUse::slabs:
        return between_slabs(town, spot);
    case BlockUse::halls:
        return spot.inside_m < hall_rim_m ? with_trees(town, spot.place, LandCover::grass, rim_of_halls)
                                          : with_trees(town, spot.place, LandCover::asphalt, yard_of_halls);
    case BlockUse::allotments:
        return allotments(town, spot);
    case BlockUse::meadow:
        return meadow(town, spot);
    }
    return {};
}

} // namespace

Ground ground_at(TownParts const& town, PlanPoint place) {
    auto const spot = spot_at(town.plan, place);
    auto const& block = town.plan.blocks[static_cast<std::size_t>(spot.block)];
    bool const bridge = block.use == BlockUse::river && on_bridge(town.plan, place);
    if (town.terrain.in_river(place)) {
        Ground ground;
        ground.cover = bridge ? LandCover::asphalt : LandCover::water;
        return ground;
    }
    if (bridge && spot.inside_m >= 0.0) {
        Ground ground;
        ground.cover = LandCover::asphalt;
        return ground;
    }
    if (spot.inside_m < 0.0) return street_ground(town, spot);
    auto const built = built_at(town.seed, town.plan, spot);
    if (built.height_m <= 0.0) {
        auto ground = open_ground(town, spot);
        ground.canopy_m = std::max(ground.canopy_m, street_canopy_m(town.seed, town.plan, spot));
        return ground;
    }
    Ground ground;
    ground.cover = LandCover::building;
    ground.built = built;
    return ground;
}

} // namespace jumelle::town
