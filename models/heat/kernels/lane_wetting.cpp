#include "models/heat/kernels/lane_wetting.hpp"

#include "models/heat/kernels/root_zone.hpp"

namespace jumelle::heat {

namespace {

constexpr double endless_wpm2 = 1e9;

JUMELLE_INLINE double moisture_of(LaneWater const& water, std::size_t i) {
    return water.capacity_m[i] > 0.0 ? water.held_m[i] / water.capacity_m[i] : 1.0;
}

} // namespace

JUMELLE_KERNEL void rain_on_lanes(Index count, LaneWater& water, float* water_m) noexcept {
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        double const all = static_cast<double>(water_m[l]) + water.held_m[i];
        water.held_m[i] = all < water.capacity_m[i] ? all : water.capacity_m[i];
        water_m[l] = static_cast<float>(water.held_m[i]);
    }
}

JUMELLE_KERNEL void rain_on_roots(Index count, LaneWater& water, RootLanes const& given) noexcept {
    RootLanes const roots = given;
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        double const capacity_m = water.capacity_m[i];
        RootWater const most = root_capacity(capacity_m);
        RootWater const before = {static_cast<double>(roots.upper_m[l]),
                                  static_cast<double>(roots.deep_m[l])};
        RootWater const now = with_rain(before, most, water.held_m[i]);
        water.held_m[i] = root_moisture(now, most, roots.upper_roots) * capacity_m;
        water.upper_moisture[i] = upper_moisture(now, most);
        roots.upper_m[l] = static_cast<float>(now.upper_m);
        roots.deep_m[l] = static_cast<float>(now.deep_m);
    }
}

JUMELLE_KERNEL void dry_lanes(double lost_m, LaneWater const& water, Lane const& latent_wpm2, Index count,
                              float* water_m) noexcept {
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        double const left = static_cast<double>(water_m[l]) - latent_wpm2[i] * lost_m;
        double const some = left > 0.0 ? left : 0.0;
        water_m[l] = static_cast<float>(some < water.capacity_m[i] ? some : water.capacity_m[i]);
    }
}

JUMELLE_KERNEL void dry_roots(double lost_m, LaneWater const& water, Lane const& latent_wpm2, Index count,
                              RootLanes const& given) noexcept {
    RootLanes const roots = given;
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        RootWater const before = {static_cast<double>(roots.upper_m[l]),
                                  static_cast<double>(roots.deep_m[l])};
        RootWater const left =
            without(before, root_capacity(water.capacity_m[i]), roots.upper_roots, latent_wpm2[i] * lost_m);
        roots.upper_m[l] = static_cast<float>(left.upper_m);
        roots.deep_m[l] = static_cast<float>(left.deep_m);
    }
}

JUMELLE_KERNEL LaneVapour wet_sealed_lanes(double most_wpm2m, LaneWater const& water, Index count,
                                           FacetLanes& lanes) noexcept {
    double wet = 0.0;
    for (Index l = 0; l < count; ++l) {
        double const held_m = water.held_m[static_cast<std::size_t>(l)];
        wet = held_m > wet ? held_m : wet;
    }
    if (wet <= 0.0) {
        lanes.wet_share.fill(0.0);
        lanes.priestley_taylor.fill(0.0);
        return LaneVapour::none;
    }
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        lanes.wet_share[i] = water.held_m[i] > 0.0 ? 1.0 : 0.0;
        lanes.most_wpm2[i] = water.held_m[i] * most_wpm2m;
        lanes.resistance_spm[i] = 0.0;
        lanes.priestley_taylor[i] = 0.0;
    }
    return LaneVapour::some;
}

LaneVapour wet_open_water_lanes(Index count, FacetLanes& lanes) noexcept {
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        lanes.wet_share[i] = 1.0;
        lanes.most_wpm2[i] = endless_wpm2;
        lanes.resistance_spm[i] = 0.0;
        lanes.priestley_taylor[i] = 0.0;
    }
    return LaneVapour::some;
}

JUMELLE_KERNEL LaneVapour wet_plant_lanes(double most_wpm2m, Leaves const& given, LaneWater const& water,
                                          Index count, FacetLanes& lanes) noexcept {
    Leaves const leaves = given;
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        double const moisture = moisture_of(water, i);
        LeafStress const stress{water.shortwave_wpm2[i], moisture < 1.0 ? moisture : 1.0,
                                water.air_factor[i]};
        lanes.wet_share[i] = 1.0;
        lanes.most_wpm2[i] = water.held_m[i] * most_wpm2m;
        lanes.resistance_spm[i] = planted_resistance(canopy_resistance(leaves, stress), leaves.open_ground,
                                                     water.upper_moisture[i]);
        lanes.priestley_taylor[i] = 0.0;
    }
    return LaneVapour::some;
}

JUMELLE_KERNEL LaneVapour wet_soil_lanes(double most_wpm2m, LaneWater const& water, Index count,
                                         FacetLanes& lanes) noexcept {
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        lanes.wet_share[i] = 1.0;
        lanes.most_wpm2[i] = water.held_m[i] * most_wpm2m;
        lanes.resistance_spm[i] = soil_resistance(moisture_of(water, i));
        lanes.priestley_taylor[i] = 0.0;
    }
    return LaneVapour::some;
}

JUMELLE_KERNEL void wet_by_energy(double share, bool by_moisture, LaneWater const& water, Index count,
                                  FacetLanes& lanes) noexcept {
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        double const wet = by_moisture ? moisture_of(water, i) : lanes.wet_share[i];
        lanes.priestley_taylor[i] = wet * share;
        lanes.wet_share[i] = 0.0;
    }
}

} // namespace jumelle::heat
