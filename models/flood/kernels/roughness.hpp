#pragma once

#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Manning's n where water is shallow: grass and hedges that stand out of it hold it back more than the same
/// ground below deep water does.
///
///     n(h) = n (1 + (factor − 1) s),   s = 1 up to `full_m`, 0 from `none_m` on, straight between them
///
/// Two depths with a value each is what two-dimensional flood engines usually offer.
struct ShallowRoughness {
    double factor = 1.0;
    double full_m = 0.0, none_m = 0.0; ///< full_m < none_m where it acts
    bool acts() const { return factor != 1.0; }
};

/// friction = base (n(h) / n)², both g n² [m^(1/3)]
void shallow_friction(double const* base, double const* h_m, double* friction, Span span,
                      ShallowRoughness const& law);
void shallow_friction(float const* base, float const* h_m, float* friction, Span span,
                      ShallowRoughness const& law);

} // namespace jumelle::flood
