#pragma once

#include <string>

#include "core/model/weather.hpp"
#include "core/model/weather_table.hpp"
#include "core/scenario/scenario.hpp"
#include "io/units/units.hpp"

namespace jumelle {

/// When the weather is wanted.
struct WeatherUse {
    Instant start; ///< of the run: times count from there
    Duration duration;
};

/// Weather of an EPW file, a station's table or a table of UMEP.
///
/// EPW: the hours of the run are looked up by month, day and hour, whatever the year of the file; 29 February
/// is taken from the 28th where the file has none. Values without number are filled by straight lines over up
/// to three hours. Repairs are counted in the log.
///
/// CSV: columns by name, with units in their headings: air_temperature, relative_humidity, wind_speed and
/// global_radiation; direct_radiation (across the beam), diffuse_radiation, longwave_radiation, cloud_cover
/// wind_direction (clockwise from north) and pressure where they are there. Radiation holds from its time to
/// the next row's.
///
/// UMEP: `io/weather/umep.hpp`. CSV and UMEP are checked and repaired as `io/weather/table_weather.hpp` says.
/// @throws InputError where the file is wrong or does not cover the run, or where the place is not known
/// @throws IoError where it cannot be read
Weather read_weather(WeatherSpec const& spec, WeatherUse const& use, UnitSystem const& units);

/// Weather of a table that another reader has read.
Weather read_weather_table(WeatherTable const& table, WeatherSpec const& spec, WeatherUse const& use);

/// Which moment of an interval a scenario says that rows are stamped with; `end` where it says nothing.
WeatherStamp stamp_of(std::string const& name);

/// The same from the text of the file; its name stands in messages.
Weather read_weather_text(std::string const& text, WeatherSpec const& spec, WeatherUse const& use,
                          UnitSystem const& units);

} // namespace jumelle
