#include <algorithm>
#include <fmt/format.h>
#include <tuple>

#include "core/scenario/from_value.hpp"
#include "core/scenario/study.hpp"

namespace jumelle {

namespace {

using from_value::elements;
using from_value::member;

constexpr int most_threads = 4096;
constexpr std::size_t most_samples = 1'000'000;

Schema changes_schema() {
    return dictionary_of(text().says("a value as the scenario has it"));
}

Schema variant_schema() {
    return map()
        .with("set", changes_schema().by_default("{}").says("values of the base scenario that are changed: "
                                                            "key.path: value"))
        .with("measures", list_of(text()).by_default("[]").says(
                              "measures besides those of the base: inline, or files with a list of them"))
        .says("a planning option");
}

Schema samples_schema() {
    return map()
        .with("cases", dictionary_of(changes_schema()).may_be_absent().says("named sets of changed values"))
        .with("matrix", dictionary_of(list_of(text()).sized(1, most_samples))
                            .may_be_absent()
                            .says("key.path: values; every combination is a sample"))
        .exactly_one_of({"cases", "matrix"})
        .may_be_absent()
        .says("what nobody decides: climates, uncertain values");
}

/// The members of a map that the user named, in the order of the file.
std::vector<std::pair<std::string, Value const*>> in_order(Value const& map) {
    std::vector<std::pair<std::string, Value const*>> members;
    if (!map.is_map()) return members;
    for (auto const& [key, value] : map.map()) members.emplace_back(key, &value);
    std::stable_sort(members.begin(), members.end(), [](auto const& a, auto const& b) {
        Place const& first = a.second->place();
        Place const& second = b.second->place();
        return std::tie(first.line, first.column) < std::tie(second.line, second.column);
    });
    return members;
}

ScenarioChange change(std::string const& path, Value const& value) {
    ScenarioChange made;
    made.path = path;
    made.yaml = value.is_text() ? value.text() : "";
    made.where = value.place();
    return made;
}

std::vector<ScenarioChange> changes_of(Value const& map) {
    std::vector<ScenarioChange> made;
    for (auto const& [path, value] : in_order(map)) made.push_back(change(path, *value));
    return made;
}

ChangeSet variant_of(std::string const& name, Value const& value) {
    ChangeSet variant{name, changes_of(member(value, "set"))};
    for (auto const& measure : elements(member(value, "measures"))) {
        variant.changes.push_back(change("measures", measure));
        variant.changes.back().kind = ScenarioChange::Kind::append;
    }
    return variant;
}

std::vector<ChangeSet> samples_of(Value const& value, FaultList& faults) {
    if (auto const cases = in_order(member(value, "cases")); !cases.empty()) {
        std::vector<ChangeSet> samples;
        for (auto const& [name, changes] : cases) samples.push_back({name, changes_of(*changes)});
        return samples;
    }
    std::vector<std::vector<ScenarioChange>> factors;
    std::size_t combinations = 1;
    for (auto const& [path, values] : in_order(member(value, "matrix"))) {
        factors.emplace_back();
        for (auto const& one : elements(*values)) factors.back().push_back(change(path, one));
        if (factors.back().empty()) return {ChangeSet{}}; // a fault that is told already
        combinations *= factors.back().size();
        if (combinations > most_samples) {
            faults.add(values->fault(fmt::format("makes more than {} samples", most_samples),
                                     "leave values out, or split the study"));
            return {ChangeSet{}};
        }
    }
    return matrix_of(factors);
}

} // namespace

Schema study_schema() {
    return map()
        .with("jumelle_study", integer()
                                   .between(1, 1)
                                   .says("version of this language")
                                   .hint("this build reads version 1: write jumelle_study: 1"))
        .with("name", text().says("what the study is called in tables and reports"))
        .with("base", path().says("the scenario that all runs begin from"))
        .with("variants",
              dictionary_of(variant_schema()).says("planning options by name; the first is the baseline"))
        .with("samples", samples_schema())
        .with("on_failure", choice({"continue", "stop"})
                                .by_default("continue")
                                .says("whether the other runs are computed where one fails"))
        .with("threads_per_run", integer()
                                     .between(1, most_threads)
                                     .may_be_absent()
                                     .says("threads of each run; as the number of runs makes best where "
                                           "left out"))
        .says("a study: one base scenario, planning options, and what they are tried under");
}

StudySpec study_from(Value const& root, FaultList& faults) {
    StudySpec study;
    study.name = from_value::text_or(member(root, "name"), "");
    study.base = from_value::text_or(member(root, "base"), "");
    Value const& variants = member(root, "variants");
    for (auto const& [name, value] : in_order(variants)) study.variants.push_back(variant_of(name, *value));
    if (study.variants.empty() && variants.is_map())
        faults.add(variants.fault("names no variant", "write for example today: {}"));
    study.samples = samples_of(member(root, "samples"), faults);
    if (from_value::text_or(member(root, "on_failure"), "") == "stop") study.on_failure = OnFailure::stop;
    Value const& threads = member(root, "threads_per_run");
    if (!threads.is_absent()) study.threads_per_run = static_cast<int>(threads.integer());
    return study;
}

} // namespace jumelle
