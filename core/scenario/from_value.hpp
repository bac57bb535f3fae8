#pragma once

#include "core/scenario/scenario.hpp"

/// Reading a checked tree that may have holes: where the reader found a fault, the value is absent, and the
/// fault is already told. Every function here takes such holes without a word.
namespace jumelle::from_value {

/// The member of a map; absent where `value` is no map or has no such member.
Value const& member(Value const& value, std::string const& key);
/// Whether the key was written at all, be it with a fault: the reader leaves a hole that has a path.
bool given(Value const& value, std::string const& key);
double number_or(Value const& value, double otherwise);
std::string text_or(Value const& value, std::string const& otherwise);
/// The elements of a list; none where `value` is no list.
std::vector<Value> const& elements(Value const& value);
std::optional<double> number(Value const& value);
/// `[x, y]`
std::optional<std::pair<double, double>> position(Value const& value);

SeriesSpec series(Value const& value);
/// The corners of a line.
std::vector<LinePoint> line_points(Value const& line);
/// @param measures of the scenario: structures among them stand in the territory too
TerritorySpec territory(Value const& value, Value const& measures, FaultList& faults);
std::vector<MeasureSpec> measures(Value const& value, FaultList& faults);
RoadsSpec roads(Value const& value, FaultList& faults);
DemandSpec demand(Value const& value, FaultList& faults);
/// Those of a list of structures, and those in a list of measures.
std::vector<StructureSpec> structures(Value const& list, Value const& measures, FaultList& faults);
ForcingSpec forcing(Value const& value, FaultList& faults);
/// `run` bounds what is checked.
OutputSpec outputs(Value const& value, TimeSpec const& run, FaultList& faults);
/// Adds a fault for each element of `list` whose text stands in it before; `what` names the elements.
void refuse_repeated(std::vector<Value> const& list, std::string const& what, FaultList& faults);

} // namespace jumelle::from_value
