#pragma once

#include <filesystem>
#include <optional>

#include "core/model/weather_table.hpp"
#include "io/units/units.hpp"

namespace jumelle::hdf5 {

/// Where weather is wanted, in degrees; nothing: the file has one place.
struct WeatherPlace {
    std::optional<double> latitude_deg, longitude_deg;
};

/// Reads series over time from a netCDF-4 file: of one place, or of a grid, of which the node next to the
/// place is taken. Variables are found by their `standard_name` (CF), else by the names of ALMA (Tair, Qair,
/// PSurf, Wind, Wind_E, Wind_N, SWdown, LWdown), CMIP (tas, hurs, huss, ps, sfcWind, uas, vas, rsds, rlds,
/// clt) and ERA5 (t2m, d2m, sp, u10, v10, ssrd, strd, tcc). Units as in the file; J/m² are divided by the
/// interval. `_FillValue`, `missing_value`, `scale_factor` and `add_offset` hold; `bounds` of time tell which
/// moment of its interval a row is stamped with, else it is the end.
/// @throws InputError where the file has no time, no such variable, another calendar, or does not hold the
/// place
/// @throws IoError where it cannot be read
WeatherTable read_netcdf_weather(std::filesystem::path const& file, WeatherPlace const& place,
                                 UnitSystem const& units);

} // namespace jumelle::hdf5
