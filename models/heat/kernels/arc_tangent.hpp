#pragma once

#include <numbers>

#include "core/base/kernel.hpp"

namespace jumelle::heat {

/// arctan x within 1e-5 rad, by a polynomial that vectorises.
/// @pre    x >= 0
/// Source: Abramowitz & Stegun 1964, 4.4.49.
JUMELLE_INLINE float arc_tangent(float x) {
    float const inner = x > 1.0F ? 1.0F / x : x;
    float const s = inner * inner;
    float const angle =
        inner * (0.9998660F + s * (-0.3302995F + s * (0.1801410F + s * (-0.0851330F + s * 0.0208351F))));
    return x > 1.0F ? std::numbers::pi_v<float> / 2.0F - angle : angle;
}

} // namespace jumelle::heat
