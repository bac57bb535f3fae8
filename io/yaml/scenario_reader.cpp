#include "io/yaml/scenario_reader.hpp"

#include <fmt/format.h>
#include <span>

#include "io/yaml/override.hpp"
#include "io/yaml/reader.hpp"
#include "io/yaml/text_file.hpp"

namespace jumelle {

namespace {

namespace fs = std::filesystem;

/// Notes a change below the text of a scenario, so that results tell of it.
void note(std::string& text, std::string const& change) {
    if (!text.empty() && text.back() != '\n') text += '\n';
    text += "# " + change + '\n';
}

/// What is changed in a text before it is read.
struct Changes {
    std::span<std::string const> overrides;
    std::span<ScenarioChange const> changes;
};

Scenario read(ScenarioText const& source, LanguageParts const& parts, Changes const& changes) {
    FaultList faults;
    std::string text = source.text;
    yaml::Node root = yaml::parse_document(text, source.name, faults);
    for (auto const& assignment : changes.overrides) {
        yaml::apply_override(root, assignment, faults);
        note(text, "--set " + assignment);
    }
    for (auto const& change : changes.changes) {
        yaml::apply_change(root, change, faults);
        bool const appends = change.kind == ScenarioChange::Kind::append;
        note(text, fmt::format("study: {} {} {}", change.path, appends ? "+=" : "=", change.yaml));
    }
    yaml::ReadSettings const settings{yaml::settings_for(source.folder), common_units()};
    Value tree = yaml::read_value(root, scenario_schema(parts), settings, faults);
    Scenario scenario = scenario_from(std::move(tree), faults);
    yaml::throw_sorted(faults, source.name);
    scenario.text = std::move(text);
    return scenario;
}

Scenario read_file(fs::path const& file, LanguageParts const& parts, Changes const& changes) {
    fs::path const folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    Scenario scenario = read({yaml::read_text_file(file, "scenario"), file.string(), folder}, parts, changes);
    scenario.file = file;
    return scenario;
}

} // namespace

Scenario read_scenario(fs::path const& file, LanguageParts const& parts,
                       std::vector<std::string> const& overrides) {
    return read_file(file, parts, {overrides, {}});
}

Scenario read_changed_scenario(fs::path const& file, LanguageParts const& parts,
                               std::vector<ScenarioChange> const& changes) {
    return read_file(file, parts, {{}, changes});
}

Scenario read_scenario_text(ScenarioText const& source, LanguageParts const& parts,
                            std::vector<std::string> const& overrides) {
    return read(source, parts, {overrides, {}});
}

} // namespace jumelle
