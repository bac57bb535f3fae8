#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scenario/schema.hpp"

namespace jumelle::traffic {

/// Numbers between zones that can be told.
enum class ZoneQuantity {
    time,     ///< driving time on the cheapest way
    distance, ///< its length
    toll,     ///< its tolls
    cost,     ///< all that it costs, in time
    trips     ///< vehicles that travel
};

/// Edges of which it is asked who passes them.
struct SelectedLinks {
    std::string name;
    std::vector<std::string> edges; ///< names, or their beginnings up to a `/`
    Value where;                    ///< for faults
};

/// What places are worth that can be reached.
enum class Opportunity {
    population, ///< residents of the cells to which a zone is the nearest
    trips       ///< trips that end in the zone, a measure of jobs and shops
};

/// How well opportunities can be reached.
struct Accessibility {
    static constexpr double usual_within_s = 1800.0, usual_sensitivity_per_s = 0.1 / 60.0;
    Opportunity of = Opportunity::trips;
    double within_s = usual_within_s;
    double sensitivity_per_s = usual_sensitivity_per_s; ///< β of exp(−β cost)
    Value where;                                        ///< for faults
};

/// What a scenario wants to know of the equilibrium beside flows and times.
struct AnalysisParameters {
    std::optional<double> at_s; ///< after the start of the run; else its end
    std::vector<ZoneQuantity> matrices;
    std::vector<SelectedLinks> select_links;
    std::vector<std::string> turns; ///< names of nodes, or their numbers where they have none
    std::optional<Accessibility> accessibility;
    Value where; ///< for faults
};

/// Whether a name may be part of names in results: letters, digits and _ only.
bool does_for_results(std::string const& name);

Schema analysis_schema();

/// @pre value was checked against `analysis_schema`
/// @throws InputError where two selections have one name, or a name does not do for results
AnalysisParameters analysis_from(Value const& value);

} // namespace jumelle::traffic
