#pragma once

#include "models/flood/kernels/rain.hpp"
#include "models/flood/kernels/rows.hpp"

namespace jumelle::flood {

/// Water of a row that losses may take, and what they took: depths per cell [m].
struct LossRow {
    double const* water_m = nullptr; ///< at the end of the step without losses, >= 0
    double* taken_m = nullptr;       ///< result
};

/// Green–Ampt numbers of a row; all are multiplied by the cell's unsealed share.
struct GreenAmptRow {
    float const* conductivity_mps = nullptr;
    float const* deficit = nullptr;      ///< moisture deficit Δθ [1]
    float const* suction_m = nullptr;    ///< ψ Δθ
    float const* recovery_mps = nullptr; ///< how fast the wetted layer dries
    double* infiltrated_m = nullptr;     ///< F
};

/// Takes what Green–Ampt's soil takes in dt from the water there is.
///
///     dF/dt = K (1 + (ψ + h) Δθ / F);   F' = [K dt + sqrt((K dt)² + 4 (F² + K dt F + 2 K dt (ψ + h) Δθ))] /
///     2
///
/// F' is the implicit midpoint of d(F²)/dt = 2 K (F + (ψ + h) Δθ): second order, exact for F = 0. Where no
/// water stands F falls at `recovery_mps`.
/// Source: Green & Ampt 1911, J. Agric. Sci. 4, 1-24; Mein & Larson 1973, Water Resour. Res. 9, 384-394.
void green_ampt_row(GreenAmptRow const& soil, LossRow const& row, Span span, double dt_s);

/// Horton's numbers of a row, times the unsealed share.
struct HortonRow {
    float const *first_mps = nullptr, *final_mps = nullptr;
    double* excess_m = nullptr; ///< G: infiltrated above the final rate
};
/// What the step does to a Horton soil: 1 − e^(−k dt), and the share of G that dry ground keeps.
struct HortonStep {
    double decay_per_s = 0.0, gained = 0.0, kept_dry = 1.0, dt_s = 0.0;
};

/// Takes what Horton's soil takes in dt from the water there is.
///
///     f = f_c + (f_0 − f_c) e^(−k t)  ⇔  dG/dt = f_0 − f_c − k G;   ΔG = ((f_0 − f_c)/k − G)(1 − e^(−k dt))
///
/// Writing the rate by G, what went in above f_c, makes it right when less water is there than the soil
/// could take. Source: Horton 1940, Soil Sci. Soc. Am. Proc. 5, 399-417; Akan 1992, J. Irrig. Drain. Eng.
/// 118, 828-836 (the modified form).
void horton_row(HortonRow const& soil, LossRow const& row, Span span, HortonStep const& step);

/// Curve-number state of a row.
struct CurveNumberRow {
    float const* open_share = nullptr;  ///< unsealed share
    float const* retention_m = nullptr; ///< S of dry ground
    float const* drying_ps = nullptr;   ///< share of S that becomes free in a second without rain
    double* room_m = nullptr;           ///< of S that is free now
    double* event_room_m = nullptr;     ///< of S that was free when the rain of this event began
    double* event_rain_m = nullptr;     ///< P since then
};
struct CurveNumberStep {
    double initial_share = 0.0; ///< I_a / S
    double dried_s = 0.0;       ///< time without rain before this step
};

/// Dried share of S after which rain begins a new event.
/// Source: Rossman & Huber 2016, EPA/600/R-15/162A, section 4.4: 0.06 / κ.
inline constexpr double new_event_share = 0.06;

/// Takes the part of this step's rain that does not run off.
///
///     F(P) = P                        for P <= I_a = λ S
///     F(P) = I_a + (P − I_a) S / (P − I_a + S)   above;   ΔF = F(P + ΔP) − F(P)
///
/// Source: USDA 2004, National Engineering Handbook 630, chapter 10.
void curve_number_row(CurveNumberRow const& soil, RainRow const& rain, LossRow const& row, Span span,
                      CurveNumberStep const& step);

/// Takes `factor` × `times` of each cell, at most what is there.
void constant_row(float const* factor, LossRow const& row, Span span, double times);

/// Water that losses may take: depth + remainder + gain, less a rounding, so that no depth falls below 0.
void water_for_losses(double const* h_m, double const* rest_m, double const* gain_m, double* water_m,
                      Span span);
void water_for_losses(float const* h_m, float const* rest_m, double const* gain_m, double* water_m,
                      Span span);

} // namespace jumelle::flood
