#pragma once

#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/model/model.hpp"

namespace jumelle {

/// A model that a scenario asks for, with the place where it does.
struct ChosenModel {
    ModelEntry const* entry = nullptr;
    Place place;
    std::string path; ///< `models.flood`
};

/// The order in which models step inside an exchange window: whoever writes a field, or can on request, comes
/// before those who read it; models that do not depend on each other keep the order of the scenario.
///
/// Adds a fault for each field that two models write, that nobody provides, whose unit differs between writer
/// and reader, and for models that wait for each other in a circle.
/// @returns positions in `models`, or nothing useful where a fault was added
std::vector<std::size_t> schedule(std::vector<ChosenModel> const& models, FieldStore const& territory_fields,
                                  FaultList& faults);

} // namespace jumelle
