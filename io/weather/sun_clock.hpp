#pragma once

#include <optional>
#include <string>

#include "core/model/weather.hpp"

namespace jumelle::weather {

/// Whether the radiation of a weather comes when the sun stands over the place: a wrong UTC offset or
/// longitude shows in both
///
///     noon: Σ K t / Σ K over whole days, against 12 h − longitude / 15°/h (± 0.75 h, more for few days)
///     night: radiation above 20 W/m² in intervals in which the sun is below the horizon
///
/// Declination: Spencer 1971, Search 2, 172. @returns what is wrong; nothing where all is well or there is
/// too little radiation to tell
std::optional<std::string> clock_fault(Weather const& weather);

} // namespace jumelle::weather
