#include "models/flood/kernels/rain.hpp"

namespace jumelle::flood {

JUMELLE_KERNEL void add_rain(RainRow const& rain, double* gain_m, Span span) {
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        gain_m[i] += rain_depth(rain, i) * static_cast<double>(rain.share[i]);
    }
}

} // namespace jumelle::flood
