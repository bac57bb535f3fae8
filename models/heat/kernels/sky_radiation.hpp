#pragma once

namespace jumelle::heat {

/// Sun above the horizon as radiation formulas need it.
struct SunHeight {
    double sine = 0.0;             ///< of its height above the horizon [1]
    double extraterrestrial = 0.0; ///< radiation outside the air across the beam [W/m²]
};

/// Radiation outside the air on a plane across the beam [W/m²]: 1361 (1 + 0.033 cos(2π d / 365.25)).
/// Source: Duffie & Beckman 2013, eq. 1.4.1; solar constant of Kopp & Lean 2011.
double extraterrestrial_wpm2(double day_of_year) noexcept;

/// Share of global radiation that comes from the sky, not straight from the sun, from clearness, height of
/// the sun, air temperature and humidity. Source: Reindl et al. 1990, Solar Energy 45, 1, eqs. 2a-2c.
/// @param relative_humidity [0 … 1]
double reindl_diffuse_share(double global_wpm2, SunHeight const& sun, double air_c,
                            double relative_humidity) noexcept;

/// Beam and sky radiation.
struct SkyRadiation {
    double beam_wpm2 = 0.0;    ///< on a plane across the beam
    double diffuse_wpm2 = 0.0; ///< on a free horizontal plane
};

/// Splits global radiation by Reindl et al. The beam is bounded by what reaches the air; what is above goes
/// to the sky's part, so that beam · sine + diffuse is the global radiation. No sun: all of it is diffuse.
SkyRadiation split_global(double global_wpm2, SunHeight const& sun, double air_c,
                          double relative_humidity) noexcept;

/// How the sky's part lies over the sky: near the sun, evenly, along the horizon.
struct SkyShape {
    double circumsolar = 0.0; ///< F1 [1]: behaves as beam, hidden where the sun is
    double horizon = 0.0;     ///< F2 [1]: on vertical planes only
};

/// Source: Perez et al. 1990, Solar Energy 44, 271, table 6.
/// @pre sun.sine > 0
SkyShape perez_shape(SkyRadiation const& radiation, SunHeight const& sun) noexcept;

/// The radiation with the light around the sun counted as beam: what a model with shade and sky view needs.
/// The sum on a free horizontal plane stays the same, and no beam is stronger than outside the air.
SkyRadiation with_circumsolar_as_beam(SkyRadiation const& radiation, SunHeight const& sun) noexcept;

/// Air above a place as it dims the sun.
struct ClearAir {
    double water_cm = 0.0; ///< precipitable, as for Prata: 46.5 e / T, e in hPa
    double pressure_pa = 0.0;
};
/// @param vapour_pa, air_k at the ground
ClearAir clear_air(double vapour_pa, double air_k, double pressure_pa) noexcept;

/// Global radiation under a clear sky [W/m²]: I₀ s T_r T_w T_a with m = 35 / √(1224 s² + 1), s the sine of
/// the sun's height, T_r = 1.021 − 0.084 √(m (0.00949 p + 0.051)), p in kPa; T_w = 1 − 0.077 (m w)^0.3; T_a =
/// 0.935^m. Source: Crawford & Duchon 1999, J. Appl. Meteorol. 38, 474, eqs. 6-12; T_r: Atwater & Brown 1974;
/// T_w: McDonald 1960; T_a: Houghton 1954.
double clear_sky_global_wpm2(SunHeight const& sun, ClearAir const& air) noexcept;

/// Emissivity of a clear sky: 1 − (1 + w) exp(−√(1.2 + 3 w)), w = 46.5 e / T.
/// Source: Prata 1996, Q. J. R. Meteorol. Soc. 122, 1127.
double prata_emissivity(double air_k, double vapour_pa) noexcept;

/// The same from 59.38 + 113.7 (T/273.16)⁶ + 96.96 √(w/2.5) W/m², w the water above as for Prata [cm], over
/// σT⁴. Source: Dilley & O'Brien 1998, Q. J. R. Meteorol. Soc. 124, 1391; the best of thirteen at 21 stations
/// for Flerchinger et al. 2009, Water Resour. Res. 45, W03423.
double dilley_emissivity(double air_k, double vapour_pa) noexcept;

/// Longwave radiation of the sky [W/m²]: [c + (1 − c) ε] σ T⁴. The cloud share c may be observed, or
/// 1 − measured / clear-sky radiation. Source: Crawford & Duchon 1999, J. Appl. Meteorol. 38, 474, eq. 20.
/// @pre 0 <= cloud_share <= 1
double sky_longwave_wpm2(double air_k, double clear_emissivity, double cloud_share) noexcept;

} // namespace jumelle::heat
