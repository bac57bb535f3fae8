#pragma once

#include <span>
#include <string>

#include "core/territory/land_cover.hpp"

namespace jumelle {

/// Hydrologic soil groups of the U.S. Soil Conservation Service, from easily to hardly permeable.
enum class HydrologicGroup { a, b, c, d };

/// What one soil texture does with water.
/// Green–Ampt numbers: Rawls, Brakensiek & Miller 1983, J. Hydraul. Eng. 109, 62-70, table 2.
/// Groups: USDA 1986, TR-55, appendix A. Horton's rates: first infiltration of dry soils with little
/// vegetation after Akan 1993, Urban Stormwater Hydrology, table 3.6 (sandy 127, loamy 76, clayey 25 mm/h);
/// final rates are the middles of the ranges of Musgrave 1955 for the four groups.
struct SoilClass {
    int code = 0;           ///< value of the field `soil`
    char const* name = "";  ///< USDA texture, `sandy_loam`
    double porosity = 0.0;  ///< effective: what drains and fills [1]
    double suction_m = 0.0; ///< at the wetting front
    double conductivity_mps = 0.0;
    double horton_first_mps = 0.0, horton_final_mps = 0.0;
    HydrologicGroup group = HydrologicGroup::a;
};

/// All textures, in the order of their codes.
std::span<SoilClass const> soil_classes();
/// Nothing where no texture has this code (or it is not a number).
SoilClass const* find_soil(double code);
/// Nothing where no texture has this name.
SoilClass const* find_soil(std::string const& name);

/// Runoff curve number of the part of a land cover that is not sealed, for average moisture; 98 for what is
/// sealed, 100 for water.
/// Source: USDA 1986, TR-55, tables 2-2a (open space), 2-2b (fallow), 2-2c (woods).
double curve_number(LandCover cover, HydrologicGroup group);

} // namespace jumelle
