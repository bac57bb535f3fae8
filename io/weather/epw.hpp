#pragma once

#include <array>
#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace jumelle::weather {

/// What is read from a row of a weather file.
enum class EpwColumn {
    dry_bulb_c,
    humidity_percent,
    pressure_pa,
    longwave_whpm2,
    global_whpm2,
    direct_whpm2,
    diffuse_whpm2,
    wind_mps,
    wind_from_deg,
    sky_cover_tenths
};
inline constexpr std::size_t epw_columns = 10;

/// An hour of a year, by the local clock of the file: `hour` 1 is the one that ends at 01:00.
struct EpwHour {
    int month = 1, day = 1, hour = 1;
    auto operator<=>(EpwHour const&) const = default;
};

struct EpwRow {
    int line = 0, year = 0;
    std::array<std::optional<double>, epw_columns> values; ///< nothing where the file has its missing code
    std::optional<double> operator[](EpwColumn column) const {
        return values[static_cast<std::size_t>(column)];
    }
};

/// A weather file of EnergyPlus (EPW).
struct EpwTable {
    std::string place;
    double latitude_deg = 0.0, longitude_deg = 0.0, utc_offset_h = 0.0;
    std::map<EpwHour, EpwRow> rows;
    int negative_radiation = 0; ///< values that were set to 0
    bool is_one_year = true;    ///< all rows of one year: not a typical year put together from several
};

/// Reads the text of an EPW file with one row an hour. Missing codes (99.9, 999, 9999 …) become nothing;
/// negative radiation, as pyranometers give at night, becomes 0 and is counted.
/// Source: EnergyPlus, Auxiliary Programs, "EnergyPlus Weather File (EPW) Data Dictionary".
/// @throws InputError (data) with the places of all faults, the first ten where there are more
EpwTable read_epw(std::string const& text, std::string const& file);

/// The hour of the clock in which the sun is highest over the year, from the global radiation of the table
/// and from its longitude: where the two differ by more than 45 minutes, offset or longitude are wrong.
/// Nothing where the table has no radiation.
struct EpwNoon {
    double of_radiation_h = 0.0, of_longitude_h = 0.0;
};
std::optional<EpwNoon> noon_of(EpwTable const& table, double utc_offset_h, double longitude_deg);

} // namespace jumelle::weather
