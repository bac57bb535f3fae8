#pragma once

#include "core/model/weather.hpp"
#include "core/model/weather_table.hpp"
#include "core/scenario/scenario.hpp"
#include "io/weather/weather.hpp"

namespace jumelle::weather {

/// The weather of a run out of a table, whatever file that came from. What can be repaired is repaired and
/// counted in the log: rows and values that are missing for up to three hours are put on straight lines
/// between their neighbours, radiation down to −50 W/m² becomes 0. Everything else is refused with its time:
/// longer gaps, rows out of order, values that no weather has (missing codes that nobody declared), a table
/// that does not cover the run, and a clock that the sun contradicts.
/// @throws InputError
Weather weather_of(WeatherTable const& table, WeatherSpec const& spec, WeatherUse const& use);

} // namespace jumelle::weather
