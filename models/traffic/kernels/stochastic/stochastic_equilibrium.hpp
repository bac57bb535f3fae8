#pragma once

#include <vector>

#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic {

/// When the flows of a stochastic equilibrium are good enough.
struct StochasticLimits {
    double theta = 0.0;  ///< θ [1/time]: how well drivers know costs; without end they take the cheapest way
    double change = 0.0; ///< Σ |F(t(x)) − x| / Σ F at which the search ends
    int iterations = 0;
};

struct StochasticAnswer {
    std::vector<double> flow;          ///< x of each link
    std::vector<double> changes;       ///< Σ |F(t(x)) − x| / Σ F before each step
    std::vector<std::uint8_t> has_way; ///< of each trip
};

/// Flows that lead to themselves, x = F(t(x)): F loads all trips by the logit model (`LogitLoading`), t are
/// the costs of the links. There is one such x. Each step goes from x towards F, as far as the last two
/// directions r = F − x say: α ← α Σ t' r₀ r₀ / Σ t' r₀ (r₀ − r₁), the step of Barzilai & Borwein with the
/// derivatives t' as the metric, in which −r is the slope of a convex objective.
/// @param start flows to begin with, those of another state of the streets; of use where they carry these
/// trips over open links
/// Sources: Fisk 1980, Transportation Research B 14, 243-255; Sheffi & Powell 1982, Networks 12, 191-207;
/// Barzilai & Borwein 1988, IMA Journal of Numerical Analysis 8, 141-148.
StochasticAnswer stochastic_equilibrium(LinkNetwork const& network, OriginTrips const& trips,
                                        std::vector<double> start, StochasticLimits const& limits);

} // namespace jumelle::traffic
