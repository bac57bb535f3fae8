#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/scenario/distribution.hpp"

namespace jumelle {

/// How points are spread over what is uncertain.
enum class DesignMethod {
    random,          ///< n independent points
    latin_hypercube, ///< n points, one in each of n equal slices of every factor
    sobol,           ///< n (d + 2) points for first-order and total indices, d factors
    morris           ///< n trajectories of d + 1 points, each step moving one factor
};

/// One uncertain value of the scenario.
struct UncertainFactor {
    std::string path; ///< `models.flood.manning`
    Distribution distribution;
    Place where;
};

/// Points over all uncertain values.
struct UncertainDesign {
    static constexpr std::size_t usual_levels = 4;
    DesignMethod method = DesignMethod::latin_hypercube;
    std::size_t n = 1;
    std::size_t levels = usual_levels; ///< of Morris' grid; even
    std::uint64_t seed = 1;
    std::vector<UncertainFactor> factors;
};

/// Number of points that a design has.
std::size_t points_in(UncertainDesign const& design);

/// [point][factor], probabilities in (0, 1), a function of design and seed alone.
///
/// * latin hypercube: (π_d(i) + u) / n with a random permutation π_d of each factor. Source: McKay, Beckman &
///   Conover 1979, Technometrics 21, 239-245.
/// * sobol: for j = 0 … n − 1 the rows A_j, then A_j with factor i taken from B_j for each i, then B_j, where
///   (A_j, B_j) is point j of a Sobol' sequence in 2 d dimensions. Source: Saltelli et al. 2010, Comput.
///   Phys. Commun. 181, 259-270.
/// * morris: trajectories on the levels (k + ½) / levels, each step moving one factor by ½, in random order.
///   Of ten times as many trajectories those are taken that lie farthest from each other. Source: Morris
///   1991, Technometrics 33, 161-174; Campolongo, Cariboni & Saltelli 2007, Environ. Model. Softw. 22,
///   1509-1518; chosen one by one as in Ruano et al. 2012, Environ. Model. Softw. 37, 103-109.
///
/// @pre at least one factor; `levels` even; for sobol 2 d <= SobolSequence::most_dimensions
std::vector<std::vector<double>> unit_points(UncertainDesign const& design);

} // namespace jumelle
