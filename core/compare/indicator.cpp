#include "core/compare/indicator.hpp"

#include <algorithm>

#include "core/compare/access_indicators.hpp"
#include "core/compare/damage_indicators.hpp"
#include "core/compare/equity_indicators.hpp"
#include "core/compare/flood_indicators.hpp"
#include "core/compare/heat_indicators.hpp"
#include "core/compare/street_indicators.hpp"
#include "core/compare/traffic_indicators.hpp"

namespace jumelle {

namespace {

std::vector<Indicator> joined(std::initializer_list<std::vector<Indicator>> lists) {
    std::vector<Indicator> made;
    for (auto const& list : lists) made.insert(made.end(), list.begin(), list.end());
    return made;
}

} // namespace

std::vector<IndicatorGroup> const& indicator_groups() {
    static std::vector<IndicatorGroup> const groups = {
        {"Flooding", joined({flood_indicators(), damage_indicators()})},
        {"Traffic", joined({traffic_indicators(), street_indicators()})},
        {"Access", access_indicators()},
        {"Heat", heat_indicators()},
        {"Equity", equity_indicators()}};
    return groups;
}

std::vector<Indicator> const& indicators() {
    static std::vector<Indicator> const all = [] {
        std::vector<Indicator> made;
        for (auto const& group : indicator_groups())
            made.insert(made.end(), group.indicators.begin(), group.indicators.end());
        return made;
    }();
    return all;
}

Indicator const* find_indicator(std::string const& name) {
    for (auto const& indicator : indicators())
        if (indicator.name == name) return &indicator;
    return nullptr;
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
