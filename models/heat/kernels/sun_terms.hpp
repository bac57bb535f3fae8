#pragma once

#include <array>
#include <span>

namespace jumelle::heat {

/// One term A cos(B + C τ) of the Earth's path, τ in Julian ephemeris millennia from 2000.
struct PeriodicTerm {
    double amplitude = 0.0; ///< A [1e-8 rad, or 1e-8 astronomical units]
    double phase_rad = 0.0; ///< B
    double rate = 0.0;      ///< C [rad per millennium]
};

/// Terms of power 0, 1, 2 … of τ.
using TermsByPower = std::span<std::span<PeriodicTerm const> const>;

/// Heliocentric longitude, latitude and distance of the Earth.
/// Source: Reda & Andreas 2004, Solar Energy 76, 577-589 (NREL/TP-560-34302), table A4.2, after VSOP87
///         (Bretagnon & Francou 1988) as cut by Meeus 1998.
TermsByPower earth_longitude_terms();
TermsByPower earth_latitude_terms();
TermsByPower earth_radius_terms();

/// One term of the nutation: Δψ += (a + b T) sin x, Δε += (c + d T) cos x with x = Σ multiples · arguments.
struct NutationTerm {
    std::array<int, 5> multiples{};            ///< of D, M, M', F, Ω
    double a = 0.0, b = 0.0, c = 0.0, d = 0.0; ///< [0.0001 arc seconds], b and d per Julian century
};

/// Source: the same, table A4.3, after the IAU 1980 theory of nutation.
std::span<NutationTerm const> nutation_terms();

} // namespace jumelle::heat
