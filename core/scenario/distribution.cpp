#include "core/scenario/distribution.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <optional>

#include "core/base/contract.hpp"
#include "core/base/error.hpp"

namespace jumelle {

namespace {

/// A kind of distribution as it is written.
struct Word {
    char const* name;
    Distribution::Kind kind;
    std::size_t numbers; ///< 0: any number of values
    char const* example;
};

constexpr std::array<Word, 7> words = {{
    {"uniform", Distribution::Kind::uniform, 2, "uniform(20 mm/h, 60 mm/h)"},
    {"log_uniform", Distribution::Kind::log_uniform, 2, "log_uniform(1 mm/h, 100 mm/h)"},
    {"normal", Distribution::Kind::normal, 2, "normal(20 degC, 1.5 degC): mean, standard deviation"},
    {"lognormal", Distribution::Kind::lognormal, 2,
     "lognormal(40 mm, 0.3): median, standard deviation of the logarithm"},
    {"triangular", Distribution::Kind::triangular, 3, "triangular(1 m, 2 m, 4 m): low, most likely, high"},
    {"integers", Distribution::Kind::integers, 2, "integers(1, 100)"},
    {"choice", Distribution::Kind::choice, 0, "choice(dry, wet)"},
}};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// The parts of `a, b; c`, parts in brackets left whole.
std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        char const c = i < text.size() ? text[i] : ',';
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') --depth;
        if ((c != ',' && c != ';') || (depth > 0 && i < text.size())) continue;
        parts.emplace_back(trimmed(text.substr(begin, i - begin)));
        begin = i + 1;
    }
    return parts;
}

struct NumberWithUnit {
    double number = 0.0;
    std::string unit;
};

std::optional<NumberWithUnit> number_of(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    NumberWithUnit read;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), read.number);
    if (error != std::errc() || !std::isfinite(read.number)) return std::nullopt;
    read.unit = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
    return read;
}

DistributionOutcome fault(std::string message, std::string hint) {
    DistributionOutcome outcome;
    outcome.message = std::move(message);
    outcome.hint = std::move(hint);
    return outcome;
}

std::vector<std::string> names_of_words() {
    std::vector<std::string> names;
    for (auto const& word : words) names.emplace_back(word.name);
    return names;
}

/// Why the numbers make no distribution; empty where they do.
std::string why_wrong(Distribution const& made) {
    auto const& n = made.numbers;
    switch (made.kind) {
    case Distribution::Kind::uniform:
        return n[0] < n[1] ? "" : "has a low end that is not below the high end";
    case Distribution::Kind::log_uniform:
        return 0.0 < n[0] && n[0] < n[1] ? "" : "needs 0 < low < high";
    case Distribution::Kind::normal:
        return n[1] > 0.0 ? "" : "has a standard deviation that is not above 0";
    case Distribution::Kind::lognormal:
        return n[0] > 0.0 && n[1] > 0.0 ? "" : "has a median or a standard deviation that is not above 0";
    case Distribution::Kind::triangular:
        return n[0] <= n[1] && n[1] <= n[2] && n[0] < n[2] ? "" : "needs low <= most likely <= high";
    case Distribution::Kind::integers: {
        bool const whole = n[0] == std::floor(n[0]) && n[1] == std::floor(n[1]);
        return whole && n[0] <= n[1] ? "" : "needs two whole numbers, the smaller one first";
    }
    case Distribution::Kind::choice:
        break;
    }
    return "";
}

DistributionOutcome with_numbers(Word const& word, std::vector<std::string> const& parts) {
    DistributionOutcome outcome;
    Distribution& made = outcome.distribution;
    made.kind = word.kind;
    if (parts.size() != word.numbers)
        return fault(fmt::format("{} needs {} numbers, and has {}", word.name, word.numbers, parts.size()),
                     fmt::format("write for example {}", word.example));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto const number = number_of(parts[i]);
        if (!number)
            return fault(fmt::format("'{}' is not a number with its unit", parts[i]),
                         fmt::format("write for example {}", word.example));
        bool const is_pure = word.kind == Distribution::Kind::lognormal && i == 1;
        if (i == 0) made.unit = number->unit;
        if (number->unit != (is_pure ? "" : made.unit))
            return fault(fmt::format("'{}' has another unit than '{}'", parts[i], parts[0]),
                         is_pure ? "the standard deviation of the logarithm has no unit"
                                 : "write all numbers of a distribution in one unit");
        made.numbers.push_back(number->number);
    }
    outcome.message = why_wrong(made);
    if (!outcome.message.empty()) outcome.hint = fmt::format("write for example {}", word.example);
    return outcome;
}

