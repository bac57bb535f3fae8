#include "models/heat/kernels/facet_lanes.hpp"

#include "models/heat/kernels/lane_balance.hpp"

namespace jumelle::heat {

namespace {

constexpr double calmest_mps = 0.5;
constexpr double close_enough_wpm2 = 1e-9, rounding_wpm2 = 1e-7;
/// In single precision, before one in double precision. Wet facets need more: their vapour rises steeply
/// where the air changes from stable to unstable.
constexpr int rough_steps = 3, rough_steps_of_wet = 6;
constexpr double longest_move_k = 20.0, coldest_k = 100.0, hottest_k = 1000.0;
constexpr int most_iterations = 60; ///< of the few that need more

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

JUMELLE_INLINE double largest_residual(Index count, FacetLanes const& lanes) {
    double worst = 0.0;
    for (Index l = 0; l < count; ++l) {
        double const residual = lanes.residual_wpm2[static_cast<std::size_t>(l)];
        double const size = residual < 0.0 ? -residual : residual;
        worst = size > worst ? size : worst;
    }
    return worst;
}

/// A search inside bounds that shrink.
struct Search {
    alignas(64) Lane warmer_k; ///< than the air: what is searched
    alignas(64) Lane coldest_k, hottest_k, running;
    alignas(64) Lane moved_k; ///< size of the last move
};

/// One step of Newton's method. @returns 0 where the facet moves no more
JUMELLE_INLINE double move(LaneBalance<double> const& balance, std::size_t i, Search& search) {
    constexpr double bracket_k = 400.0; // once the answer lies between two tries
    double const residual = balance.residual, here = search.warmer_k[i];
    double const size = residual < 0.0 ? -residual : residual;
    double const coldest = residual > 0.0 ? here : search.coldest_k[i];
    double const hottest = residual > 0.0 ? search.hottest_k[i] : here;
    double const wanted = -residual / balance.slope;
    double const not_down = wanted < -longest_move_k ? -longest_move_k : wanted;
    double const step = not_down > longest_move_k ? longest_move_k : not_down;
    double const newton = here + step, middle = 0.5 * (coldest + hottest);
    // Between two flat sides of a steep place Newton's method goes to and fro: each move must be half of
    // the last.
    double const move_size = step < 0.0 ? -step : step;
    double const allowed = hottest - coldest < bracket_k ? 0.5 * search.moved_k[i] : hottest_k;
    double const above = newton > coldest ? newton : middle;
    double const inside = newton < hottest ? above : middle;
    double const next = move_size < allowed ? inside : middle;
    double const change = next - here;
    double const goes = size < close_enough_wpm2 ? 0.0 : search.running[i];
    double const running = change == 0.0 ? 0.0 : goes;
    search.coldest_k[i] = coldest;
    search.hottest_k[i] = hottest;
    search.moved_k[i] = change < 0.0 ? -change : change;
    search.running[i] = running;
    search.warmer_k[i] = goes > 0.0 ? next : here;
    return running;
}

using Places = std::array<std::size_t, lane_count>;

/// Facets that have not come to their temperature; some are told twice, so that there are whole registers.
Index late_places(Index count, FacetLanes const& lanes, Places& late) {
    constexpr Index whole = 8;
    Index found = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        double const residual = lanes.residual_wpm2[i];
        bool const is_late = !(residual < close_enough_wpm2 && residual > -close_enough_wpm2);
        if (is_late) late[static_cast<std::size_t>(found++)] = i;
    }
    Index const last = found;
    while (found % whole != 0)
        late[static_cast<std::size_t>(found++)] = late[static_cast<std::size_t>(last - 1)];
    return found;
}

void pick(Lane const& all, Places const& late, Index count, Lane& picked) {
    for (std::size_t l = 0; l < static_cast<std::size_t>(count); ++l) picked[l] = all[late[l]];
}

template <LaneVapour vapour, Stirred stirred>
JUMELLE_INLINE void pick_given(LaneGiven<double> const& all, Places const& late, Index count,
                               LaneGiven<double>& picked) {
    picked.emission = all.emission;
    picked.slope = all.slope;
    picked.unstable_c = all.unstable_c;
    for (auto const lane :
         {&LaneGiven<double>::air_k, &LaneGiven<double>::idle_wpm2, &LaneGiven<double>::by_wind})
        pick(all.*lane, late, count, picked.*lane);
    if constexpr (stirred == Stirred::by_stability) {
        for (auto const lane : {&LaneGiven<double>::per_k, &LaneGiven<double>::flow})
            pick(all.*lane, late, count, picked.*lane);
    }
    if constexpr (vapour == LaneVapour::some) {
        for (auto const lane : {&LaneGiven<double>::vapour, &LaneGiven<double>::heat_jpm3k,
                                &LaneGiven<double>::resistance_spm, &LaneGiven<double>::vapour_pa,
                                &LaneGiven<double>::most_wpm2, &LaneGiven<double>::priestley_taylor})
            pick(all.*lane, late, count, picked.*lane);
    }
}

/// Searches where Newton's method alone has not come to the answer: few facets, put side by side.
template <LaneVapour vapour, Stirred stirred>
JUMELLE_INLINE void search_late(Index all, FacetLanes const& lanes, LaneGiven<double> const& all_given,
                                Lane& warmer_k) {
    Places late;
    Search search;
    LaneGiven<double> given;
    Index const count = late_places(all, lanes, late);
    pick_given<vapour, stirred>(all_given, late, count, given);
    pick(warmer_k, late, count, search.warmer_k);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        search.coldest_k[i] = coldest_k - given.air_k[i];
        search.hottest_k[i] = hottest_k - given.air_k[i];
        search.running[i] = 1.0;
        search.moved_k[i] = hottest_k;
    }
    for (int tries = 0; tries < most_iterations; ++tries) {
        double moving = 0.0;
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l) {
            auto const i = static_cast<std::size_t>(l);
            double const running = move(balance_at<vapour, stirred>(given, i, search.warmer_k[i]), i, search);
            moving = running > moving ? running : moving;
        }
        if (moving <= 0.0) break;
    }
    for (std::size_t l = 0; l < static_cast<std::size_t>(count); ++l) warmer_k[late[l]] = search.warmer_k[l];
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
    search_late<vapour, stirred>(count, lanes, given, warmer_k);
    fill_fluxes<vapour, stirred>(kind, count, given, warmer_k, lanes);
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
