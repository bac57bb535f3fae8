#pragma once

#include <algorithm>
#include <cmath>

namespace jumelle::traffic {

/// What two ways of travelling cost between two places; infinite where there is none [time].
struct TwoModes {
    double car = 0.0, other = 0.0;
};

/// Share of those who take the car, 1 / (1 + exp(−θ (other − car))), the binary logit model.
/// @param theta θ > 0 [1/time]
/// @returns 0 where neither goes
/// Source: McFadden 1974, in Zarembka, Frontiers in Econometrics.
inline double car_share(TwoModes const& cost, double theta) {
    if (std::isinf(cost.car)) return 0.0;
    return 1.0 / (1.0 + std::exp(-theta * (cost.other - cost.car)));
}

/// What both together cost, −1/θ ln (exp(−θ car) + exp(−θ other)): less than the cheaper one. [time]
/// Source: Williams 1977, Environment and Planning A 9, 285-344.
inline double composite_cost(TwoModes const& cost, double theta) {
    double const least = std::min(cost.car, cost.other);
    if (std::isinf(least)) return least;
    return least -
           std::log(std::exp(-theta * (cost.car - least)) + std::exp(-theta * (cost.other - least))) / theta;
}

} // namespace jumelle::traffic
