#pragma once

#include "core/model/weather.hpp"

namespace jumelle::weather {

/// Saturation vapour pressure over water [Pa].
/// Source: Alduchov & Eskridge 1996, J. Appl. Meteorol. 35, 601, eq. 21.
double saturation_pa(double temperature_k);

/// Another climate by a shift: T + ΔT, relative humidity kept, so e · e_s(T + ΔT) / e_s(T), and the
/// emissivity of the sky kept, so L · ((T + ΔT) / T)⁴ where it was measured. Sun and wind stay.
/// Source: Belcher et al. 2005, Build. Serv. Eng. Res. Technol. 26, 49 (shift).
void change_temperature(Weather& weather, double change_k);

} // namespace jumelle::weather
