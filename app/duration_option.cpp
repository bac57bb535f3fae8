#include "app/duration_option.hpp"

#include <array>
#include <cstdlib>

#include "io/units/number.hpp"
#include "io/units/units.hpp"

namespace jumelle::app {

namespace {

constexpr double seconds_per_day = 86400.0;

/// `[days-]hours:minutes:seconds`
std::optional<double> clock_seconds(std::string text) {
    double days_s = 0.0;
    if (auto const dash = text.find('-'); dash != std::string::npos) {
        auto const days = whole_number_text(text.substr(0, dash));
        if (!days) return std::nullopt;
        days_s = *days * seconds_per_day;
        text = text.substr(dash + 1);
    }
    constexpr std::array<double, 3> worth_s{3600.0, 60.0, 1.0};
    double sum_s = 0.0;
    for (std::size_t i = 0; i < worth_s.size(); ++i) {
        auto const colon = text.find(':');
        bool const is_last = i + 1 == worth_s.size();
        auto const number = whole_number_text(text.substr(0, colon));
        if (!number || *number < 0.0 || is_last != (colon == std::string::npos)) return std::nullopt;
        sum_s += *number * worth_s[i];
        if (!is_last) text = text.substr(colon + 1);
    }
    return days_s + sum_s;
}

std::optional<double> unit_seconds(std::string const& text) {
    auto const parts = split_number(text);
    if (!parts || parts->rest.empty()) return std::nullopt;
    auto const conversion = common_units().between(parts->rest, "s");
    if (!conversion) return std::nullopt;
    return (*conversion)(parts->number);
}

} // namespace

std::optional<double> seconds_of(std::string const& text) {
    bool const is_clock = text.find(':') != std::string::npos;
    auto const seconds = is_clock ? clock_seconds(text) : unit_seconds(text);
    return seconds && *seconds > 0.0 ? seconds : std::nullopt;
}

} // namespace jumelle::app
