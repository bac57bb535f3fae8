#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace jumelle {

/// An index with its confidence interval.
struct SensitivityIndex {
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();
    double value = none, low = none, high = none;
};

/// Which share of the variance of a number comes from each uncertain value.
struct SobolIndices {
    std::vector<SensitivityIndex> first; ///< by itself: V(E(Y | x_i)) / V(Y)
    std::vector<SensitivityIndex> total; ///< with all that it does together with others
    std::size_t blocks = 0;              ///< of the design that had all values
    double mean = SensitivityIndex::none, variance = SensitivityIndex::none;
};

/// How confidence intervals are found.
struct Bootstrap {
    static constexpr std::size_t usual_resamples = 1000;
    static constexpr double usual_confidence = 0.95;
    std::size_t resamples = usual_resamples;
    double confidence = usual_confidence;
    std::uint64_t seed = 1;
};

/// Indices out of the values at the points of a Sobol' design (core/scenario/uncertainty.hpp): blocks of
/// A_j, A_B^1_j … A_B^d_j, B_j. Blocks without one of their values (NaN) are left out.
///
///     S_i  = 1 − Σ (f(B)_j − f(A_B^i)_j)² / (2 N V)
///     ST_i = Σ (f(A)_j − f(A_B^i)_j)² / (2 N V)          V: variance of f(A) and f(B) together
///
/// Confidence intervals are percentiles over blocks drawn with replacement. All is NaN for fewer than 2
/// blocks and where nothing varies.
/// @pre values.size() is a multiple of factors + 2
/// Source: Jansen 1999, Comput. Phys. Commun. 117, 35-43; Saltelli et al. 2010, ibid. 181, 259-270, table 2;
/// bootstrap: Archer, Saltelli & Sobol' 1997, J. Stat. Comput. Simul. 58, 99-120.
SobolIndices sobol_indices(std::span<double const> values, std::size_t factors,
                           Bootstrap const& bootstrap = {});

/// What moving one uncertain value does, on average and in spread.
struct MorrisEffect {
    double mu = SensitivityIndex::none; ///< mean effect of a move over the whole range (probability 0 to 1)
    SensitivityIndex mu_star;           ///< mean of the absolute effects
    double sigma = SensitivityIndex::none; ///< deviation of the effects: curvature and interactions
    std::size_t effects = 0;
};

/// Effects out of the values at the points of a Morris design: trajectories of factors + 1 points. Steps
/// without both values are left out.
/// @param points [point][factor], @pre one value a point
/// Source: Morris 1991, Technometrics 33, 161-174; Campolongo et al. 2007, Environ. Model. Softw. 22, 1509.
std::vector<MorrisEffect> morris_effects(std::vector<std::vector<double>> const& points,
                                         std::span<double const> values, Bootstrap const& bootstrap = {});

} // namespace jumelle
