#pragma once

#include "core/model/model.hpp"

namespace jumelle::traffic {

/// Vehicles over the time of day: the turns of an equilibrium, then cumulative counts at both ends of every
/// edge (link transmission model). Streets that close, open or flood at an exchange change the run from then
/// on. Fields tell what happened since the exchange before. Made where the scenario says `dynamics`.
std::unique_ptr<Model> make_day_model(ModelSetup const& setup);

} // namespace jumelle::traffic
