#pragma once

#include <cmath>

#include "models/heat/kernels/exponential.hpp"
#include "models/heat/kernels/facet_lanes.hpp"
#include "models/heat/kernels/physics.hpp"

namespace jumelle::heat {

/// What facets exchange heat by: walls by the wind alone, all else by how stable the air is as well.
enum class Stirred { by_wind, by_stability };

/// One number a facet in the precision that the search for temperatures works in.
template <class Real>
using LaneOf = std::array<Real, lane_count>;

/// What stays the same while temperatures are tried, as the balance needs it: all is told by how much warmer
/// a facet is than its air, a small number, so that single precision finds it within 1e-6 K.
template <class Real>
struct LaneGiven {
    Real emission = 0; ///< ε σ
    Real slope = 0;    ///< d G / d Ts
    Real unstable_c = 0;
    alignas(64) LaneOf<Real> air_k;
    alignas(64) LaneOf<Real> idle_wpm2; ///< K* + L* − G of a facet as warm as its air
    alignas(64) LaneOf<Real> by_wind;   ///< part of h that the wind makes [W/m²K]
    alignas(64) LaneOf<Real> per_k;     ///< −d Ri / d Ts
    alignas(64) LaneOf<Real> flow;      ///< ρ cp U C of neutral air [W/m²K]
    alignas(64) LaneOf<Real> vapour;    ///< share ρ cp / γ
    alignas(64) LaneOf<Real> heat_jpm3k, resistance_spm, vapour_pa, most_wpm2, priestley_taylor;
};

/// Balance of a facet at a temperature.
template <class Real>
struct LaneBalance {
    Real radiated = 0; ///< ε σ (Ts⁴ − Ta⁴)
    Real ground = 0;   ///< what G is beyond that of a facet as warm as its air
    Real sensible = 0, latent = 0;
    Real residual = 0, slope = 0; ///< K* + L* − H − LE − G and its derivative
};

template <class Real>
struct LaneExchange {
    Real h, slope;
};

/// `ground_exchange` with one root and one division, whatever the air: `stable` is 1 where Ri > 0, else 0,
/// and picks by multiplication, because compilers make two roots of a choice.
template <class Real>
JUMELLE_INLINE LaneExchange<Real> exchange_at(LaneGiven<Real> const& given, std::size_t i, Real warmer_k) {
    constexpr Real bend = 15, stable_bend = 5, half = 0.5, one = 1; // Louis 1979
    Real const per_k = given.per_k[i], flow = given.flow[i], c = given.unstable_c;
    Real const ri = -per_k * warmer_k, size = std::abs(ri);
    Real const stable = half + std::copysign(half, ri), unstable = one - stable;
    Real const root = std::sqrt(stable + size * (one + (stable_bend - one) * stable));
    Real const bent = bend * size;
    Real const curved = root * (stable * bent + unstable * c);
    Real const divisor = one + curved, root_of_stable = unstable + stable * root;
    Real const both = one / (divisor * root_of_stable); // of both inverses
    Real const inverse = both * root_of_stable, per_root = both * divisor;
    Real const factor = unstable + inverse * (stable + unstable * bent);
    Real const rise = stable * (bend * root + half * stable_bend * bent * per_root) +
                      unstable * (bend + half * bend * curved);
    return {given.by_wind[i] + flow * factor, flow * rise * per_k * inverse * inverse};
}

template <class Real>
struct LaneLatent {
    Real flux, slope;
};

/// `latent_heat`: with H = ρ cp and r the resistance of leaves or soil, 1 / (H / h + r) = h / (H + r h).
template <class Real>
JUMELLE_INLINE LaneLatent<Real> latent_at(LaneGiven<Real> const& given, std::size_t i,
                                          LaneExchange<Real> const& exchange, Real surface_k) {
    constexpr auto at_zero_pa = static_cast<Real>(610.94), magnus = static_cast<Real>(17.625),
                   magnus_offset_c = static_cast<Real>(243.04), // humidity.hpp
        one = static_cast<Real>(1);
    Real const above_c = surface_k - static_cast<Real>(zero_celsius_k) + magnus_offset_c;
    Real const inverse_c = one / above_c;
    Real const wet_pa = at_zero_pa * exponential(magnus * (above_c - magnus_offset_c) * inverse_c);
    Real const wet_slope = wet_pa * magnus * magnus_offset_c * inverse_c * inverse_c;
    Real const heat = given.heat_jpm3k[i], scale = given.vapour[i];
    Real const inverse = one / (heat + given.resistance_spm[i] * exchange.h);
    Real const conductance = exchange.h * inverse;
    Real const conductance_slope = inverse * inverse * heat * exchange.slope;
    Real const deficit = wet_pa - given.vapour_pa[i];
    Real const flux = scale * conductance * deficit;
    Real const most = given.most_wpm2[i];
    Real const slope = scale * (conductance * wet_slope + conductance_slope * deficit);
    return {flux > most ? most : flux, flux > most ? static_cast<Real>(0) : slope};
}

/// The balance of facet `i`, `warmer_k` warmer than its air.
template <LaneVapour vapour, Stirred stirred, class Real>
JUMELLE_INLINE LaneBalance<Real> balance_at(LaneGiven<Real> const& given, std::size_t i, Real warmer_k) {
    constexpr Real four = 4, six = 6;
    Real const air_k = given.air_k[i], surface_k = air_k + warmer_k, air2 = air_k * air_k;
    LaneExchange<Real> exchange{given.by_wind[i], 0};
    if constexpr (stirred == Stirred::by_stability) exchange = exchange_at(given, i, warmer_k);
    LaneBalance<Real> made;
    made.radiated = given.emission * warmer_k *
                    (four * air2 * air_k + warmer_k * (six * air2 + warmer_k * (four * air_k + warmer_k)));
    made.ground = given.slope * warmer_k;
    made.sensible = exchange.h * warmer_k;
    Real const available = given.idle_wpm2[i] - made.radiated - made.ground;
    Real const available_slope = -(four * given.emission * (surface_k * surface_k * surface_k)) - given.slope;
    made.slope = available_slope - exchange.h - exchange.slope * warmer_k;
    if constexpr (vapour == LaneVapour::some) {
        LaneLatent<Real> const wet = latent_at(given, i, exchange, surface_k);
        Real const share = available > 0 ? given.priestley_taylor[i] : static_cast<Real>(0);
        made.latent = wet.flux + share * available;
        made.slope -= wet.slope + share * available_slope;
    }
    made.residual = available - made.sensible - made.latent;
    return made;
}

/// Fills the fluxes of facets at their temperatures.
template <LaneVapour vapour, Stirred stirred>
JUMELLE_INLINE void fill_fluxes(FacetKind const& kind, Index count, LaneGiven<double> const& given,
                                Lane const& warmer_k, FacetLanes& lanes) {
    double const emissivity = kind.emissivity, slope_wpm2k = kind.slope_wpm2k, emission = given.emission;
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        double const air_k = lanes.air_k[i], air2 = air_k * air_k;
        LaneBalance<double> const balance = balance_at<vapour, stirred>(given, i, warmer_k[i]);
        lanes.net_longwave_wpm2[i] =
            emissivity * lanes.longwave_wpm2[i] - emission * (air2 * air2) - balance.radiated;
        lanes.ground_wpm2[i] = slope_wpm2k * air_k - lanes.offset_wpm2[i] + balance.ground;
        lanes.sensible_wpm2[i] = balance.sensible;
        lanes.latent_wpm2[i] = balance.latent;
        lanes.residual_wpm2[i] = balance.residual;
        lanes.surface_k[i] = air_k + warmer_k[i];
    }
}

} // namespace jumelle::heat
