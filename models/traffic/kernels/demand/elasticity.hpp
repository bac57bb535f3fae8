#pragma once

#include <cmath>

namespace jumelle::traffic {

/// How the number of trips between two places follows from what they cost.
struct Elasticity {
    enum class Form {
        power,      ///< T = T₀ (c / c₀)^E: the same elasticity at every cost
        exponential ///< T = T₀ exp(E (c / c₀ − 1)): elasticity E at c₀, E c / c₀ elsewhere
    };
    Form form = Form::power;
    double value = 0.0; ///< E <= 0 [1]
};

/// T / T₀ where trips cost `cost` and T₀ are made at `reference`. 1 where they cost nothing to begin with.
/// @pre cost, reference >= 0, finite
/// Source: Sheffi 1985, Urban Transportation Networks, chapter 6.
inline double share_made(Elasticity const& elasticity, double cost, double reference) {
    if (!(reference > 0.0)) return 1.0;
    double const ratio = cost / reference;
    return elasticity.form == Elasticity::Form::power ? std::pow(ratio, elasticity.value)
                                                      : std::exp(elasticity.value * (ratio - 1.0));
}

} // namespace jumelle::traffic
