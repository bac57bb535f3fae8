#include "models/heat/kernels/facet_lanes.hpp"

#include "models/heat/kernels/late_lanes.hpp"

namespace jumelle::heat {

namespace {

constexpr double calmest_mps = 0.5;
constexpr double rounding_wpm2 = 1e-7;
/// In single precision, before one in double precision. Wet facets need more: their vapour rises steeply
/// where the air changes from stable to unstable.
constexpr int rough_steps = 3, rough_steps_of_wet = 5;

template <LaneVapour vapour, Stirred stirred>
JUMELLE_INLINE void give(FacetKind const& kind, Index count, FacetLanes const& lanes,
                         LaneGiven<double>& given) {
    given.emission = kind.emissivity * stefan_boltzmann;
    given.slope = kind.slope_wpm2k;
    given.unstable_c = kind.unstable_c;
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        double const air_k = lanes.air_k[i], air2 = air_k * air_k;
        given.air_k[i] = air_k;
        given.idle_wpm2[i] = lanes.shortwave_wpm2[i] + kind.emissivity * lanes.longwave_wpm2[i] -
                             given.emission * (air2 * air2) -
                             (kind.slope_wpm2k * air_k - lanes.offset_wpm2[i]);
        given.by_wind[i] = kind.still_wpm2k + kind.per_wind_wpm2k * lanes.wind_mps[i];
    }
    if constexpr (stirred == Stirred::by_stability) {
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l) {
            auto const i = static_cast<std::size_t>(l);
            double const wind = lanes.wind_mps[i] > calmest_mps ? lanes.wind_mps[i] : calmest_mps;
            given.per_k[i] = free_fall_mps2 * kind.height_m / (lanes.air_k[i] * wind * wind);
            given.flow[i] = lanes.heat_jpm3k[i] * wind * kind.neutral;
        }
    }
    if constexpr (vapour == LaneVapour::some) {
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l) {
            auto const i = static_cast<std::size_t>(l);
            given.vapour[i] = lanes.wet_share[i] * lanes.heat_jpm3k[i] / lanes.gamma_papk[i];
            given.heat_jpm3k[i] = lanes.heat_jpm3k[i];
            given.resistance_spm[i] = lanes.resistance_spm[i];
            given.vapour_pa[i] = lanes.vapour_pa[i];
            given.most_wpm2[i] = lanes.most_wpm2[i];
            given.priestley_taylor[i] = lanes.priestley_taylor[i];
        }
    }
}

JUMELLE_INLINE void round_lane(Index count, LaneOf<double> const& from, LaneOf<float>& to) {
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        to[i] = static_cast<float>(from[i]);
    }
}

/// The same in single precision.
template <LaneVapour vapour, Stirred stirred>
JUMELLE_INLINE void round_given(Index count, LaneGiven<double> const& from, LaneGiven<float>& to) {
    to.emission = static_cast<float>(from.emission);
    to.slope = static_cast<float>(from.slope);
    to.unstable_c = static_cast<float>(from.unstable_c);
    round_lane(count, from.air_k, to.air_k);
    round_lane(count, from.idle_wpm2, to.idle_wpm2);
    round_lane(count, from.by_wind, to.by_wind);
    if constexpr (stirred == Stirred::by_stability) {
        round_lane(count, from.per_k, to.per_k);
        round_lane(count, from.flow, to.flow);
    }
    if constexpr (vapour == LaneVapour::some) {
        round_lane(count, from.vapour, to.vapour);
        round_lane(count, from.heat_jpm3k, to.heat_jpm3k);
        round_lane(count, from.resistance_spm, to.resistance_spm);
        round_lane(count, from.vapour_pa, to.vapour_pa);
        round_lane(count, from.most_wpm2, to.most_wpm2);
        round_lane(count, from.priestley_taylor, to.priestley_taylor);
    }
}

/// One step of Newton's method for all facets. One that turns back goes half the way at most: between two
/// flat sides of a steep place the method would go to and fro. @param moved_k the last move
template <LaneVapour vapour, Stirred stirred, class Real>
JUMELLE_INLINE void newton_step(Index count, LaneGiven<Real> const& given, LaneOf<Real>& warmer_k,
                                LaneOf<Real>& moved_k) {
    constexpr auto longest = static_cast<Real>(longest_move_k);
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        auto const balance = balance_at<vapour, stirred>(given, i, warmer_k[i]);
        Real const wanted = -balance.residual / balance.slope;
        Real const back = static_cast<Real>(-0.5) * moved_k[i];
        Real const up = back > 0 ? back : longest, down = back < 0 ? back : -longest;
        Real const not_down = wanted < down ? down : wanted;
        Real const move = not_down > up ? up : not_down;
        warmer_k[i] += move;
        moved_k[i] = move;
    }
}

JUMELLE_INLINE double largest_residual(Index count, FacetLanes const& lanes) {
    double worst = 0.0;
    for (Index l = 0; l < count; ++l) {
        double const residual = lanes.residual_wpm2[static_cast<std::size_t>(l)];
        double const size = residual < 0.0 ? -residual : residual;
        worst = size > worst ? size : worst;
    }
    return worst;
}

template <LaneVapour vapour, Stirred stirred = Stirred::by_stability>
JUMELLE_INLINE bool search_lanes(FacetKind const& kind, Index count, FacetLanes& lanes) {
    LaneGiven<double> given;
    LaneGiven<float> rough_given;
    alignas(64) Lane warmer_k, moved_k{};
    alignas(64) LaneOf<float> rough_warmer_k, rough_moved_k{};
    give<vapour, stirred>(kind, count, lanes, given);
    round_given<vapour, stirred>(count, given, rough_given);
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        rough_warmer_k[i] = static_cast<float>(lanes.surface_k[i] - lanes.air_k[i]);
    }
    constexpr int steps = vapour == LaneVapour::some ? rough_steps_of_wet : rough_steps;
    for (int step = 0; step < steps; ++step)
        newton_step<vapour, stirred>(count, rough_given, rough_warmer_k, rough_moved_k);
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        warmer_k[i] = static_cast<double>(rough_warmer_k[i]);
    }
    newton_step<vapour, stirred>(count, given, warmer_k, moved_k);
    fill_fluxes<vapour, stirred>(kind, count, given, warmer_k, lanes);
    if (largest_residual(count, lanes) < close_enough_wpm2) return true;
    search_late<vapour, stirred>(kind, count, given, warmer_k, lanes);
    return largest_residual(count, lanes) < rounding_wpm2;
}

JUMELLE_KERNEL bool search_dry(FacetKind const& kind, Index count, FacetLanes& lanes) {
    return search_lanes<LaneVapour::none>(kind, count, lanes);
}

JUMELLE_KERNEL bool search_walls(FacetKind const& kind, Index count, FacetLanes& lanes) {
    return search_lanes<LaneVapour::none, Stirred::by_wind>(kind, count, lanes);
}

JUMELLE_KERNEL bool search_wet(FacetKind const& kind, Index count, FacetLanes& lanes) {
    return search_lanes<LaneVapour::some>(kind, count, lanes);
}

} // namespace

bool solve_lanes(FacetKind const& kind, LaneVapour vapour, Index count, FacetLanes& lanes) noexcept {
    if (vapour == LaneVapour::some) return search_wet(kind, count, lanes);
    return kind.neutral > 0.0 ? search_dry(kind, count, lanes) : search_walls(kind, count, lanes);
}

} // namespace jumelle::heat
