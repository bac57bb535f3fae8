#pragma once

#include <limits>
#include <string>
#include <vector>

#include "core/territory/field.hpp"

namespace jumelle {

/// A field that a territory may be given, and how its numbers behave when they are brought to another grid.
struct CatalogField {
    FieldInfo info;
    bool categorical = false;   ///< classes: nearest neighbour, never averaged
    bool count = false;         ///< numbers of things (people): their total is kept, never averaged
    double default_value = 0.0; ///< where a scenario does not give the field at all
    bool has_default = false;
    double lowest = -std::numeric_limits<double>::infinity(); ///< smallest number that makes sense
    double highest = std::numeric_limits<double>::infinity();
};

/// The vocabulary of territory fields (`jumelle describe fields` lists it).
std::vector<CatalogField> const& field_catalog();

/// @returns nothing where no such field is known
CatalogField const* find_catalog_field(std::string const& name);

} // namespace jumelle
