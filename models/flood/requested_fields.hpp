#pragma once

#include <string>
#include <vector>

#include "core/territory/field.hpp"
#include "models/flood/solver.hpp"

namespace jumelle::flood {

/// A field over time that is written only where a scenario names it.
struct RequestedField {
    FieldInfo info;
    double (*value)(CellWater const& water, double dry_depth_m) = nullptr;
};

/// Everything that may be asked for.
///
///     froude_number = |v| / sqrt(g d)
///     hazard        = d (|v| + 0.5 m/s) + debris factor    Source: Defra/EA 2006, FD2321/TR1, equation 3.1
///     discharge     = d v
std::vector<RequestedField> requested_fields();

/// Those that are named.
std::vector<RequestedField> requested_fields(std::vector<std::string> const& names);

} // namespace jumelle::flood
