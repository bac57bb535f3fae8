#include "models/heat/kernels/conduction.hpp"

namespace jumelle::heat {

Layers doubling_layers(double total_m, double conductivity_wpmk, double capacity_jpm3k) noexcept {
    Layers layers;
    auto const parts = static_cast<double>((1U << layer_count) - 1U); // 1 + 2 + 4 + …
    double thickness_m = total_m / parts;
    for (double& layer_m : layers.thickness_m) {
        layer_m = thickness_m;
        thickness_m *= 2.0;
    }
    layers.conductivity_wpmk.fill(conductivity_wpmk);
    layers.capacity_jpm3k.fill(capacity_jpm3k);
    return layers;
}

ConductionStep conduction_step(Layers const& layers, double step_s) noexcept {
    constexpr double own_share = 4.0 / 15.0, other_share = 7.0 / 30.0;
    ConductionStep step;
    step.bottom_wpm2k = layers.bottom_conductance_wpm2k;
    NodeTemperatures divisor{};
    for (std::size_t i = 0; i < layer_count; ++i) {
        double const heat = layers.capacity_jpm3k[i] * layers.thickness_m[i];
        double const conductance = layers.conductivity_wpmk[i] / layers.thickness_m[i];
        step.stored[i] = heat / 2.0;
        step.other[i] = other_share * heat / step_s;
        step.link[i] = step.other[i] - conductance;
        for (std::size_t const node : {i, i + 1}) {
            step.own[node] += own_share * heat / step_s;
            divisor[node] += own_share * heat / step_s + conductance;
        }
    }
    divisor[layer_count] += step.bottom_wpm2k;
    for (std::size_t i = layer_count; i > 0; --i) {
        step.inverse[i] = 1.0 / divisor[i];
        step.b[i] = -step.link[i - 1] * step.inverse[i];
        divisor[i - 1] += step.link[i - 1] * step.b[i];
    }
    step.slope_wpm2k = divisor[0];
    return step;
}

} // namespace jumelle::heat
