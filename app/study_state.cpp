#include <fstream>
#include <nlohmann/json.hpp>

#include "app/study.hpp"
#include "io/checksum/sha256.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string text_of(Json const& json, char const* key) {
    auto const found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

} // namespace

std::string to_text(RunState state) {
    switch (state) {
    case RunState::missing:
        return "missing";
    case RunState::stopped:
        return "stopped";
    case RunState::done:
        return "done";
    case RunState::failed:
        return "failed";
    case RunState::stale:
        return "stale";
    case RunState::damaged:
        return "damaged";
    }
    return "";
}

RunState StateFinder::state_of(Study const& study, StudyRun const& run) {
    fs::path const folder = study.folder_of(run);
    fs::path const results = folder / "run.nc";
    std::ifstream stream(folder / "run.json");
    if (!stream) return RunState::missing;
    Json const told = Json::parse(stream, nullptr, false);
    if (!told.is_object()) return RunState::damaged;
    if (text_of(told, "scenario_sha256") != run.scenario_sha256) return RunState::stale;
    if (text_of(told, "status") == "stopped") return RunState::stopped;
    if (text_of(told, "status") != "completed") return RunState::failed;
    std::error_code error;
    if (!fs::is_regular_file(results, error)) return RunState::missing;
    if (sha256_of_file(results) != text_of(told, "sha256")) return RunState::damaged;
    return has_changed_input(results) ? RunState::stale : RunState::done;
}

/// Files that are gone do not count: results of another machine stay what they are.
bool StateFinder::has_changed_input(fs::path const& results) {
    auto const texts = Hdf5ResultReader(results.string()).description().texts;
    for (std::size_t i = 0;; ++i) {
        auto const name = texts.find("input_" + std::to_string(i) + "_name");
        auto const sum = texts.find("input_" + std::to_string(i) + "_sha256");
        if (name == texts.end()) return false;
        std::error_code error;
        if (sum == texts.end() || !fs::is_regular_file(name->second, error)) continue;
        auto known = sha256_of_input_.find(name->second);
        if (known == sha256_of_input_.end())
            known = sha256_of_input_.emplace(name->second, sha256_of_file(name->second)).first;
        if (known->second != sum->second) return true;
    }
}

} // namespace jumelle::app
