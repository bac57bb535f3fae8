#pragma once

#include "models/heat/kernels/lane_balance.hpp"

namespace jumelle::heat {

/// A balance closes to this; a move is at most so long [K].
inline constexpr double close_enough_wpm2 = 1e-9, longest_move_k = 20.0;

/// Every facet's temperature lies between these.
inline constexpr double coldest_try_k = 100.0, hottest_try_k = 1000.0;

/// A search inside bounds that shrink.
struct LateSearch {
    alignas(64) Lane warmer_k; ///< than the air: what is searched
    alignas(64) Lane coldest_k, hottest_k, running;
    alignas(64) Lane moved_k; ///< size of the last move
};

/// One step of Newton's method. @returns 0 where the facet moves no more
JUMELLE_INLINE double move(LaneBalance<double> const& balance, std::size_t i, LateSearch& search) {
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
    double const allowed = hottest - coldest < bracket_k ? 0.5 * search.moved_k[i] : hottest_try_k;
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
inline Index late_places(Index count, FacetLanes const& lanes, Places& late) {
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

inline void pick(Lane const& all, Places const& late, Index count, Lane& picked) {
    for (std::size_t l = 0; l < static_cast<std::size_t>(count); ++l) picked[l] = all[late[l]];
}

inline void put_back(Lane const& picked, Places const& late, Index count, Lane& all) {
    for (std::size_t l = 0; l < static_cast<std::size_t>(count); ++l) all[late[l]] = picked[l];
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
JUMELLE_INLINE void search_late(FacetKind const& kind, Index all, LaneGiven<double> const& all_given,
                                Lane const& warmer_k, FacetLanes& lanes) {
    Places late;
    LateSearch search;
    LaneGiven<double> given;
    FacetLanes few;
    Index const count = late_places(all, lanes, late);
    pick_given<vapour, stirred>(all_given, late, count, given);
    pick(warmer_k, late, count, search.warmer_k);
    for (auto const lane : {&FacetLanes::air_k, &FacetLanes::longwave_wpm2, &FacetLanes::offset_wpm2})
        pick(lanes.*lane, late, count, few.*lane);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        search.coldest_k[i] = coldest_try_k - given.air_k[i];
        search.hottest_k[i] = hottest_try_k - given.air_k[i];
        search.running[i] = 1.0;
        search.moved_k[i] = hottest_try_k;
    }
    constexpr int most_tries = 60;
    for (int tries = 0; tries < most_tries; ++tries) {
        double moving = 0.0;
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l) {
            auto const i = static_cast<std::size_t>(l);
            double const running = move(balance_at<vapour, stirred>(given, i, search.warmer_k[i]), i, search);
            moving = running > moving ? running : moving;
        }
        if (moving <= 0.0) break;
    }
    fill_fluxes<vapour, stirred>(kind, count, given, search.warmer_k, few);
    for (auto const lane :
         {&FacetLanes::net_longwave_wpm2, &FacetLanes::ground_wpm2, &FacetLanes::sensible_wpm2,
          &FacetLanes::latent_wpm2, &FacetLanes::residual_wpm2, &FacetLanes::surface_k})
        put_back(few.*lane, late, count, lanes.*lane);
}

} // namespace jumelle::heat
