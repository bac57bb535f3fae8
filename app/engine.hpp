#pragma once

#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "core/scenario/scenario.hpp"
#include "core/territory/territory.hpp"

namespace jumelle::app {

/// The scenario language of this build: its fields, models and indicators.
LanguageParts language(ModelRegistry const& registry);

/// Grid and fields of a scenario: from data, or the procedural town; checksums of all input files recorded.
/// @throws InputError with all faults of the data
Territory load_territory(Scenario const& scenario);
/// The same in two parts: as it is today, of which plans of one study share it, then as planned, with
/// measures and structures. @throws InputError with all faults of the data
Territory load_land(Scenario const& scenario);
void plan_on(Territory& land, Scenario const& scenario);

/// Rain, inflows and borders of a scenario on its grid, and what was observed of the fields of its models
/// over time. Input files are recorded in `territory.inputs`.
/// @throws InputError
Forcing load_forcing(Scenario const& scenario, Territory& territory, ModelRegistry const& registry);

} // namespace jumelle::app
