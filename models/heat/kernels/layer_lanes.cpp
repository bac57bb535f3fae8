#include "models/heat/kernels/facet_lanes.hpp"

namespace jumelle::heat {

JUMELLE_KERNEL void eliminate_lanes(ConductionStep const& step, NodeColumns const& nodes, double bottom_k,
                                    Index count, FacetLanes& lanes) noexcept {
    constexpr std::size_t last = layer_count;
    {
        double const *const above = nodes[last - 1], *const here = nodes[last];
        double* const a = lanes.a[last].data();
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l)
            a[l] =
                (step.own[last] * here[l] + step.other[last - 1] * above[l] + step.bottom_wpm2k * bottom_k) *
                step.inverse[last];
    }
    for (std::size_t i = last - 1; i > 0; --i) {
        double const *const above = nodes[i - 1], *const here = nodes[i], *const below = nodes[i + 1];
        double const* const a_below = lanes.a[i + 1].data();
        double* const a = lanes.a[i].data();
        double const own = step.own[i], up = step.other[i - 1], down = step.other[i], link = step.link[i];
        double const inverse = step.inverse[i];
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l)
            a[l] = (own * here[l] + up * above[l] + down * below[l] - link * a_below[l]) * inverse;
    }
    double const *const top = nodes[0], *const second = nodes[1], *const a_second = lanes.a[1].data();
    double* const offset = lanes.offset_wpm2.data();
    JUMELLE_INDEPENDENT
    for (Index l = 0; l < count; ++l)
        offset[l] = step.own[0] * top[l] + step.other[0] * second[l] - step.link[0] * a_second[l];
}

JUMELLE_KERNEL void new_temperatures_lanes(ConductionStep const& step, Lane const& top_k, Index count,
                                           FacetLanes const& lanes, NodeColumns const& nodes) noexcept {
    {
        double* const top = nodes[0];
        double const* const given = top_k.data();
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l) top[l] = given[l];
    }
    for (std::size_t i = 1; i < node_count; ++i) {
        double const *const above = nodes[i - 1], *const a = lanes.a[i].data();
        double* const here = nodes[i];
        double const b = step.b[i];
        JUMELLE_INDEPENDENT
        for (Index l = 0; l < count; ++l) here[l] = a[l] + b * above[l];
    }
}

} // namespace jumelle::heat
