#pragma once

#include <span>
#include <vector>

namespace jumelle::traffic {

/// How a way that costs c deters from taking it.
struct Deterrence {
    enum class Form {
        exponential, ///< exp(−β c)
        power,       ///< c^(−n)
        tanner       ///< c^n exp(−β c), the combined function of Tanner
    };
    Form form = Form::exponential;
    double beta = 0.0;  ///< β [1/time]
    double power = 0.0; ///< n
};

/// The weight of a pair of places whose way costs `cost` [time]; 0 where there is no way, cost infinite.
/// @pre cost >= 0; > 0 where a power of it is taken
/// Source: Wilson 1967, Transportation Research 1, 253-269; Tanner 1961, RRL Technical Paper 51.
double deterrence(Deterrence const& how, double cost);

/// Trips between zones, row after row, and how well they fit.
struct BalancedTrips {
    std::vector<double> trips;
    int rounds = 0;
    double error = 0.0; ///< largest |sum of a row − what starts there| over all that starts
};

/// When to stop balancing.
struct BalanceLimits {
    static constexpr double usual_error = 1e-13;
    static constexpr int usual_rounds = 10'000;
    double error = usual_error;
    int rounds = usual_rounds;
};

/// The doubly constrained gravity model, T_ij = A_i O_i B_j D_j f_ij with Σ_j T_ij = O_i and Σ_i T_ij = D_j,
/// by scaling rows and columns in turn. Columns fit exactly, rows up to the error. Where no trips fit, zero
/// weights being where they are, the error stays large.
/// @param weight f_ij >= 0, row after row
/// @pre Σ starting = Σ ending up to rounding
/// Source: Deming & Stephan 1940, Ann. Math. Stat. 11, 427-444; Furness 1965; Wilson 1967.
BalancedTrips balanced_trips(std::span<double const> weight, std::span<double const> starting,
                             std::span<double const> ending, BalanceLimits const& limits = {});

} // namespace jumelle::traffic
