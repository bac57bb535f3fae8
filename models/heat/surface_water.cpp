// What wets ground and roofs, and what they give off: a part of `Surfaces`.

#include "models/heat/surfaces.hpp"

namespace jumelle::heat {

namespace {

constexpr double flooded_m = 0.001; ///< a flood that is deeper counts as open water
constexpr double endless_wpm2 = 1e9;
/// Water that stays on sealed ground [m]. Source: Oke et al. 2017, Urban Climates, p. 164.
constexpr double film_m = 0.001;

double usual_capacity_m(Material const& material) {
    return material.wetness == Wetness::sealed ? film_m : material.root_water_m;
}

} // namespace

double Surfaces::capacity_m(Index row, Index column) const {
    std::size_t const material = materials_(row, column);
    if (material == green_roof_material) return static_cast<double>(roof_storage_m_(row, column));
    return usual_capacity_m(parameters_.materials[material]);
}

double Surfaces::rain_m(SurfaceStep const& step, Index row, Index column) const {
    if (step.rain_map_mps.empty()) return step.rain_m;
    double const map_mps = static_cast<double>(step.rain_map_mps(row, column));
    return step.rain_m + (map_mps > 0.0 ? map_mps * step.length_s : 0.0);
}

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

RootLanes Surfaces::roots_of(Piece const& piece) {
    return {cells_.water_m.data() + piece.begin, cells_.deep_m.data() + piece.begin,
            parameters_.materials[piece.material].upper_roots};
}

void Surfaces::take_rain(Piece const& piece, LaneWater& water) {
    Material const& material = parameters_.materials[piece.material];
    bool const is_one = piece.material != green_roof_material && piece.step.rain_map_mps.empty();
    if (is_one) {
        water.capacity_m.fill(usual_capacity_m(material));
        water.held_m.fill(piece.step.rain_m);
    } else {
        for (std::size_t l = 0; l < piece.count; ++l) {
            std::size_t const facet = piece.begin + l;
            Index const row = piece.first_row + order_.row(facet), column = order_.column(facet);
            water.capacity_m[l] = capacity_m(row, column);
            water.held_m[l] = rain_m(piece.step, row, column);
        }
    }
    auto const count = static_cast<Index>(piece.count);
    if (material.wetness == Wetness::plants) {
        rain_on_roots(count, water, roots_of(piece));
    } else {
        rain_on_lanes(count, water, cells_.water_m.data() + piece.begin);
    }
}

void Surfaces::lose_water(Piece const& piece, LaneWater const& water, FacetLanes const& lanes) {
    double const lost_m = piece.step.length_s / (water_kgpm3 * heat_of_vapour_jpkg_);
    auto const count = static_cast<Index>(piece.count);
    if (parameters_.materials[piece.material].wetness == Wetness::plants) {
        dry_roots(lost_m, water, lanes.latent_wpm2, count, roots_of(piece));
    } else {
        dry_lanes(lost_m, water, lanes.latent_wpm2, count, cells_.water_m.data() + piece.begin);
    }
}

} // namespace jumelle::heat
