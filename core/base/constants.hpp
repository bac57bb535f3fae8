#pragma once

namespace jumelle {

/// Acceleration of free fall used by all flood references of this project [m/s²] (SWASHES, ANUGA, EA
/// benchmarks). The standard value is 9.80665 (CGPM 1901); reference solutions are computed with 9.81.
inline constexpr double gravity_mps2 = 9.81;

} // namespace jumelle
