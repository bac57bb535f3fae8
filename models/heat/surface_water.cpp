// What wets ground and roofs, and what they give off: a part of `Surfaces`.
#include <algorithm>

#include "models/heat/kernels/root_zone.hpp"
#include "models/heat/surfaces.hpp"

namespace jumelle::heat {

namespace {

constexpr double flooded_m = 0.001; ///< a flood that is deeper counts as open water
constexpr double endless_wpm2 = 1e9;

} // namespace

LaneVapour Surfaces::wet_by_resistances(Piece const& piece, LaneWater const& water, FacetLanes& lanes) const {
    Material const& material = parameters_.materials[piece.material];
    double const most_wpm2m = water_kgpm3 * heat_of_vapour_jpkg_ / prepared_for_s_;
    auto const count = static_cast<Index>(piece.count);
    switch (material.wetness) {
    case Wetness::sealed:
        return wet_sealed_lanes(most_wpm2m, water, count, lanes);
    case Wetness::water:
        return wet_open_water_lanes(count, lanes);
    case Wetness::soil:
        return wet_soil_lanes(most_wpm2m, water, count, lanes);
    case Wetness::plants:
        break;
    }
    return wet_plant_lanes(most_wpm2m, prepared_[piece.material].leaves, water, count, lanes);
}

LaneVapour Surfaces::wet(Piece const& piece, LaneWater& water, FacetLanes& lanes) const {
    LaneVapour vapour = wet_by_resistances(piece, water, lanes);
    bool const is_sealed = parameters_.materials[piece.material].wetness == Wetness::sealed;
    if (flood_lanes(piece, water, lanes)) vapour = LaneVapour::some;
    if (parameters_.evaporation == EvaporationKind::priestley_taylor && vapour == LaneVapour::some)
        wet_by_energy(priestley_taylor_, !is_sealed, water, static_cast<Index>(piece.count), lanes);
    return vapour;
}

bool Surfaces::flood_lanes(Piece const& piece, LaneWater& water, FacetLanes& lanes) const {
    if (piece.step.water_depth_m == nullptr) return false;
    bool is_any = false;
    for (std::size_t l = 0; l < piece.count; ++l) {
        std::size_t const facet = piece.begin + l;
        Index const row = piece.first_row + order_.row(facet), column = order_.column(facet);
        if ((*piece.step.water_depth_m)(row, column) <= flooded_m) continue;
        is_any = true;
        water.held_m[l] = water.capacity_m[l];
        lanes.wet_share[l] = 1.0;
        lanes.most_wpm2[l] = endless_wpm2;
        lanes.resistance_spm[l] = 0.0;
    }
    return is_any;
}

void Surfaces::take_rain(Piece const& piece, std::size_t lane, LaneWater& water) {
    std::size_t const facet = piece.begin + lane;
    Index const row = piece.first_row + order_.row(facet), column = order_.column(facet);
    Material const& material = parameters_.materials[piece.material];
    double const capacity = capacity_m(row, column), rain = rain_m(piece.step, row, column);
    double const upper = static_cast<double>(cells_.water_m[facet]);
    water.capacity_m[lane] = capacity;
    if (material.wetness != Wetness::plants) {
        water.held_m[lane] = std::min(upper + rain, capacity);
        cells_.water_m[facet] = static_cast<float>(water.held_m[lane]);
        return;
    }
    RootWater const most = root_capacity(capacity);
    RootWater const now = with_rain({upper, static_cast<double>(cells_.deep_m[facet])}, most, rain);
    water.held_m[lane] = root_moisture(now, most, material.upper_roots) * capacity;
    water.upper_moisture[lane] = upper_moisture(now, most);
    cells_.water_m[facet] = static_cast<float>(now.upper_m);
    cells_.deep_m[facet] = static_cast<float>(now.deep_m);
}

void Surfaces::lose_water(Piece const& piece, std::size_t lane, double lost_m) {
    std::size_t const facet = piece.begin + lane;
    Index const row = piece.first_row + order_.row(facet), column = order_.column(facet);
    Material const& material = parameters_.materials[piece.material];
    double const capacity = capacity_m(row, column);
    double const upper = static_cast<double>(cells_.water_m[facet]);
    if (material.wetness != Wetness::plants) {
        cells_.water_m[facet] = static_cast<float>(std::clamp(upper - lost_m, 0.0, capacity));
        return;
    }
    RootWater const left = without({upper, static_cast<double>(cells_.deep_m[facet])},
                                   root_capacity(capacity), material.upper_roots, lost_m);
    cells_.water_m[facet] = static_cast<float>(left.upper_m);
    cells_.deep_m[facet] = static_cast<float>(left.deep_m);
}

} // namespace jumelle::heat
