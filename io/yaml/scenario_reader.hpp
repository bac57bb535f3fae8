#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/scenario/scenario.hpp"
#include "core/scenario/study.hpp"
#include "io/yaml/document.hpp"

namespace jumelle {

/// A scenario that is text already: `name` stands in messages, paths are relative to `folder`.
struct ScenarioText {
    std::string text;
    std::string name;
    std::filesystem::path folder;
};

/// Reads and checks a scenario file, with `key.path=value` overrides from the command line.
/// @throws InputError with every fault of the file, in its order, those of overrides last
/// @throws IoError where an existing file cannot be read
Scenario read_scenario(std::filesystem::path const& file, LanguageParts const& parts,
                       std::vector<std::string> const& overrides = {});

/// The text of a scenario with all that is filled in where nothing was written. Paths stay as they are: they
/// are relative to the folder of `file`.
/// @throws what `read_scenario` throws
std::string scenario_with_defaults(std::filesystem::path const& file, LanguageParts const& parts,
                                   std::vector<std::string> const& overrides = {});

/// Reads and checks an embedded scenario.
/// @throws InputError
Scenario read_scenario_text(ScenarioText const& source, LanguageParts const& parts,
                            std::vector<std::string> const& overrides = {});

/// Texts that are the same for scenarios with the same territory.
struct TerritoryKey {
    std::string land;  ///< of the territory as it is today
    std::string plans; ///< measures
    bool operator==(TerritoryKey const&) const = default;
};

/// A scenario that is read many times, each time with what one run of a study has otherwise than it: text and
/// language are gone through once.
class ChangedScenarios {
  public:
    /// @throws InputError where the base is no YAML, IoError where it cannot be read
    ChangedScenarios(std::filesystem::path const& file, LanguageParts const& parts);

    /// Faults of a change stand at its place in the study file. May be called by several threads.
    /// @throws InputError with every fault, those of the base among them
    Scenario read(std::vector<ScenarioChange> const& changes) const;

    /// All of the changed scenario but what a territory is not made from (name, forcing, models, outputs,
    /// indicators).
    TerritoryKey territory_key(std::vector<ScenarioChange> const& changes) const;

  private:
    std::filesystem::path file_;
    std::string text_;
    FaultList faults_; ///< that leave a readable tree
    yaml::Node root_;
    Schema schema_;
};

} // namespace jumelle