DistributionOutcome with_choices(Word const& word, std::vector<std::string> const& parts) {
    DistributionOutcome outcome;
    outcome.distribution.kind = word.kind;
    outcome.distribution.choices = parts;
    bool const has_hole = std::any_of(parts.begin(), parts.end(), [](auto const& p) { return p.empty(); });
    if (has_hole)
        return fault("has a choice without a value", fmt::format("write for example {}", word.example));
    return outcome;
}

double triangular_quantile(std::vector<double> const& n, double probability) {
    double const low = n[0], mode = n[1], high = n[2];
    double const below = (mode - low) / (high - low);
    if (probability < below) return low + std::sqrt(probability * (high - low) * (mode - low));
    return high - std::sqrt((1.0 - probability) * (high - low) * (high - mode));
}

} // namespace

DistributionOutcome distribution_from(std::string const& text) {
    std::string_view const whole = trimmed(text);
    std::size_t const open = whole.find('(');
    std::string const name(trimmed(whole.substr(0, open)));
    auto const word = std::find_if(words.begin(), words.end(), [&](Word const& w) { return name == w.name; });
    if (open == std::string_view::npos || !whole.ends_with(')'))
        return fault(fmt::format("'{}' is not a distribution", text),
                     fmt::format("write for example {}, or a list of values", words[0].example));
    if (word == words.end())
        return fault(fmt::format("there is no distribution '{}'", name),
                     hint_for_name(name, names_of_words()));
    auto const parts = parts_of(whole.substr(open + 1, whole.size() - open - 2));
    return word->numbers == 0 ? with_choices(*word, parts) : with_numbers(*word, parts);
}

double quantile(Distribution const& distribution, double probability) {
    JUMELLE_EXPECTS(probability > 0.0 && probability < 1.0);
    auto const& n = distribution.numbers;
    switch (distribution.kind) {
    case Distribution::Kind::uniform:
        return n[0] + (n[1] - n[0]) * probability;
    case Distribution::Kind::log_uniform:
        return n[0] * std::pow(n[1] / n[0], probability);
    case Distribution::Kind::normal:
        return n[0] + n[1] * normal_quantile(probability);
    case Distribution::Kind::lognormal:
        return n[0] * std::exp(n[1] * normal_quantile(probability));
    case Distribution::Kind::triangular:
        return triangular_quantile(n, probability);
    case Distribution::Kind::integers:
        return std::min(n[0] + std::floor((n[1] - n[0] + 1.0) * probability), n[1]);
    case Distribution::Kind::choice:
        break;
    }
    JUMELLE_EXPECTS(distribution.kind != Distribution::Kind::choice);
    return 0.0;
}

std::string value_at(Distribution const& distribution, double probability) {
    if (distribution.kind == Distribution::Kind::choice) {
        auto const count = distribution.choices.size();
        auto const number = static_cast<std::size_t>(static_cast<double>(count) * probability);
        return distribution.choices[std::min(number, count - 1)];
    }
    std::string const number = fmt::format("{:.10g}", quantile(distribution, probability));
    return distribution.unit.empty() ? number : number + " " + distribution.unit;
}

double normal_quantile(double probability) {
    JUMELLE_EXPECTS(probability > 0.0 && probability < 1.0);
    constexpr double c0 = 2.515517, c1 = 0.802853, c2 = 0.010328;
    constexpr double d1 = 1.432788, d2 = 0.189269, d3 = 0.001308;
    double const tail = std::min(probability, 1.0 - probability);
    double const t = std::sqrt(-2.0 * std::log(tail));
    double x = (c0 + t * (c1 + t * c2)) / (1.0 + t * (d1 + t * (d2 + t * d3))) - t; // of the lower tail
    constexpr int steps = 3;
    for (int step = 0; step < steps; ++step) {
        double const error = 0.5 * std::erfc(-x / std::numbers::sqrt2) - tail;
        double const newton = error * std::sqrt(2.0 * std::numbers::pi) * std::exp(0.5 * x * x);
        x -= newton / (1.0 + 0.5 * x * newton);
    }
    return probability < 0.5 ? x : -x;
}

} // namespace jumelle
