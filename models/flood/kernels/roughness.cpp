#include "models/flood/kernels/roughness.hpp"

#include <algorithm>

#include "core/base/kernel.hpp"

namespace jumelle::flood {

namespace {

template <class T>
JUMELLE_INLINE void shallow(T const* base, T const* h_m, T* friction, Span span,
                            ShallowRoughness const& law) {
    T const none = T(law.none_m), per_depth = T(1.0 / (law.none_m - law.full_m)), more = T(law.factor - 1.0);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        T const share = std::min(std::max(per_depth * (none - h_m[i]), T(0)), T(1));
        T const factor = T(1) + more * share;
        friction[i] = base[i] * (factor * factor);
    }
}

} // namespace

JUMELLE_KERNEL void shallow_friction(double const* base, double const* h_m, double* friction, Span span,
                                     ShallowRoughness const& law) {
    shallow(base, h_m, friction, span, law);
}
JUMELLE_KERNEL void shallow_friction(float const* base, float const* h_m, float* friction, Span span,
                                     ShallowRoughness const& law) {
    shallow(base, h_m, friction, span, law);
}

} // namespace jumelle::flood
