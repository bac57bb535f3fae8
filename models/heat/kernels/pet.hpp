#pragma once

#include "core/base/view.hpp"

namespace jumelle::heat {

inline constexpr double standard_pressure_hpa = 1013.25; ///< standard atmosphere, ISO 2533

/// The person of Höppe 1999: a man in light activity, in a light suit.
inline constexpr double usual_activity_w = 80.0, usual_clothing_clo = 0.9;
inline constexpr double usual_age_years = 35.0, usual_weight_kg = 75.0, usual_height_m = 1.8;

/// What a person's heat balance depends on outdoors.
struct PetWeather {
    double air_c = 0.0, radiant_c = 0.0;
    double wind_mps = 0.0; ///< at the person
    double vapour_hpa = 0.0;
    double pressure_hpa = standard_pressure_hpa;
};

/// Who feels it: a man of 35 years, 75 kg and 1.8 m, as Höppe (1999) has it, in light activity.
struct PetPerson {
    double activity_w = usual_activity_w; ///< beside the base metabolism
    double clothing_clo = usual_clothing_clo;
    double age_years = usual_age_years, weight_kg = usual_weight_kg, height_m = usual_height_m;
};

/// Physiological equivalent temperature [°C]: the air temperature of a room without wind (0.1 m/s), sun and
/// 12 hPa of vapour, in which a person at 0.9 clo and 80 W is as warm at core and skin as outdoors. Balances
/// of core, skin and clothes (MEMI) are solved, then that of the whole body in the room. Source: Höppe 1999,
/// Int. J. Biometeorol. 43, 71; vapour through clothes, sweat and the way to solve it as corrected by Walther
/// & Goestchel 2018, Build. Environ. 137, 1.
double pet_c(PetWeather const& weather, PetPerson const& person) noexcept;

} // namespace jumelle::heat
