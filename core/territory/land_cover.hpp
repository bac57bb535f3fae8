#pragma once

#include <span>

#include "core/base/view.hpp"

namespace jumelle {

/// Codes of the `land_cover` field.
enum class LandCover {
    building = 1,
    asphalt = 2,
    paved = 3,
    grass = 4,
    dry_grass = 5,
    bare_soil = 6,
    trees = 7,
    water = 8,
    garden = 9
};

/// A number of a table and where it comes from.
struct SourcedValue {
    double value = 0.0;
    char const* source = "";
};

/// What one class of ground is like.
struct LandCoverClass {
    LandCover code = LandCover::building;
    char const* name = "";   ///< `dry_grass`, as scenarios and reports write it
    SourcedValue manning;    ///< Manning's n [s m^-1/3]
    SourcedValue impervious; ///< share of the area that lets no water into the ground [0 … 1]
    SourcedValue albedo;     ///< share of sunlight that is reflected [0 … 1]
    SourcedValue emissivity; ///< of longwave radiation [0 … 1]
};

/// All classes, in the order of their codes.
std::span<LandCoverClass const> land_cover_classes();

/// The class with this code; nothing where there is none, or where `code` is no whole number (or NaN).
LandCoverClass const* find_land_cover(double code);

/// Manning's n of each cell's class [s m^-1/3]; `elsewhere` in cells without a known class.
Array2D<double> manning_from_land_cover(View2D<double const> land_cover, double elsewhere);

} // namespace jumelle
