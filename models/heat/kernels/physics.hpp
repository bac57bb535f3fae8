#pragma once

namespace jumelle::heat {

inline constexpr double stefan_boltzmann = 5.670374419e-8; ///< [W/m²K⁴], CODATA 2018
inline constexpr double zero_celsius_k = 273.15;           ///< [K], by definition of the Celsius scale
inline constexpr double von_karman = 0.4;                  ///< [1], Högström 1988
inline constexpr double free_fall_mps2 = 9.80665;          ///< [m/s²], CGPM 1901
inline constexpr double dry_air_j_per_kgk = 287.05;        ///< gas constant of dry air, ICAO 7488
inline constexpr double air_heat_j_per_kgk = 1005.0;       ///< heat capacity at constant pressure
inline constexpr double vapour_ratio = 0.622;              ///< molar mass of water over that of dry air [1]
inline constexpr double water_kgpm3 = 1000.0;
inline constexpr double standard_pressure_pa = 101325.0; ///< ICAO 7488

} // namespace jumelle::heat
