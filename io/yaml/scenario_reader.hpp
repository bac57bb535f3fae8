#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/scenario/scenario.hpp"
#include "core/scenario/study.hpp"

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

/// A scenario with what a run of a study has otherwise than it. Faults of a change stand at its place in the
/// study file.
/// @throws as above
Scenario read_changed_scenario(std::filesystem::path const& file, LanguageParts const& parts,
                               std::vector<ScenarioChange> const& changes);

/// The same for an embedded scenario.
/// @throws InputError
Scenario read_scenario_text(ScenarioText const& source, LanguageParts const& parts,
                            std::vector<std::string> const& overrides = {});

} // namespace jumelle
