#include "models/heat/kernels/lane_account.hpp"

namespace jumelle::heat {

namespace {

/// Adds the upper half of the first 2 · `half` terms to the lower one, and so on down to one.
template <std::size_t half>
JUMELLE_INLINE double folded(Lane& terms) {
    JUMELLE_INDEPENDENT
    for (std::size_t k = 0; k < half; ++k) terms[k] += terms[k + half];
    if constexpr (half > 1) return folded<half / 2>(terms);
    return terms[0];
}

/// Σ area × flux.
JUMELLE_INLINE double weighted(Lane const& area_m2, Lane const& flux_wpm2, std::size_t count) {
    alignas(64) Lane terms;
    JUMELLE_INDEPENDENT
    for (std::size_t i = 0; i < count; ++i) terms[i] = area_m2[i] * flux_wpm2[i];
    for (std::size_t i = count; i < terms.size(); ++i) terms[i] = 0.0;
    return folded<lane_count / 2>(terms);
}

} // namespace

JUMELLE_KERNEL LaneAccount account_of(FacetKind const& kind, Lane const& area_m2, Index given_count,
                                      FacetLanes const& lanes) noexcept {
    auto const count = static_cast<std::size_t>(given_count);
    LaneAccount made;
    made.shortwave_in = weighted(area_m2, lanes.shortwave_wpm2, count);
    made.longwave_in = kind.emissivity * weighted(area_m2, lanes.longwave_wpm2, count);
    made.longwave_out = made.longwave_in - weighted(area_m2, lanes.net_longwave_wpm2, count);
    made.sensible_out = weighted(area_m2, lanes.sensible_wpm2, count);
    made.latent_out = weighted(area_m2, lanes.latent_wpm2, count);
    return made;
}

} // namespace jumelle::heat
