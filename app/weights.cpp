#include "app/weights.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "core/base/error.hpp"
#include "io/yaml/document.hpp"
#include "io/yaml/text_file.hpp"

namespace jumelle::app {

namespace {

/// A weight before it is checked, and where it stands.
struct Written {
    Place place;
    std::string indicator, value;
};

Fault fault_at(Place const& place, std::string message, std::string hint) {
    return {place, "--weights", std::move(message), std::move(hint), FaultKind::configuration};
}

std::vector<Written> from_file(std::string const& file, FaultList& faults) {
    yaml::Node const root = yaml::parse_document(yaml::read_text_file(file, "weights"), file, faults);
    std::vector<Written> made;
    if (root.kind != yaml::Node::Kind::map) {
        faults.add(fault_at(root.place,
                            fmt::format("is {}, where a map of weights is needed", kind_name(root)),
                            "write one line for each indicator: flooded_people: 2"));
        return made;
    }
    for (auto const& entry : root.entries) made.push_back({entry.key_place, entry.key, entry.value.text});
    return made;
}

/// A finite number above 0; nothing where the text is none.
std::optional<double> number_in(std::string const& text) {
    double value = 0.0;
    char const* const end = text.data() + text.size();
    auto const [read, error] = std::from_chars(text.data(), end, value);
    bool const is_weight = error == std::errc() && read == end && std::isfinite(value) && value > 0.0;
    return is_weight ? std::optional(value) : std::nullopt;
}

std::vector<std::string> rankable() {
    std::vector<std::string> names;
    for (auto const& indicator : indicators())
        if (indicator.better != Better::neither) names.push_back(indicator.name);
    return names;
}

void add_checked(Written const& written, std::vector<Weight>& weights, FaultList& faults) {
    std::string const& name = written.indicator;
    auto const refuse = [&](std::string message, std::string hint) {
        faults.add(fault_at(written.place, std::move(message), std::move(hint)));
    };
    Indicator const* const known = find_indicator(name);
    auto const weight = number_in(written.value);
    if (known == nullptr)
        return refuse(fmt::format("there is no indicator '{}'", name), hint_for_name(name, rankable()));
    if (known->better == Better::neither)
        return refuse(fmt::format("neither less nor more of '{}' is better", name),
                      "leave it out; jumelle describe indicators tells which can be ranked");
    if (!weight)
        return refuse(fmt::format("the weight '{}' of {} is no number above 0", written.value, name),
                      fmt::format("write for example {}=2; leave out what does not count", name));
    auto const is_same = [&](Weight const& other) { return other.indicator == name; };
    if (std::any_of(weights.begin(), weights.end(), is_same))
        return refuse(fmt::format("'{}' has two weights", name), "keep one of them");
    weights.push_back({name, *weight});
}

} // namespace

std::vector<Weight> read_weights(std::vector<std::string> const& texts) {
    FaultList faults;
    std::vector<Written> all;
    for (auto const& text : texts) {
        auto const sign = text.find('=');
        if (sign != std::string::npos) {
            all.push_back({Place(), text.substr(0, sign), text.substr(sign + 1)});
            continue;
        }
        if (find_indicator(text) != nullptr) {
            faults.add(
                fault_at({}, fmt::format("'{}' has no weight", text), fmt::format("write {}=1", text)));
            continue;
        }
        auto const file = from_file(text, faults);
        all.insert(all.end(), file.begin(), file.end());
    }
    std::vector<Weight> weights;
    for (auto const& written : all) add_checked(written, weights, faults);
    faults.throw_if_any();
    return weights;
}

void expect_all_known(std::vector<Weight> const& weights, std::vector<StudyRow> const& rows) {
    FaultList faults;
    std::vector<std::string> names;
    for (auto const& row : rows) names.push_back(row.indicator);
    for (auto const& weight : weights) {
        if (std::find(names.begin(), names.end(), weight.indicator) != names.end()) continue;
        faults.add(fault_at({}, fmt::format("no run has a value of '{}'", weight.indicator),
                            hint_for_name(weight.indicator, names)));
    }
    faults.throw_if_any();
}

} // namespace jumelle::app
