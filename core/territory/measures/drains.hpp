#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/territory/measures/record.hpp"
#include "core/territory/region.hpp"
#include "core/territory/territory.hpp"

/// Measures on the pipes under the street.
namespace jumelle {

/// New properties of pipes; what is empty stays.
struct PipeChange {
    std::optional<double> diameter_m; ///< they become circular
    std::optional<double> manning;    ///< [s m^(-1/3)]
    std::optional<double> barrels;    ///< equal pipes side by side
};
/// @pre the territory has drains
MeasureRecord change_pipes(Territory& territory, std::vector<std::size_t> const& pipes,
                           PipeChange const& change);

/// Pipes with both ends on the map in the region. @pre the territory has drains
std::vector<std::size_t> pipes_inside(DrainNetwork const& drains, Region const& region);

/// The pipe of a name. @pre the territory has drains
std::optional<std::size_t> pipe_named(DrainNetwork const& drains, std::string const& name);

} // namespace jumelle
