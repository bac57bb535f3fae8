#pragma once

#include <string>

namespace jumelle::flood {

/// What passed a structure, mean over the last step.
struct StructureDischarge {
    std::string name;
    /// Positive from the left of a line to its right (looking along it), or from `from` to `to` [m³/s].
    double discharge_m3ps = 0.0;
};

} // namespace jumelle::flood
