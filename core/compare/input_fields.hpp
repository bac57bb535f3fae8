#pragma once

#include "core/compare/indicator.hpp"

namespace jumelle {

/// Numbers on cells of the field `name`; null where the run has not got it.
inline Array2D<double> const* cells_of(IndicatorInput const& input, char const* name) {
    FieldStore const& fields = input.territory.fields;
    return fields.has(name) ? &fields.at(name).cells : nullptr;
}

/// Numbers on edges of the field `name`; null where the run has not got it.
inline std::vector<double> const* edges_of(IndicatorInput const& input, char const* name) {
    FieldStore const& fields = input.territory.fields;
    return fields.has(name) ? &fields.at(name).values : nullptr;
}

} // namespace jumelle
