#pragma once

#include <array>

#include "core/base/kernel.hpp"
#include "core/base/view.hpp"

namespace jumelle::heat {

inline constexpr std::size_t layer_count = 6;
/// Temperatures stand on the faces of the layers: the surface first, the lowest face last.
inline constexpr std::size_t node_count = layer_count + 1;
using NodeTemperatures = std::array<double, node_count>;

/// What lies below a surface, from the top down.
struct Layers {
    std::array<double, layer_count> thickness_m{}, conductivity_wpmk{}, capacity_jpm3k{};
    /// From the lowest face to a given temperature: the inside of a building, the deep ground; 0: no heat
    /// passes there [W/m²K].
    double bottom_conductance_wpm2k = 0.0;
};

/// Layers of one material whose thickness doubles from one to the next. Six of 0.01 … 0.32 m for 0.63 m.
Layers doubling_layers(double total_m, double conductivity_wpmk, double capacity_jpm3k) noexcept;

/// Heat conduction with one time step, prepared: all that does not depend on temperatures. Linear elements in
/// depth, backward Euler in time. In each layer of thickness d
///
///     C d [s T_i + o T_{i+1}]' + k/d (T_i − T_{i+1}) = flux into node i,  s = 4/15, o = 7/30
///
/// The two shares add up to one half, so that heat is conserved exactly. With 1/3 and 1/6 (linear finite
/// elements) or 1/2 and 0 (lumped) the same six layers miss the exact daily wave of a surface by two and by
/// four times as much; the price is that deep nodes may first go slightly against
/// a sudden change above them. From the bottom up each node becomes T_i' = a_i + b_i T_{i−1}'; what stands
/// here is what the a are made with.
struct ConductionStep {
    std::array<double, node_count> own{};     ///< C d s / Δt of both layers at a node [W/m²K]
    std::array<double, layer_count> other{};  ///< C d o / Δt
    std::array<double, layer_count> link{};   ///< other − k/d
    std::array<double, node_count> inverse{}; ///< 1 / divisor [m²K/W]; the first is not used
    std::array<double, node_count> b{};       ///< [1]; the first is not used
    std::array<double, layer_count> stored{}; ///< C d / 2 of a layer [J/m²K]
    double slope_wpm2k = 0.0;                 ///< d G / d Ts
    double bottom_wpm2k = 0.0;
};
/// @pre step_s > 0, all thicknesses, conductivities and capacities > 0
ConductionStep conduction_step(Layers const& layers, double step_s) noexcept;

/// The layers' answer as the surface feels it: flux into the ground G = slope · Ts − offset.
struct GroundAnswer {
    double slope_wpm2k = 0.0, offset_wpm2 = 0.0;
    double flux_wpm2(double surface_k) const { return slope_wpm2k * surface_k - offset_wpm2; }
};

/// The answer to leaves above the ground, with a conductance between the two: both pass the same flux.
JUMELLE_INLINE GroundAnswer below_canopy(GroundAnswer const& ground, double canopy_wpm2k) {
    double const share = canopy_wpm2k / (canopy_wpm2k + ground.slope_wpm2k);
    return {share * ground.slope_wpm2k, share * ground.offset_wpm2};
}

/// Eliminates from the bottom up; `a` gets what `new_temperatures` needs.
JUMELLE_INLINE GroundAnswer eliminate(ConductionStep const& step, NodeTemperatures const& t, double bottom_k,
                                      NodeTemperatures& a) {
    constexpr std::size_t last = layer_count;
    a[last] = (step.own[last] * t[last] + step.other[last - 1] * t[last - 1] + step.bottom_wpm2k * bottom_k) *
              step.inverse[last];
    for (std::size_t i = last; i-- > 1;) {
        double const right = step.own[i] * t[i] + step.other[i - 1] * t[i - 1] + step.other[i] * t[i + 1];
        a[i] = (right - step.link[i] * a[i + 1]) * step.inverse[i];
    }
    return {step.slope_wpm2k, step.own[0] * t[0] + step.other[0] * t[1] - step.link[0] * a[1]};
}

/// Temperatures at the end of the step, from the top down, once the surface's is known.
JUMELLE_INLINE void new_temperatures(ConductionStep const& step, NodeTemperatures const& a, double surface_k,
                                     NodeTemperatures& t) {
    t[0] = surface_k;
    for (std::size_t i = 1; i < node_count; ++i) t[i] = a[i] + step.b[i] * t[i - 1];
}

/// Heat in the layers above 0 K per area [J/m²].
JUMELLE_INLINE double stored_heat_jpm2(ConductionStep const& step, NodeTemperatures const& t) {
    double sum = 0.0;
    for (std::size_t i = 0; i < layer_count; ++i) sum += step.stored[i] * (t[i] + t[i + 1]);
    return sum;
}

} // namespace jumelle::heat
