#pragma once

#include <array>

namespace jumelle {

/// A point of a curve: the share of its largest damage that a building takes where water stands so deep.
struct DamagePoint {
    double depth_m = 0.0, share = 0.0;
};

/// Residential buildings of Europe.
/// Source: Huizinga, de Moel & Szewczyk 2017, Global flood depth-damage functions, JRC105688, EUR 28552 EN.
inline constexpr std::array<DamagePoint, 9> residential_damage{{{0.0, 0.0},
                                                                {0.5, 0.25},
                                                                {1.0, 0.40},
                                                                {1.5, 0.50},
                                                                {2.0, 0.60},
                                                                {3.0, 0.75},
                                                                {4.0, 0.85},
                                                                {5.0, 0.95},
                                                                {6.0, 1.00}}};

/// Straight between the points of `residential_damage`, 1 above the last; 0 for NaN and below 0.
double damage_share(double depth_m);

} // namespace jumelle
