#pragma once

#include "core/compare/indicator.hpp"

namespace jumelle {

/// Depth from which ground counts as flooded [m]: where water enters buildings over a door sill and the
/// lowest class of common flood maps begins. Source: UK Environment Agency, Risk of Flooding from Surface
/// Water mapping.
inline constexpr double flooded_depth_m = 0.10;

/// Hazard rating from which people are in danger: "dangerous for most" of Defra/EA FD2321/TR1 (2006),
/// table 3.2.
inline constexpr double dangerous_hazard = 1.25;

/// Depth at which a road is closed to cars [m]. Source: Pregnolato et al. 2017, Transport. Res. D 55, 67-81.
inline constexpr double closed_road_depth_m = 0.30;

/// Flooded area, depths, speeds, people, buildings, roads, and the water account.
std::vector<Indicator> flood_indicators();

} // namespace jumelle
