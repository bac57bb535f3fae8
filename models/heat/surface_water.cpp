// What wets ground and roofs, and what they give off: a part of `Surfaces`.
#include <algorithm>

#include "models/heat/kernels/root_zone.hpp"
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

void Surfaces::take_rain(Piece const& piece, LaneWater& water) {
    Material const& material = parameters_.materials[piece.material];
    bool const is_one = piece.material != green_roof_material && piece.step.rain_map_mps.empty();
    double const usual_m = usual_capacity_m(material);
    for (std::size_t l = 0; l < piece.count; ++l) {
        std::size_t const facet = piece.begin + l;
        Index const row = piece.first_row + order_.row(facet), column = order_.column(facet);
        water.capacity_m[l] = is_one ? usual_m : capacity_m(row, column);
        water.held_m[l] = is_one ? piece.step.rain_m : rain_m(piece.step, row, column);
    }
    float* const upper_m = cells_.water_m.data() + piece.begin;
    if (material.wetness == Wetness::plants) {
        wet_roots(piece, water);
        return;
    }
    for (std::size_t l = 0; l < piece.count; ++l) {
        water.held_m[l] = std::min(static_cast<double>(upper_m[l]) + water.held_m[l], water.capacity_m[l]);
        upper_m[l] = static_cast<float>(water.held_m[l]);
    }
}

/// Takes the rain in `held_m`, and puts there how wet the soil is for the plants.
void Surfaces::wet_roots(Piece const& piece, LaneWater& water) {
    double const upper_roots = parameters_.materials[piece.material].upper_roots;
    float *const upper_m = cells_.water_m.data() + piece.begin, *const deep_m =
                                                                    cells_.deep_m.data() + piece.begin;
    for (std::size_t l = 0; l < piece.count; ++l) {
        double const capacity = water.capacity_m[l];
        RootWater const most = root_capacity(capacity);
        RootWater const now = with_rain({static_cast<double>(upper_m[l]), static_cast<double>(deep_m[l])},
                                        most, water.held_m[l]);
        water.held_m[l] = root_moisture(now, most, upper_roots) * capacity;
        water.upper_moisture[l] = upper_moisture(now, most);
        upper_m[l] = static_cast<float>(now.upper_m);
        deep_m[l] = static_cast<float>(now.deep_m);
    }
}

void Surfaces::lose_water(Piece const& piece, LaneWater const& water, FacetLanes const& lanes) {
    Material const& material = parameters_.materials[piece.material];
    double const lost_per_w = piece.step.length_s / (water_kgpm3 * heat_of_vapour_jpkg_);
    float* const upper_m = cells_.water_m.data() + piece.begin;
    if (material.wetness != Wetness::plants) {
        for (std::size_t l = 0; l < piece.count; ++l) {
            double const left = static_cast<double>(upper_m[l]) - lanes.latent_wpm2[l] * lost_per_w;
            upper_m[l] = static_cast<float>(std::clamp(left, 0.0, water.capacity_m[l]));
        }
        return;
    }
    float* const deep_m = cells_.deep_m.data() + piece.begin;
    for (std::size_t l = 0; l < piece.count; ++l) {
        RootWater const left = without({static_cast<double>(upper_m[l]), static_cast<double>(deep_m[l])},
                                       root_capacity(water.capacity_m[l]), material.upper_roots,
                                       lanes.latent_wpm2[l] * lost_per_w);
        upper_m[l] = static_cast<float>(left.upper_m);
        deep_m[l] = static_cast<float>(left.deep_m);
    }
}

} // namespace jumelle::heat
