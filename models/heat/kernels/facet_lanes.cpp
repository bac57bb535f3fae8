#include "models/heat/kernels/facet_lanes.hpp"

#include <cmath>

#include "models/heat/kernels/exponential.hpp"
#include "models/heat/kernels/physics.hpp"

namespace jumelle::heat {

namespace {

constexpr double bend = 15.0, stable_bend = 5.0;                                 // Louis 1979
constexpr double at_zero_pa = 610.94, magnus = 17.625, magnus_offset_c = 243.04; // humidity.hpp
constexpr double calmest_mps = 0.5;
constexpr double close_enough_wpm2 = 1e-9, rounding_wpm2 = 1e-7, longest_move_k = 20.0,
                 bracket_k = 400.0; // once the answer lies between two tries
constexpr double coldest_k = 100.0, hottest_k = 1000.0;
constexpr int most_iterations = 60;

/// What of the lanes' air and water stays the same while temperatures are tried, and how far the search is.
struct Search {
    alignas(64) Lane per_k;  ///< -d Ri / d Ts
    alignas(64) Lane flow;   ///< ρ cp U C of neutral air [W/m²K]
    alignas(64) Lane vapour; ///< share ρ cp / γ
    alignas(64) Lane coldest, hottest, running, slope;
    alignas(64) Lane moved; ///< size of the last move [K]
};

JUMELLE_INLINE void begin_search(FacetKind const& kind, LaneVapour vapour, Index count,
                                 FacetLanes const& lanes, Search& search) {
    search.coldest.fill(coldest_k);
    search.hottest.fill(hottest_k);
    search.running.fill(1.0);
    search.moved.fill(hottest_k);
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        double const wind = lanes.wind_mps[i] > calmest_mps ? lanes.wind_mps[i] : calmest_mps;
        search.per_k[i] = free_fall_mps2 * kind.height_m / (lanes.air_k[i] * wind * wind);
        search.flow[i] = lanes.heat_jpm3k[i] * wind * kind.neutral;
    }
    if (vapour == LaneVapour::none) return;
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        search.vapour[i] = lanes.wet_share[i] * lanes.heat_jpm3k[i] / lanes.gamma_papk[i];
    }
}

struct Exchange {
    double h, slope;
};

/// `ground_exchange` and `wall_exchange` without branches: one root and one division, whatever the air.
JUMELLE_INLINE Exchange exchange_at(double by_wind, double per_k, double flow, double unstable_c,
                                    double warmer_k) {
    double const ri = -per_k * warmer_k;
    double const size = ri < 0.0 ? -ri : ri;
    double const root = std::sqrt(ri <= 0.0 ? size : 1.0 + stable_bend * size);
    double const curved = ri <= 0.0 ? unstable_c * root : bend * size * root;
    double const divisor = 1.0 + curved;
    double const root_of_stable = ri <= 0.0 ? 1.0 : root;
    double const both = 1.0 / (divisor * root_of_stable); // of both inverses
    double const inverse = both * root_of_stable, per_root = both * divisor;
    double const factor = ri <= 0.0 ? 1.0 + bend * size * inverse : inverse;
    double const rise =
        ri <= 0.0 ? bend + 0.5 * bend * curved : bend * root + bend * size * 0.5 * stable_bend * per_root;
    return {by_wind + flow * factor, flow * rise * per_k * inverse * inverse};
}

struct Latent {
    double flux, slope;
};

/// With H = ρ cp and r the resistance of leaves or soil, 1 / (H / h + r) = h / (H + r h).
JUMELLE_INLINE Latent latent_at(FacetLanes const& lanes, std::size_t i, double scale,
                                Exchange const& exchange, double surface_k) {
    double const above_c = surface_k - zero_celsius_k + magnus_offset_c;
    double const inverse_c = 1.0 / above_c;
    double const wet_pa = at_zero_pa * exponential(magnus * (above_c - magnus_offset_c) * inverse_c);
    double const wet_slope = wet_pa * magnus * magnus_offset_c * inverse_c * inverse_c;
    double const inverse = 1.0 / (lanes.heat_jpm3k[i] + lanes.resistance_spm[i] * exchange.h);
    double const conductance = exchange.h * inverse;
    double const conductance_slope = inverse * inverse * lanes.heat_jpm3k[i] * exchange.slope;
    double const deficit = wet_pa - lanes.vapour_pa[i];
    double const flux = scale * conductance * deficit;
    double const most = lanes.most_wpm2[i];
    double const slope = scale * (conductance * wet_slope + conductance_slope * deficit);
    return {flux > most ? most : flux, flux > most ? 0.0 : slope};
}

/// What facets exchange heat by: walls by the wind alone, all else by how stable the air is as well.
enum class Stirred { by_wind, by_stability };

