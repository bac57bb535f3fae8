#pragma once

#include "core/territory/field.hpp"
#include "models/flood/ground.hpp"
#include "models/flood/parameters.hpp"

namespace jumelle::flood {

/// Ground, roughness, rain shares and first water from the territory's fields.
/// Cells without an elevation lie outside and are solid, with `Buildings::blocks` so are cells with a
/// building. Rain on a building goes to the nearest free cell (by steps between cells that share a side,
/// through buildings only; of equally near ones the first in row order); rain outside the territory, or on
/// buildings that touch no free cell, is none of the model's. The roughness of a cell is its `manning` value,
/// or the parameter's where it has none.
/// @pre `fields` has `elevation`
Ground ground_from(FieldStore const& fields, FloodParameters const& parameters);

} // namespace jumelle::flood
