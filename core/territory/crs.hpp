#pragma once

#include <optional>
#include <string>

namespace jumelle {

/// A coordinate reference system in which grids lie: projected, in metres.
struct Crs {
    std::string name; ///< as the user wrote it, `EPSG:2154`
    std::string wkt;  ///< WKT2:2019 (ISO 19162) on one line
    std::string wkt1; ///< GDAL's WKT1, for readers that know no other
    int epsg = 0;     ///< EPSG code of the (horizontal) system; 0 where it has none
    bool operator==(Crs const&) const = default;
};

/// Looks a CRS up in PROJ's database: `EPSG:2154`, `EPSG:2154+5720`, WKT, or a PROJ string.
/// @returns nothing where PROJ does not know it
std::optional<Crs> find_crs(std::string const& name);

/// Why a grid cannot lie in this CRS (`is geographic: its axes are in degrees, not in metres`); empty where
/// it can.
std::string why_no_grid(Crs const& crs);

} // namespace jumelle
