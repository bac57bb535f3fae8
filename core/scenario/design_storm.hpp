#pragma once

#include "core/base/time_series.hpp"
#include "core/scenario/scenario.hpp"

namespace jumelle {

/// Share of a storm's depth that has fallen after `share` of its duration; 0 at 0, 1 at 1, never falling.
///
/// - constant: P(s) = s
/// - triangle: intensity rises in a straight line from 0 to the peak and falls back to 0
/// - double_triangle: a triangle that rises to a foot, from there steeply to the peak, back to the foot and
///   to 0. The intense part lasts one eighth of the storm (30 min of 4 h) and brings half of the depth.
///   Source: the form is Desbordes 1974, "Réflexions sur les méthodes de calcul des réseaux urbains
///   d'assainissement pluvial", thesis, Montpellier; the two shares are this project's choice.
/// - chicago: in every window around the peak falls what the depth–duration curve P(t) ~ t / (t^0.9 + 11), t
///   in minutes, gives for the window's length; the peak splits each window as it splits the storm.
///   Source: Keifer & Chu 1957, "Synthetic storm pattern for drainage design", J. Hydraul. Div. ASCE 83(HY4),
///   with their curve for Chicago.
/// @pre 0 <= share <= 1, 0 <= storm.peak <= 1, storm.duration > 0
double fallen_share(DesignStorm const& storm, double share);

/// Rain intensity over time as steps [m/s], from 0 before the storm to 0 after it. Each step is the mean of
/// the storm's intensity over about a minute, so the series' integral is the depth.
/// @pre storm.duration > 0, storm.depth >= 0
TimeSeries hyetograph(DesignStorm const& storm);

} // namespace jumelle
