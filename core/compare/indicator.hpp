#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/territory/territory.hpp"

namespace jumelle {

/// What indicators are computed from, when a run has ended.
struct IndicatorInput {
    Territory const& territory; ///< grid, fields as they are at the end, summaries among them
    struct Account {
        std::string model;
        double in = 0.0, out = 0.0, stored = 0.0;
    };
    std::vector<Account> accounts; ///< balances by model
    struct Number {
        std::string group, quantity;
        double value = 0.0;
    };
    std::vector<Number> numbers = {}; ///< last values of the series that models tell
};

/// What those who decide want of an indicator: less, more, or neither as such.
enum class Better { less, more, neither };

/// One number that a decision needs.
struct Indicator {
    std::string name, unit;
    std::string definition; ///< one sentence
    std::string source;     ///< of thresholds and formulas; empty where it is a plain sum
    /// @returns nothing where the run has not the fields that it needs
    std::optional<double> (*compute)(IndicatorInput const& input) = nullptr;
    Better better = Better::less;
};

/// Indicators of one subject.
struct IndicatorGroup {
    std::string title; ///< `Flooding`
    std::vector<Indicator> indicators;
};

/// All indicators of this build by subject, in the order of tables.
std::vector<IndicatorGroup> const& indicator_groups();

/// The same in one list.
std::vector<Indicator> const& indicators();

/// @returns null where no indicator has that name
Indicator const* find_indicator(std::string const& name);

/// The value of one indicator of a run.
struct IndicatorValue {
    std::string name, unit;
    double value = 0.0;
};

/// Computes the indicators called `names` (all that apply where empty), in the order of `indicators()`.
/// @pre every name is known
std::vector<IndicatorValue> compute_indicators(std::vector<std::string> const& names,
                                               IndicatorInput const& input);

} // namespace jumelle
