#pragma once

#include "core/territory/territory.hpp"

namespace jumelle::town {

/// Trips of the busiest hour between zones: a gravity model constrained at the origins,
///
///     T_ij = trips_i · A_j exp(-d_ij / β) / Σ_k A_k exp(-d_ik / β),   trips_i = 0.15 · residents_i
///
/// with A the floor area that nobody lives in (shops, offices, halls), d the straight distance and no trips
/// within a zone. At most 400 zones, rectangles of at least 100 m.
/// Source: Ortúzar & Willumsen 2011, Modelling Transport, chapter 5.
TripTable make_trips(Territory const& territory);

} // namespace jumelle::town
