#include "app/study_crate.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

#include "app/json_text.hpp"
#include "core/base/version.hpp"
#include "io/checksum/sha256.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr char const* specification = "https://w3id.org/ro/crate/1.2";
constexpr char const* program_id = "#jumelle";

/// A file that a study's folder may hold.
struct CrateFile {
    char const *name, *description, *media_type;
};

constexpr std::array<CrateFile, 7> known_files = {{
    {"design.csv", "the runs with their values", "text/csv"},
    {"study.lock", "checksums of what the runs were computed from", "application/json"},
    {"indicators.csv", "indicators, one line a run", "text/csv"},
    {"sensitivity.csv", "sensitivity indices with confidence intervals", "text/csv"},
    {"study.sqlite", "the tables of the study as a database", "application/vnd.sqlite3"},
    {"study.nc", "maps of mean, spread and probability over the samples", "application/x-netcdf"},
    {"report.html", "the report", "text/html"},
}};

Json reference(std::string const& id) {
    return {{"@id", id}};
}

std::string now() {
    auto const time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(time));
}

Json file_entity(std::string const& id, std::string const& name, std::string const& media_type,
                 fs::path const& file) {
    Json entity = {{"@id", id}, {"@type", "File"}, {"name", name}};
    if (!media_type.empty()) entity["encodingFormat"] = media_type;
    std::error_code error;
    auto const size = fs::file_size(file, error);
    if (!error) entity["contentSize"] = fmt::format("{}", size);
    return entity;
}

/// What a run was computed from, by name.
std::map<std::string, Json> inputs_of(fs::path const& results) {
    std::map<std::string, Json> inputs;
    auto const texts = Hdf5ResultReader(results.string()).description().texts;
    for (std::size_t i = 0;; ++i) {
        auto const text = [&](char const* what) {
            auto const found = texts.find(fmt::format("input_{}_{}", i, what));
            return found == texts.end() ? std::string() : found->second;
        };
        std::string const name = text("name");
        if (name.empty()) return inputs;
        std::error_code error;
        if (!fs::is_regular_file(name, error)) continue;
        std::string const id = "file://" + fs::absolute(name).string();
        Json entity = file_entity(id, fs::path(name).filename().string(), "", name);
        entity["sha256"] = text("sha256");
        if (auto const licence = text("licence"); !licence.empty()) entity["license"] = licence;
        inputs.emplace(id, std::move(entity));
    }
}

/// The entities of one crate.
class Crate {
  public:
    Crate(Study const& study, std::vector<RunState> const& states) : study_(study), states_(states) {
        add_files();
        add_runs();
        add_inputs();
    }

    Json graph() {
        Json entities = Json::array();
        entities.push_back({{"@id", "ro-crate-metadata.json"},
                            {"@type", "CreativeWork"},
                            {"about", reference("./")},
                            {"conformsTo", reference(specification)}});
        entities.push_back(root());
        entities.push_back({{"@id", program_id},
                            {"@type", "SoftwareApplication"},
                            {"name", "jumelle"},
                            {"version", fmt::format("{} ({})", version(), git_revision())},
                            {"softwareVersion", version()}});
        entities.push_back(action());
        for (auto& entity : entities_) entities.push_back(std::move(entity));
        return entities;
    }

  private:
    void add(Json entity, Json& list) {
        list.push_back(reference(entity["@id"].get<std::string>()));
        entities_.push_back(std::move(entity));
    }
    void add_files() {
        for (auto const& file : known_files) {
            std::error_code error;
            fs::path const path = study_.folder / file.name;
            if (!fs::is_regular_file(path, error)) continue;
            Json entity = file_entity(file.name, file.name, file.media_type, path);
            entity["description"] = file.description;
            add(std::move(entity), parts_);
        }
    }
    void add_runs() {
        auto const done = std::count(states_.begin(), states_.end(), RunState::done);
        std::error_code error;
        if (!fs::is_directory(study_.folder / "runs", error)) return;
        add({{"@id", "runs/"},
             {"@type", "Dataset"},
             {"name", "results of the runs"},
             {"description", fmt::format("{} of {} runs are complete; design.csv names the folder of each",
                                         done, states_.size())}},
            parts_);
    }
    void add_inputs() {
        for (auto const& [file, name] :
             {std::pair{study_.file, "study"}, std::pair{study_.spec.base, "base scenario"}}) {
            Json entity =
                file_entity("file://" + fs::absolute(file).string(), name, "application/yaml", file);
            entity["sha256"] = sha256_of_file(file);
            add(std::move(entity), inputs_);
        }
        auto const first = std::find(states_.begin(), states_.end(), RunState::done);
        if (first == states_.end()) return;
        StudyRun const& run = study_.runs[static_cast<std::size_t>(first - states_.begin())];
        for (auto& [id, entity] : inputs_of(study_.folder_of(run) / "run.nc"))
            add(std::move(entity), inputs_);
    }
    Json root() const {
        return {
            {"@id", "./"},
            {"@type", "Dataset"},
            {"name", study_.spec.name},
            {"description", fmt::format("A study of {} options under {} samples, computed with jumelle {}",
                                        study_.spec.variants.size(), study_.spec.samples.size(), version())},
            {"datePublished", now()},
            {"license", "not stated"},
            {"hasPart", parts_},
            {"mentions", reference("#computation")}};
    }
    Json action() const {
        return {{"@id", "#computation"},
                {"@type", "CreateAction"},
                {"name", "computation of the runs"},
                {"endTime", now()},
                {"instrument", reference(program_id)},
                {"object", inputs_},
                {"result", parts_}};
    }

    Study const& study_;
    std::vector<RunState> const& states_;
    Json parts_ = Json::array(), inputs_ = Json::array();
    std::vector<Json> entities_;
};

} // namespace

std::string ro_crate_json(Study const& study, std::vector<RunState> const& states) {
    return json_text(
        {{"@context", std::string(specification) + "/context"}, {"@graph", Crate(study, states).graph()}});
}

} // namespace jumelle::app
