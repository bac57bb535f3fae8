#include "models/flood/kernels/thresholds.hpp"

#include "core/base/kernel.hpp"

namespace jumelle::flood {

namespace {

template <class T>
JUMELLE_INLINE void keep(T const* h_m, ThresholdRow const& row, Span span, ThresholdStep const& step) {
    T const depth = static_cast<T>(step.depth_m);
    auto const now = static_cast<float>(step.end_s);
    double const length = step.length_s;
    // Two loops, so that each works on numbers of one width.
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) {
        float const arrived = row.arrival_s[i];
        float const first = h_m[i] >= depth ? now : arrived;
        row.arrival_s[i] = arrived < 0.0F ? first : arrived;
    }
    JUMELLE_INDEPENDENT
    for (Index i = span.begin; i < span.end; ++i) row.above_s[i] += h_m[i] >= depth ? length : 0.0;
}

} // namespace

JUMELLE_KERNEL void keep_threshold(double const* h_m, ThresholdRow const& row, Span span,
                                   ThresholdStep const& step) {
    keep(h_m, row, span, step);
}
JUMELLE_KERNEL void keep_threshold(float const* h_m, ThresholdRow const& row, Span span,
                                   ThresholdStep const& step) {
    keep(h_m, row, span, step);
}

} // namespace jumelle::flood
