#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/territory/crs.hpp"

namespace jumelle {

/// A map projection in the words of the CF conventions, for programs that do not read WKT.
struct CfGridMapping {
    std::string name; ///< `transverse_mercator`; empty where CF has no name for the projection
    /// `semi_major_axis` [m], `standard_parallel` [°] (one or two numbers), `false_easting` [m] …
    std::vector<std::pair<std::string, std::vector<double>>> numbers;
};

/// Asks PROJ for method, parameters and ellipsoid of the horizontal part of `crs`.
/// @returns empty members where its WKT cannot be read
/// Source: CF conventions 1.11, appendix F; method codes of the EPSG dataset
CfGridMapping cf_grid_mapping(Crs const& crs);

} // namespace jumelle
