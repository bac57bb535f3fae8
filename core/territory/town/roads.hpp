#pragma once

#include "core/territory/road_graph.hpp"
#include "core/territory/town/plan.hpp"

namespace jumelle::town {

/// The streets as a road graph: nodes at crossings and where streets leave the territory, two edges a street,
/// only the largest part that is connected.
RoadGraph make_roads(Frame const& frame, Plan const& plan);

} // namespace jumelle::town
