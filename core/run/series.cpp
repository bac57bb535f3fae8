#include "core/run/series.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace jumelle {

namespace {

/// Each name once, in the order of the terms.
std::vector<std::string> names_of(std::vector<Balance::Term> const& terms) {
    std::vector<std::string> names;
    for (auto const& term : terms) {
        if (std::find(names.begin(), names.end(), term.name) == names.end()) names.push_back(term.name);
    }
    return names;
}

double value_of(std::string const& name, Balance const& balance) {
    double sum = 0.0;
    for (auto const& term : balance.terms) sum += term.name == name ? term.value : 0.0;
    return sum;
}

} // namespace

std::vector<SeriesInfo> account_series(std::string const& model, Balance const& balance) {
    std::string const group = model + "_balance";
    std::string const& what = balance.quantity;
    std::vector<SeriesInfo> series;
    auto const add = [&](std::string const& quantity, std::string const& unit, std::string const& says) {
        series.push_back({group, "", quantity, unit, says, TimeMeaning::instant});
    };
    add("in", balance.unit, what + " that came in since the start");
    add("out", balance.unit, what + " that went out since the start");
    add("stored", balance.unit, what + " in the territory");
    for (auto const& name : names_of(balance.terms)) {
        add(name, balance.unit,
            fmt::format("{} by {} since the start, positive into the territory", what, name));
    }
    add("error", balance.unit, "stored - stored at the start - in + out");
    add("error_relative", "1", "error over the largest of in, out and stored");
    return series;
}

void append_account(Balance const& balance, std::vector<Balance::Term> const& terms,
                    std::vector<double>& values) {
    values.insert(values.end(), {balance.in, balance.out, balance.stored});
    for (auto const& name : names_of(terms)) values.push_back(value_of(name, balance));
    values.insert(values.end(), {balance.error(), balance.relative_error()});
}

std::string account_text(Balance const& balance) {
    std::vector<std::string> terms;
    for (auto const& term : balance.terms) terms.push_back(fmt::format("{} {:.6g}", term.name, term.value));
    std::string const text = fmt::format(
        "in {:.6g}, out {:.6g}, stored {:.6g} after {:.6g} at the start, error {:.3g} {}", balance.in,
        balance.out, balance.stored, balance.stored_at_start, balance.error(), balance.unit);
    return terms.empty() ? text : fmt::format("{}; terms: {}", text, fmt::join(terms, ", "));
}

} // namespace jumelle
