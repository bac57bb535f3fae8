#pragma once

#include <algorithm>
#include <cmath>

#include "core/base/constants.hpp"

namespace jumelle::flood {

/// What passes an opening or a crest, per metre of it.
struct StructureFlow {
    double q_m2ps = 0.0;
    double thickness_m = 0.0; ///< of the stream where it is fastest
    double drowned = 0.0;     ///< 0 where the level below does not matter, 1 where it rules
};

/// Poleni's coefficient of a broad crest: critical flow, 1/sqrt(3), so that q = 1.705 H^(3/2).
inline constexpr double broad_crest_coefficient = 0.5773502691896258;
/// That of a thin crest, q = 1.83 H^(3/2).
/// Source: Bos 1989, Discharge Measurement Structures, ILRI 20, section 5.1 (0.60 to 0.62 for low heads).
inline constexpr double thin_crest_coefficient = 0.62;

/// Shares of the head between which the level below begins to matter, for damping only.
inline constexpr double free_until = 0.5, drowned_from = 0.75;

/// By how much a level below the crest's head reduces the flow.
///
///     q / q_free = (1 − (H_down / H_up)^(3/2))^0.385
///
/// Source: Villemonte 1947, Engineering News-Record 139, 866-869.
inline double submergence_factor(double head_up_m, double head_down_m) {
    constexpr double exponent = 0.385;
    if (head_down_m <= 0.0 || head_up_m <= 0.0) return 1.0;
    double const share = std::min(head_down_m / head_up_m, 1.0);
    return std::pow(1.0 - share * std::sqrt(share), exponent);
}

/// Flow over a crest without submergence: q = 2/3 C sqrt(2 g) H^(3/2).
/// @param head_m energy head over the crest
/// Source: Bos 1989, Discharge Measurement Structures, ILRI 20, section 1.13.
inline double free_weir_flow(double coefficient, double head_m) {
    double const head = std::max(head_m, 0.0);
    return 2.0 / 3.0 * coefficient * std::sqrt(2.0 * gravity_mps2) * head * std::sqrt(head);
}

/// Flow over a crest from a head `up_m` (energy) towards a level `down_m`, both above the crest.
inline StructureFlow weir_flow(double coefficient, double up_m, double down_m) {
    if (up_m <= 0.0) return {};
    double const down = std::clamp(down_m, 0.0, up_m);
    double const drowned = std::clamp((down / up_m - free_until) / (drowned_from - free_until), 0.0, 1.0);
    return {free_weir_flow(coefficient, up_m) * submergence_factor(up_m, down),
            std::max(2.0 / 3.0 * up_m, down), drowned};
}

/// Flow under an edge, from a head `up_m` (energy) towards a level `down_m`, both above the sill.
///
///     q = C a sqrt(2 g (H_up − max(H_down, C a)))
///
/// The stream contracts to C a behind the edge; a level below that does not matter.
/// @param opening_m a @pre up_m >= opening_m
/// Source: Henry 1950, Trans. ASCE 115, 687-694; Swamee 1992, J. Irrig. Drain. Eng. 118, 56-60.
inline StructureFlow orifice_flow(double coefficient, double opening_m, double up_m, double down_m) {
    double const stream = coefficient * opening_m;
    double const fall = up_m - std::max(down_m, stream);
    if (fall <= 0.0) return {0.0, stream, 1.0};
    return {stream * std::sqrt(2.0 * gravity_mps2 * fall), stream, down_m > stream ? 1.0 : 0.0};
}

/// Share of the opening by which water must stand above the edge for the edge to rule the flow alone: between
/// free and pressure flow the two are mixed.
/// Source: HEC-RAS Hydraulic Reference Manual 6.0, chapter 6 (inlet submerged at 1.1 to 1.2 of the opening).
inline constexpr double transition_share = 0.1;

/// 0 where the water stays below the edge of an opening, 1 where the edge rules.
inline double pressure_share(double opening_m, double up_m) {
    if (!std::isfinite(opening_m)) return 0.0;
    return std::clamp((up_m - opening_m) / (transition_share * opening_m), 0.0, 1.0);
}

/// Coefficients of a rectangular opening: of its edge and of its sill.
struct OpeningCoefficients {
    double orifice = 0.0, weir = 0.0;
};

/// Flow over a sill that may have an edge above: a weir, then an orifice.
inline StructureFlow opening_flow(OpeningCoefficients const& coefficients, double opening_m, double up_m,
                                  double down_m) {
    if (opening_m <= 0.0 || up_m <= 0.0) return {};
    double const pressed = pressure_share(opening_m, up_m);
    StructureFlow const over = pressed < 1.0 ? weir_flow(coefficients.weir, up_m, down_m) : StructureFlow{};
    if (pressed <= 0.0) return over;
    StructureFlow const under = orifice_flow(coefficients.orifice, opening_m, up_m, down_m);
    double const free = 1.0 - pressed;
    return {free * over.q_m2ps + pressed * under.q_m2ps,
            free * over.thickness_m + pressed * under.thickness_m,
            free * over.drowned + pressed * under.drowned};
}

} // namespace jumelle::flood
