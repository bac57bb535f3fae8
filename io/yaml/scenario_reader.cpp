#include "io/yaml/scenario_reader.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <tuple>

#include "io/yaml/override.hpp"
#include "io/yaml/reader.hpp"

namespace jumelle {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(fs::path const& file, std::string message, std::string hint) {
    throw InputError(
        Fault{{file.string(), 0, 0}, "", std::move(message), std::move(hint), FaultKind::configuration});
}

std::string read_text(fs::path const& file) {
    auto const settings = yaml::settings_for(file.has_parent_path() ? file.parent_path() : fs::path("."));
    auto const outcome = yaml::find_file(file.filename().string(), settings);
    std::error_code error;
    bool const folder = fs::is_directory(file, error);
    if (outcome.files.empty() || folder)
        refuse(file, folder ? "is a folder, not a scenario" : "there is no such scenario", outcome.hint);
    auto const size = fs::file_size(file, error);
    if (!error && size > yaml::largest_text_bytes) {
        refuse(file, fmt::format("is larger than {} KiB", yaml::largest_text_bytes / 1024),
               "a scenario is short; put large tables into CSV files");
    }
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) throw IoError(fmt::format("{}: cannot be read", file.string()));
    return text.str();
}

/// Throws all faults in the order in which a person finds them.
void throw_sorted(FaultList const& faults, std::string const& file) {
    if (faults.empty()) return;
    auto sorted = faults.faults();
    auto const order = [&file](Fault const& fault) {
        return std::tuple{fault.place.file != file, fault.place.line, fault.place.column};
    };
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](Fault const& a, Fault const& b) { return order(a) < order(b); });
    throw InputError(std::move(sorted));
}

Scenario read(ScenarioText const& source, LanguageParts const& parts,
              std::vector<std::string> const& overrides) {
    FaultList faults;
    std::string text = source.text;
    yaml::Node root = yaml::parse_document(text, source.name, faults);
    for (auto const& assignment : overrides) {
        yaml::apply_override(root, assignment, faults);
        if (!text.empty() && text.back() != '\n') text += '\n';
        text += "# --set " + assignment + '\n';
    }
    yaml::ReadSettings const settings{yaml::settings_for(source.folder), common_units()};
    Value tree = yaml::read_value(root, scenario_schema(parts), settings, faults);
    Scenario scenario = scenario_from(std::move(tree), faults);
    throw_sorted(faults, source.name);
    scenario.text = std::move(text);
    return scenario;
}

} // namespace

Scenario read_scenario(fs::path const& file, LanguageParts const& parts,
                       std::vector<std::string> const& overrides) {
    fs::path const folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    Scenario scenario = read({read_text(file), file.string(), folder}, parts, overrides);
    scenario.file = file;
    return scenario;
}

Scenario read_scenario_text(ScenarioText const& source, LanguageParts const& parts,
                            std::vector<std::string> const& overrides) {
    return read(source, parts, overrides);
}

} // namespace jumelle
