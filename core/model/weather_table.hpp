#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.hpp"

namespace jumelle {

/// What a row of a table of weather may tell, in SI units.
enum class WeatherColumn : std::size_t {
    air_temperature,   ///< K
    relative_humidity, ///< 1, 0 … 1
    specific_humidity, ///< kg/kg; in place of the relative one
    dew_point,         ///< K; in place of both
    wind_speed,        ///< m/s
    wind_from,         ///< degrees clockwise from north
    pressure,          ///< Pa
    global,            ///< W/m² on a level plane
    direct,            ///< W/m² across the beam
    diffuse,           ///< W/m² of the sky on a level plane
    longwave,          ///< W/m² of the sky
    cloud_cover        ///< 1, 0 … 1
};
inline constexpr std::size_t weather_columns = 12;

/// Which moment of its interval a row is stamped with: radiation is a mean over the interval.
enum class WeatherStamp { begin, middle, end };

/// Weather as a file has it, before gaps, ranges and clock are looked at.
struct WeatherTable {
    using Column = std::vector<std::optional<double>>; ///< nothing where a value is missing

    std::string file; ///< for messages
    std::vector<Instant> time;
    WeatherStamp stamp = WeatherStamp::end;
    std::array<Column, weather_columns> columns; ///< each as long as `time`, or empty
    std::optional<double> latitude_deg, longitude_deg;

    Column& operator[](WeatherColumn column) { return columns[static_cast<std::size_t>(column)]; }
    Column const& operator[](WeatherColumn column) const { return columns[static_cast<std::size_t>(column)]; }
};

} // namespace jumelle