template <LaneVapour vapour, Stirred stirred>
JUMELLE_INLINE void residuals(FacetKind const& kind, Index count, FacetLanes& lanes, Search& search) {
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        double const surface = lanes.surface_k[i];
        double const cubed = surface * surface * surface;
        double const warmer = surface - lanes.air_k[i];
        Exchange exchange{kind.still_wpm2k + kind.per_wind_wpm2k * lanes.wind_mps[i], 0.0};
        if constexpr (stirred == Stirred::by_stability)
            exchange = exchange_at(exchange.h, search.per_k[i], search.flow[i], kind.unstable_c, warmer);
        double const net = kind.emissivity * (lanes.longwave_wpm2[i] - stefan_boltzmann * cubed * surface);
        double const ground = kind.slope_wpm2k * surface - lanes.offset_wpm2[i];
        double const sensible = exchange.h * warmer;
        double const available = lanes.shortwave_wpm2[i] + net - ground;
        double const available_slope = -4.0 * kind.emissivity * stefan_boltzmann * cubed - kind.slope_wpm2k;
        Latent latent = {0.0, 0.0};
        if constexpr (vapour == LaneVapour::some) {
            Latent const wet = latent_at(lanes, i, search.vapour[i], exchange, surface);
            double const share = available > 0.0 ? lanes.priestley_taylor[i] : 0.0;
            latent = {wet.flux + share * available, wet.slope + share * available_slope};
        }
        lanes.net_longwave_wpm2[i] = net;
        lanes.ground_wpm2[i] = ground;
        lanes.sensible_wpm2[i] = sensible;
        lanes.latent_wpm2[i] = latent.flux;
        lanes.residual_wpm2[i] = available - sensible - latent.flux;
        search.slope[i] = available_slope - exchange.h - exchange.slope * warmer - latent.slope;
    }
}

/// One step of Newton's method inside bounds that shrink. @returns 0 where no lane moves any more
JUMELLE_INLINE double move(Index count, FacetLanes& lanes, Search& search) {
    double moving = 0.0;
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l) {
        auto const i = static_cast<std::size_t>(l);
        double const residual = lanes.residual_wpm2[i], surface = lanes.surface_k[i];
        double const size = residual < 0.0 ? -residual : residual;
        double const coldest = residual > 0.0 ? surface : search.coldest[i];
        double const hottest = residual > 0.0 ? search.hottest[i] : surface;
        double const wanted = -residual / search.slope[i];
        double const not_down = wanted < -longest_move_k ? -longest_move_k : wanted;
        double const step = not_down > longest_move_k ? longest_move_k : not_down;
        double const newton = surface + step, middle = 0.5 * (coldest + hottest);
        // Between two flat sides of a steep place Newton's method goes to and fro: each move must be half of
        // the last.
        double const move_size = step < 0.0 ? -step : step;
        double const allowed = hottest - coldest < bracket_k ? 0.5 * search.moved[i] : hottest_k;
        double const above = newton > coldest ? newton : middle;
        double const inside = newton < hottest ? above : middle;
        double const next = move_size < allowed ? inside : middle;
        double const change = next - surface;
        search.moved[i] = change < 0.0 ? -change : change;
        double const goes = size < close_enough_wpm2 ? 0.0 : search.running[i];
        search.coldest[i] = coldest;
        search.hottest[i] = hottest;
        double const running = next == surface ? 0.0 : goes;
        search.running[i] = running;
        lanes.surface_k[i] = goes > 0.0 ? next : surface;
        moving = running > moving ? running : moving;
    }
    return moving;
}

template <LaneVapour vapour, Stirred stirred = Stirred::by_stability>
JUMELLE_INLINE bool search_lanes(FacetKind const& kind, Index count, FacetLanes& lanes) {
    Search search;
    begin_search(kind, vapour, count, lanes, search);
    for (int i = 0; i < most_iterations; ++i) {
        residuals<vapour, stirred>(kind, count, lanes, search);
        if (move(count, lanes, search) <= 0.0) break;
    }
    double worst = 0.0;
    for (Index l = 0; l < count; ++l) {
        double const residual = lanes.residual_wpm2[static_cast<std::size_t>(l)];
        double const size = residual < 0.0 ? -residual : residual;
        worst = size > worst ? size : worst;
    }
    return worst < rounding_wpm2;
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

JUMELLE_KERNEL void eliminate_lanes(ConductionStep const& step, NodeColumns const& nodes, double bottom_k,
                                    Index count, FacetLanes& lanes) noexcept {
    constexpr std::size_t last = layer_count;
    {
        double const *const above = nodes[last - 1], *const here = nodes[last];
        double* const a = lanes.a[last].data();
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l)
            a[l] =
                (step.own[last] * here[l] + step.other[last - 1] * above[l] + step.bottom_wpm2k * bottom_k) *
                step.inverse[last];
    }
    for (std::size_t i = last - 1; i > 0; --i) {
        double const *const above = nodes[i - 1], *const here = nodes[i], *const below = nodes[i + 1];
        double const* const a_below = lanes.a[i + 1].data();
        double* const a = lanes.a[i].data();
        double const own = step.own[i], up = step.other[i - 1], down = step.other[i], link = step.link[i];
        double const inverse = step.inverse[i];
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l)
            a[l] = (own * here[l] + up * above[l] + down * below[l] - link * a_below[l]) * inverse;
    }
    double const *const top = nodes[0], *const second = nodes[1], *const a_second = lanes.a[1].data();
    double* const offset = lanes.offset_wpm2.data();
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l)
        offset[l] = step.own[0] * top[l] + step.other[0] * second[l] - step.link[0] * a_second[l];
}

JUMELLE_KERNEL void new_temperatures_lanes(ConductionStep const& step, Lane const& top_k, Index count,
                                           FacetLanes const& lanes, NodeColumns const& nodes) noexcept {
    {
        double* const top = nodes[0];
        double const* const given = top_k.data();
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l) top[l] = given[l];
    }
    for (std::size_t i = 1; i < node_count; ++i) {
        double const *const above = nodes[i - 1], *const a = lanes.a[i].data();
        double* const here = nodes[i];
        double const b = step.b[i];
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l) here[l] = a[l] + b * above[l];
    }
}

} // namespace jumelle::heat
