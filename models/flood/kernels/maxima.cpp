#include "models/flood/kernels/maxima.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/kernel.hpp"

namespace jumelle::flood {

namespace {

template <class T>
JUMELLE_INLINE void keep(StateRow<T> const& row, MaximaRow const& maxima, Span span, float time_s,
                         WetDepths const& wet) {
    float const dry = static_cast<float>(wet.dry_m), arrival = static_cast<float>(wet.arrival_m);
    float const debris_depth = static_cast<float>(debris_depth_m);
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        auto const h = static_cast<float>(row.h_m[i]);
        auto const u = static_cast<float>(row.u_mps[i]), v = static_cast<float>(row.v_mps[i]);
        float const speed = std::sqrt(u * u + v * v);
        float const debris = h > debris_depth ? 1.0F : 0.0F;
        float const hazard = h > dry ? h * (speed + 0.5F) + debris : 0.0F;
        float const deepest = maxima.depth_m[i];
        float const arrived = maxima.arrival_s[i];
        maxima.time_of_depth_s[i] = h > deepest ? time_s : maxima.time_of_depth_s[i];
        maxima.depth_m[i] = std::max(deepest, h);
        maxima.speed_mps[i] = std::max(maxima.speed_mps[i], speed);
        maxima.hazard_m2ps[i] = std::max(maxima.hazard_m2ps[i], hazard);
        float const first = h >= arrival ? time_s : arrived;
        maxima.arrival_s[i] = arrived < 0.0F ? first : arrived;
    }
}

} // namespace

JUMELLE_KERNEL void keep_maxima(StateRow<double> const& row, MaximaRow const& maxima, Span span,
                                double time_s, WetDepths const& wet) {
    keep(row, maxima, span, static_cast<float>(time_s), wet);
}
JUMELLE_KERNEL void keep_maxima(StateRow<float> const& row, MaximaRow const& maxima, Span span, double time_s,
                                WetDepths const& wet) {
    keep(row, maxima, span, static_cast<float>(time_s), wet);
}

} // namespace jumelle::flood
