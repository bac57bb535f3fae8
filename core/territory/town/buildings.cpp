#include "core/territory/town/buildings.hpp"

#include <algorithm>
#include <cmath>

namespace jumelle::town {

namespace {

constexpr double storey_m = 3.1, roof_m = 0.6, lowest_m = 6.0, highest_m = 25.0;
constexpr double least_storeys = 2.0, more_storeys = 4.4, storey_spread = 1.6;
// Gross floor area of a resident [m²], chosen so that the town has 3000 to 8000 residents per km²: dwellings,
// walls and stairs, and in the courtyard blocks also shops and offices.
constexpr double flat_m2_per_resident = 160.0, house_m2_per_resident = 105.0;

double height_of(double storeys) {
    return std::clamp(std::round(storeys) * storey_m + roof_m, lowest_m, highest_m);
}

Built lived_in(double height_m, double m2_per_resident) {
    return {height_m, std::floor(height_m / storey_m) / m2_per_resident};
}

PlanPoint place_of(BlockEdge const& edge, double along_m, double inside_m) {
    double const across_m = inside_m + street_kind(edge.street_class).half_width_m;
    return {edge.origin.p_m + along_m * edge.along_p - across_m * edge.along_q,
            edge.origin.q_m + along_m * edge.along_q + across_m * edge.along_p};
}

/// Houses wall to wall along the street around a courtyard, some with a wing into it.
Built courtyard_house(std::uint64_t seed, Block const& block, Spot const& spot) {
    constexpr double parcel_m = 16.0, depth_m = 10.5, depth_spread_m = 3.0;
    constexpr double wing_share = 0.42, wing_chance = 0.5, wing_m = 11.0, wing_storeys_less = 1.0;
    constexpr double gap_centre = 0.03, gap_fringe = 0.2;
    if (spot.inside_m > depth_m + depth_spread_m + wing_m) return {};
    auto const parcel = parcel_at(seed, spot, parcel_m);
    if (parcel.chance[0] < gap_fringe + (gap_centre - gap_fringe) * block.urbanity) return {};
    double const behind_m = spot.inside_m - depth_m - depth_spread_m * parcel.chance[1];
    double storeys = least_storeys + more_storeys * block.urbanity + storey_spread * (parcel.chance[2] - 0.5);
    if (behind_m > 0.0) {
        double const share = (spot.along_m - parcel.begin_m) / (parcel.end_m - parcel.begin_m);
        if (parcel.chance[3] > wing_chance || share > wing_share || behind_m > wing_m) return {};
        storeys -= wing_storeys_less;
    }
    return lived_in(height_of(storeys), flat_m2_per_resident);
}

struct Rectangle {
    double begin_m, end_m, front_m, back_m;
    bool holds(double along_m, double inside_m) const {
        return along_m >= begin_m && along_m < end_m && inside_m >= front_m && inside_m < back_m;
    }
};

/// Whether all of a rectangle along an edge faces that edge, so that no other side's houses cut it.
bool faces_edge(Plan const& plan, Block const& block, BlockEdge const& edge, Rectangle const& house) {
    constexpr double rounding_m = 1e-6;
    for (double const along_m : {house.begin_m, house.end_m}) {
        for (double const inside_m : {house.front_m, house.back_m}) {
            if (inside_block(plan, block, place_of(edge, along_m, inside_m)) < inside_m - rounding_m)
                return false;
        }
    }
    return true;
}

/// A house and its wing; the wing is empty where there is none.
struct House {
    Rectangle main, wing;
    bool holds(Spot const& spot) const {
        return main.holds(spot.along_m, spot.inside_m) || wing.holds(spot.along_m, spot.inside_m);
    }
    Rectangle hull() const {
        return {main.begin_m, main.end_m, main.front_m, std::max(main.back_m, wing.back_m)};
    }
};

/// The house of a parcel: `fit` 0 as wished, 1 without its wing, 2 and 3 smaller, for parcels at corners.
House house_on(Parcel const& parcel, int fit) {
    constexpr double setback_m = 3.0, setback_spread_m = 2.5, least_margin_m = 1.0, margin_spread_m = 2.0;
    constexpr double depth_m = 8.5, depth_spread_m = 3.0, wing_chance = 0.4, wing_m = 5.0;
    constexpr std::array<double, 4> depth_share{1.0, 1.0, 0.85, 0.75}, begin_share{0.0, 0.0, 0.0, 0.3};
    auto const [a, b, c, d] = parcel.chance;
    auto const at = static_cast<std::size_t>(fit);
    double const front_m = setback_m + setback_spread_m * b;
    double const margin_m = least_margin_m + margin_spread_m * c;
    double const back_m = front_m + (depth_m + depth_spread_m * a) * depth_share[at];
    double const width_m = parcel.end_m - parcel.begin_m - 1.5 * margin_m;
    double const trim_m = begin_share[at] * width_m;
    bool const at_begin = c < 0.5;
    Rectangle const main{parcel.begin_m + 0.5 * margin_m + (at_begin ? trim_m : 0.0),
                         parcel.end_m - margin_m - (at_begin ? 0.0 : trim_m), front_m, back_m};
    bool const winged = fit == 0 && d < wing_chance;
    return {main,
            {main.begin_m, (main.begin_m + main.end_m) / 2.0, back_m, winged ? back_m + wing_m : back_m}};
}

/// A house of its own in a garden: a rectangle, or an L.
Built garden_house(std::uint64_t seed, Plan const& plan, Spot const& spot) {
    constexpr double parcel_m = 14.5, front_m = 3.0, reach_m = 22.0, empty_chance = 0.05;
    if (spot.inside_m < front_m || spot.inside_m > reach_m) return {};
    constexpr double third_storey = 0.8; // towards the centre
    auto const parcel = parcel_at(seed, spot, parcel_m);
    // Smaller fits lie within the first one.
    if (parcel.chance[0] < empty_chance || !house_on(parcel, 0).holds(spot)) return {};
    auto const& block = plan.blocks[static_cast<std::size_t>(spot.block)];
    auto const& edge = plan.edges_of(block)[static_cast<std::size_t>(spot.edge)];
    for (int fit = 0; fit < 4; ++fit) {
        auto const house = house_on(parcel, fit);
        if (!faces_edge(plan, block, edge, house.hull())) continue;
        if (!house.holds(spot)) return {};
        return lived_in(height_of(2.0 + third_storey * parcel.chance[2] * block.urbanity),
                        house_m2_per_resident);
    }
    return {};
}

/// Equal long buildings in rows: what differs between slabs of flats and halls.
struct RowPattern {
    double length_m, depth_m, gap_along_m, gap_across_m, inset_m;
};

/// Position along and inside of the longest side of the block, whichever side is nearest [m].
std::array<double, 2> along_longest(Plan const& plan, Spot const& spot) {
    auto const& block = plan.blocks[static_cast<std::size_t>(spot.block)];
    auto const& edge = plan.edges_of(block)[static_cast<std::size_t>(block.longest_edge)];
    return {(spot.place.p_m - edge.origin.p_m) * edge.along_p +
                (spot.place.q_m - edge.origin.q_m) * edge.along_q,
            inside_of(edge, spot.place)};
}

/// Whether a building of the pattern covers a spot.
bool in_rows(Plan const& plan, Spot const& spot, RowPattern const& pattern) {
    auto const& block = plan.blocks[static_cast<std::size_t>(spot.block)];
    auto const& edge = plan.edges_of(block)[static_cast<std::size_t>(block.longest_edge)];
    auto const at = along_longest(plan, spot);
    double const along_m = at[0] - pattern.inset_m, inside_m = at[1] - pattern.inset_m;
    double const pitch_along_m = pattern.length_m + pattern.gap_along_m;
    double const pitch_across_m = pattern.depth_m + pattern.gap_across_m;
    double const column = std::floor(along_m / pitch_along_m);
    double const row = std::floor(inside_m / pitch_across_m);
    double const begin_m = column * pitch_along_m + pattern.inset_m;
    double const front_m = row * pitch_across_m + pattern.inset_m;
    Rectangle const house{begin_m, begin_m + pattern.length_m, front_m, front_m + pattern.depth_m};
    if (!house.holds(along_m + pattern.inset_m, inside_m + pattern.inset_m)) return false;
    for (double const corner_along_m : {house.begin_m, house.end_m}) {
        for (double const corner_inside_m : {house.front_m, house.back_m}) {
            auto const corner = place_of(edge, corner_along_m, corner_inside_m);
            if (inside_block(plan, block, corner) < pattern.inset_m / 2.0) return false;
        }
    }
    return true;
}

Built slab(std::uint64_t seed, Plan const& plan, Spot const& spot) {
    constexpr double storey_range = 2.5;
    constexpr RowPattern pattern{34.0, 11.5, 10.0, 22.0, 5.0};
    if (!in_rows(plan, spot, pattern)) return {};
    auto const& block = plan.blocks[static_cast<std::size_t>(spot.block)];
    auto const chance = random_for(seed, Purpose::block).uniform((std::uint64_t{1} << 40) + spot.block);
    return lived_in(height_of(4.0 + storey_range * chance + 1.5 * block.urbanity), flat_m2_per_resident);
}

/// Large halls that follow the shape of the block, with yards between them.
Built hall(std::uint64_t seed, Plan const& plan, Spot const& spot) {
    constexpr double yard_m = 11.0, pitch_m = 58.0, gap_m = 14.0;
    constexpr double empty_chance = 0.12, low_m = 7.0, spread_m = 4.0;
    if (spot.inside_m < yard_m) return {};
    auto const& block = plan.blocks[static_cast<std::size_t>(spot.block)];
    auto const at = along_longest(plan, spot);
    double const column = std::floor(at[0] / pitch_m);
    if (at[0] - column * pitch_m < gap_m) return {};
    auto const number = (std::uint64_t{2} << 40) + static_cast<std::uint64_t>(spot.block) * 4096 +
                        (static_cast<std::uint64_t>(static_cast<std::int64_t>(column)) & 4095);
    double const chance = random_for(seed, Purpose::block).uniform(number);
    if (chance < empty_chance || block.area_m2 <= 0.0) return {};
    return {low_m + spread_m * chance, 0.0};
}

/// A church in the middle of the larger squares: nave and crossing.
Built church(Plan const& plan, Spot const& spot) {
    constexpr double smallest_square_m2 = 3600.0, half_nave_m = 20.0, half_width_m = 6.5;
    constexpr double crossing_m = 6.0, half_crossing_m = 14.0, half_arm_m = 5.0, height_m = 19.0,
                     tower_m = 25.0;
    auto const& block = plan.blocks[static_cast<std::size_t>(spot.block)];
    if (block.area_m2 < smallest_square_m2) return {};
    auto const& edge = plan.edges_of(block)[static_cast<std::size_t>(block.longest_edge)];
    double const dp = spot.place.p_m - block.centroid.p_m, dq = spot.place.q_m - block.centroid.q_m;
    double const along_m = dp * edge.along_p + dq * edge.along_q;
    double const across_m = dq * edge.along_p - dp * edge.along_q;
    bool const nave = std::abs(along_m) < half_nave_m && std::abs(across_m) < half_width_m;
    bool const arms = std::abs(along_m - crossing_m) < half_arm_m && std::abs(across_m) < half_crossing_m;
    bool const tower = nave && along_m < half_width_m - half_nave_m;
    if (tower) return {tower_m, 0.0};
    return nave || arms ? Built{height_m, 0.0} : Built{};
}

} // namespace

Parcel parcel_at(std::uint64_t seed, Spot const& spot, double width_m) {
    constexpr double border_jitter = 0.45; // of the width
    constexpr std::uint64_t parcels_per_edge = 1 << 12, edges_per_block = 64;
    constexpr std::int64_t first = 1 << 11; // parcels before the first corner have negative numbers
    auto const base =
        (static_cast<std::uint64_t>(spot.block) * edges_per_block + static_cast<std::uint64_t>(spot.edge)) *
        parcels_per_edge;
    auto const borders = random_for(seed, Purpose::parcel_border);
    auto const number_of = [&](std::int64_t i) { return base + static_cast<std::uint64_t>(i + first); };
    auto const border_m = [&](std::int64_t i) {
        return (static_cast<double>(i) + border_jitter * (borders.uniform(number_of(i)) - 0.5)) * width_m;
    };
    auto i = static_cast<std::int64_t>(std::floor(spot.along_m / width_m));
    double begin_m = border_m(i), end_m = border_m(i + 1);
    if (spot.along_m < begin_m) {
        end_m = begin_m;
        begin_m = border_m(--i);
    } else if (spot.along_m >= end_m) {
        begin_m = end_m;
        end_m = border_m(++i + 1);
    }
    auto const random = random_for(seed, Purpose::parcel);
    constexpr double spacing = 0x1.0p-32;
    constexpr std::uint64_t lower_half = 0xFFFFFFFF;
    auto const high = random.bits(number_of(i) * 2), low = random.bits(number_of(i) * 2 + 1);
    auto const upper = [](std::uint64_t bits) { return static_cast<double>(bits >> 32) * spacing; };
    auto const lower = [](std::uint64_t bits) { return static_cast<double>(bits & lower_half) * spacing; };
    return {begin_m, end_m, {upper(high), lower(high), upper(low), lower(low)}};
}

Built built_at(std::uint64_t seed, Plan const& plan, Spot const& spot) {
    auto const& block = plan.blocks[static_cast<std::size_t>(spot.block)];
    switch (block.use) {
    case BlockUse::courtyards:
        return courtyard_house(seed, block, spot);
    case BlockUse::houses:
        return garden_house(seed, plan, spot);
    case BlockUse::slabs:
        return slab(seed, plan, spot);
    case BlockUse::halls:
        return hall(seed, plan, spot);
    case BlockUse::square:
        return church(plan, spot);
    case BlockUse::river:
    case BlockUse::park:
    case BlockUse::meadow:
    case BlockUse::allotments:
        break;
    }
    return {};
}

} // namespace jumelle::town
