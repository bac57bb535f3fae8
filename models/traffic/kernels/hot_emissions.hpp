#pragma once

#include <algorithm>

namespace jumelle::traffic {

/// What a warm vehicle gives off on its way, by its mean speed V in km/h:
///
///     EF = (α V² + β V + γ + δ / V) / (ε V² + ζ V + η) · (1 − RF)
///
/// V is held within the speeds that the factor was measured at.
/// Source: EMEP/EEA air pollutant emission inventory guidebook, chapter 1.A.3.b.i-iv Road transport.
struct HotFactor {
    static constexpr double usual_least_kmph = 10.0, usual_most_kmph = 130.0;
    double alpha = 0.0, beta = 0.0, gamma = 0.0, delta = 0.0;
    double epsilon = 0.0, zeta = 0.0, eta = 1.0;
    double reduction = 0.0; ///< RF, 0 … 1
    double least_kmph = usual_least_kmph, most_kmph = usual_most_kmph;

    /// [g/km] @pre the denominator is above 0 within the speeds
    double at(double speed_kmph) const {
        double const v = std::clamp(speed_kmph, least_kmph, most_kmph);
        double const over = (alpha * v + beta) * v + gamma + delta / v;
        double const under = (epsilon * v + zeta) * v + eta;
        return over / under * (1.0 - reduction);
    }
};

} // namespace jumelle::traffic
