#pragma once

namespace jumelle::heat {

/// Weather at a worker, 2 m above the ground.
struct WorkWeather {
    double air_k = 0.0;
    double relative_humidity = 0.0; ///< [0 … 1]
    double pressure_pa = 0.0;
    double wind_mps = 0.0;    ///< at the sensors; at least 0.13 m/s is taken
    double global_wpm2 = 0.0; ///< sun and sky on a horizontal plane
    double beam_share = 0.0;  ///< of it that comes straight from the sun [0 … 0.9]
    double sine = 0.0;        ///< of the sun's height
};

/// The three temperatures that the WBGT is made of [K].
struct WetBulbGlobe {
    double globe_k = 0.0;
    double natural_wet_bulb_k = 0.0;
    double wbgt_k = 0.0; ///< 0.7 T_nw + 0.2 T_g + 0.1 T_a
    bool has_converged = false;
};

/// Wet bulb globe temperature outdoors from the heat balances of its two sensors, a black globe of 0.0508 m
/// and a wetted wick of 7 mm. Source: Liljegren et al. 2008, J. Occup. Environ. Hyg. 5, 645; weights: ISO
/// 7243.
WetBulbGlobe wet_bulb_globe(WorkWeather const& weather) noexcept;

} // namespace jumelle::heat
