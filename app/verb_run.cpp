#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <span>

#include "app/engine.hpp"
#include "app/exit_code.hpp"
#include "app/options.hpp"
#include "app/run_scenario.hpp"
#include "app/stop_signal.hpp"
#include "core/base/log.hpp"
#include "io/checksum/sha256.hpp"
#include "io/yaml/scenario_reader.hpp"
#include "models/all_models.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;

/// `scenarios/02_rain_on_a_town/scenario.yaml` → `out/02_rain_on_a_town`; `storm.yaml` → `out/storm`.
fs::path default_output_dir(fs::path const& scenario) {
    fs::path const absolute = fs::absolute(scenario);
    bool const plain_name = absolute.stem() == "scenario";
    return fs::path("out") / (plain_name ? absolute.parent_path().filename() : absolute.stem());
}

void tell(RunReport const& report, Format format) {
    std::string const text = format == Format::json ? to_json(report) : to_text(report);
    std::fputs(text.c_str(), stdout);
}

/// Whether the folder holds the complete results of just this scenario already.
bool is_done(fs::path const& folder, Scenario const& scenario) {
    std::ifstream stream(folder / "run.json");
    nlohmann::json const told = nlohmann::json::parse(stream, nullptr, false);
    if (!told.is_object() || told.value("status", "") != "completed") return false;
    std::error_code error;
    fs::path const results = folder / "run.nc";
    return told.value("scenario_sha256", "") == sha256_of_text(scenario.text) &&
           fs::is_regular_file(results, error) && sha256_of_file(results) == told.value("sha256", "");
}

/// The same for all ranks: what rank 0 sees.
bool is_done(fs::path const& folder, Scenario const& scenario, Communicator& ranks) {
    bool done = ranks.rank() == 0 && is_done(folder, scenario);
    tell_all(ranks, std::as_writable_bytes(std::span(&done, 1)));
    return done;
}

/// A job that is started again after its end has nothing to do.
int tell_done(fs::path const& folder, Format format) {
    std::ifstream stream(folder / "run.json");
    std::string const text{std::istreambuf_iterator<char>(stream), {}};
    CheckpointPair(folder).remove();
    if (format == Format::json) {
        std::fputs(text.c_str(), stdout);
    } else {
        std::printf("%s is complete already\n", (folder / "run.nc").c_str());
    }
    return exit_ok;
}

int dump_default(RunOptions const& options, ModelRegistry const& registry, Communicator& ranks) {
    std::string const text = scenario_with_defaults(options.scenario, language(registry), options.sets);
    if (ranks.rank() == 0) std::fputs(text.c_str(), stdout);
    return exit_ok;
}

} // namespace

int run_verb(RunOptions const& options, Communicator& ranks) {
    if (ranks.rank() != 0) set_log_level(LogLevel::error);
    ModelRegistry const registry = all_models();
    if (options.dumps_default) return dump_default(options, registry, ranks);
    Scenario const scenario = read_scenario(options.scenario, language(registry), options.sets);
    RunSettings settings;
    settings.ranks = &ranks;
    stop_on_signals();
    settings.stop = stop_rules(options.stop);
    settings.resume = options.resumes ? Resume::strictly : Resume::never;
    settings.threads = apply_threads(options.threads, ranks);
    settings.progress = options.progress;
    settings.folder =
        options.output_dir.empty() ? default_output_dir(options.scenario) : fs::path(options.output_dir);
    if (options.resumes && is_done(settings.folder, scenario, ranks))
        return ranks.rank() == 0 ? tell_done(settings.folder, options.format) : exit_ok;
    auto const on_disk = arrays_in(options.scratch);
    RunReport const report = run_scenario(scenario, registry, settings);
    if (ranks.rank() == 0) tell(report, options.format);
    return report.outcome.is_complete ? exit_ok : exit_stopped;
}

} // namespace jumelle::app
