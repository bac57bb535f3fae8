#pragma once

#include <cmath>

#include "core/territory/field.hpp"
#include "core/territory/grid.hpp"

namespace jumelle::flood {

/// Cells of a field, or null where there is no such field.
inline Array2D<double> const* cells_of(FieldStore const& fields, char const* name) {
    return fields.has(name) ? &fields.at(name).cells : nullptr;
}

/// The field's value, or `otherwise` where there is no field or the cell has none.
inline double value_at(Array2D<double> const* cells, Cell cell, double otherwise) {
    if (cells == nullptr || !std::isfinite((*cells)(cell.row, cell.column))) return otherwise;
    return (*cells)(cell.row, cell.column);
}

} // namespace jumelle::flood
