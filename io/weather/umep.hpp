#pragma once

#include <string>
#include <string_view>

#include "core/model/weather_table.hpp"

namespace jumelle::weather {

/// Reads a table as UMEP, SUEWS and SOLWEIG write and read it: a heading that begins with `iy id it imin` (or
/// `%iy`), then rows of at least 15 numbers in the order
///
///     iy id it imin Q* QH QE Qs Qf Wind RH Tair press rain Kdown snow ldown fcld wuh xsmd lai Kdiff Kdir Wd
///
/// year, day of the year (1 … 366), hour, minute of a clock that is `utc_offset_s` ahead of UTC; m/s, %, °C,
/// kPa, W/m²; fcld in tenths; Kdir across the beam. −999 is a missing value. Hour 24 is hour 0 of the next
/// day. Rain is not taken: it belongs to forcing.rain.
/// @throws InputError with the lines of the first ten faults
WeatherTable read_umep(std::string_view text, std::string const& file, double utc_offset_s);

} // namespace jumelle::weather
