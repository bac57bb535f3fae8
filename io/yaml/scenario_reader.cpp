#include "io/yaml/scenario_reader.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

#include "io/yaml/defaults.hpp"
#include "io/yaml/flow_text.hpp"
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

/// The tree as a scenario, after its changes.
Scenario checked(yaml::Node const& root, Schema const& schema, ScenarioText const& source,
                 FaultList& faults) {
    yaml::ReadSettings const settings{yaml::settings_for(source.folder), common_units()};
    Value tree = yaml::read_value(root, schema, settings, faults);
    Scenario scenario = scenario_from(std::move(tree), faults);
    yaml::throw_sorted(faults, source.name);
    scenario.text = source.text;
    return scenario;
}

Scenario read(ScenarioText source, LanguageParts const& parts, std::vector<std::string> const& overrides) {
    FaultList faults;
    yaml::Node root = yaml::parse_document(source.text, source.name, faults);
    for (auto const& assignment : overrides) {
        yaml::apply_override(root, assignment, faults);
        note(source.text, "--set " + assignment);
    }
    return checked(root, scenario_schema(parts), source, faults);
}

fs::path folder_of(fs::path const& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

} // namespace

Scenario read_scenario(fs::path const& file, LanguageParts const& parts,
                       std::vector<std::string> const& overrides) {
    Scenario scenario =
        read({yaml::read_text_file(file, "scenario"), file.string(), folder_of(file)}, parts, overrides);
    scenario.file = file;
    return scenario;
}

std::string scenario_with_defaults(fs::path const& file, LanguageParts const& parts,
                                   std::vector<std::string> const& overrides) {
    read_scenario(file, parts, overrides); // for its faults
    FaultList faults;
    yaml::Node root = yaml::parse_document(yaml::read_text_file(file, "scenario"), file.string(), faults);
    for (auto const& assignment : overrides) yaml::apply_override(root, assignment, faults);
    yaml::write_defaults(root, scenario_schema(parts));
    return yaml::block_text(root);
}

Scenario read_scenario_text(ScenarioText const& source, LanguageParts const& parts,
                            std::vector<std::string> const& overrides) {
    return read(source, parts, overrides);
}

ChangedScenarios::ChangedScenarios(fs::path const& file, LanguageParts const& parts)
    : file_(file),
      text_(yaml::read_text_file(file, "scenario")),
      root_(yaml::parse_document(text_, file.string(), faults_)),
      schema_(scenario_schema(parts)) {}

TerritoryKey ChangedScenarios::territory_key(std::vector<ScenarioChange> const& changes) const {
    FaultList faults;
    yaml::Node root = root_;
    for (auto const& change : changes) yaml::apply_change(root, change, faults);
    std::erase_if(root.entries, [](yaml::Node::Entry const& entry) {
        constexpr std::array<std::string_view, 5> others = {"name", "forcing", "models", "outputs",
                                                            "indicators"};
        return std::find(others.begin(), others.end(), entry.key) != others.end();
    });
    yaml::Node plans = root;
    std::erase_if(plans.entries, [](yaml::Node::Entry const& entry) { return entry.key != "measures"; });
    std::erase_if(root.entries, [](yaml::Node::Entry const& entry) { return entry.key == "measures"; });
    return {yaml::flow_text(root), yaml::flow_text(plans)};
}

Scenario ChangedScenarios::read(std::vector<ScenarioChange> const& changes) const {
    FaultList faults = faults_;
    yaml::Node root = root_;
    std::string text = text_;
    for (auto const& change : changes) {
        yaml::apply_change(root, change, faults);
        bool const appends = change.kind == ScenarioChange::Kind::append;
        note(text, fmt::format("study: {} {} {}", change.path, appends ? "+=" : "=", change.yaml));
    }
    Scenario scenario = checked(root, schema_, {std::move(text), file_.string(), folder_of(file_)}, faults);
    scenario.file = file_;
    return scenario;
}

} // namespace jumelle
