#include "core/compare/indicator.hpp"

#include <algorithm>

#include "core/compare/flood_indicators.hpp"
#include "core/compare/heat_indicators.hpp"
#include "core/compare/traffic_indicators.hpp"

namespace jumelle {

std::vector<Indicator> const& indicators() {
    static std::vector<Indicator> const all = [] {
        auto made = flood_indicators();
        for (auto& indicator : traffic_indicators()) made.push_back(std::move(indicator));
        for (auto& indicator : heat_indicators()) made.push_back(std::move(indicator));
        return made;
    }();
    return all;
}

std::vector<IndicatorValue> compute_indicators(std::vector<std::string> const& names,
                                               IndicatorInput const& input) {
    std::vector<IndicatorValue> values;
    for (auto const& indicator : indicators()) {
        bool const asked =
            names.empty() || std::find(names.begin(), names.end(), indicator.name) != names.end();
        if (!asked) continue;
        if (auto const value = indicator.compute(input))
            values.push_back({indicator.name, indicator.unit, *value});
    }
    return values;
}

} // namespace jumelle
