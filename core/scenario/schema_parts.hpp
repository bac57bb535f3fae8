#pragma once

#include "core/scenario/scenario.hpp"

namespace jumelle {

/// The `territory` part of the language.
Schema territory_schema(LanguageParts const& parts);
/// The `forcing` part of the language.
Schema forcing_schema();
/// The list of hydraulic structures under `territory`.
Schema structures_schema();
/// One structure: a map with one member for each kind.
Schema structure_schema();
/// The list of planned changes.
Schema measures_schema(LanguageParts const& parts);
/// Corners of a line, or the file that holds it.
Schema line_schema();
Schema circle_schema();
/// Road network and trips under `territory`.
Schema roads_schema();
Schema demand_schema();
/// A number, or a column of a CSV table, over time; `unit` is the unit of both.
Schema series_schema(std::string const& unit);
/// `[x, y]` in the territory's CRS.
Schema position_schema();
/// `[x, y]`, or the name of a place that the territory knows.
Schema place_schema();

} // namespace jumelle
