#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/engine.hpp"
#include "app/exit_code.hpp"
#include "app/options.hpp"
#include "app/run_scenario.hpp"
#include "app/stop_signal.hpp"
#include "core/base/log.hpp"
#include "core/parallel/loops.hpp"
#include "core/parallel/thread_budget.hpp"
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

/// A checkpoint holds the state of one process.
/// @throws InputError where one is asked for
void expect_no_checkpoints(RunOptions const& options) {
    std::string const& every = options.stop.checkpoint_every;
    if (!options.resumes && options.stop.walltime.empty() && (every.empty() || every == "never")) return;
    Fault fault;
    fault.message = "a run over several ranks keeps no checkpoints: --resume, --walltime and "
                    "--checkpoint-every do not apply";
    fault.hint = "start it in one process, or leave them out";
    fault.kind = FaultKind::configuration;
    throw InputError(fault);
}

/// Ranks that may use the same cores share them.
int apply_threads(int asked, Communicator& ranks) {
    int const available = std::max(available_cores() / ranks.ranks_on_my_cores(), 1);
    int const threads = asked > 0 ? asked : available;
    if (threads > available)
        log_warning("{} threads on {} available cores: they will share", threads, available);
    set_loop_threads(threads);
    return threads;
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

} // namespace

int run_verb(RunOptions const& options, Communicator& ranks) {
    if (ranks.rank() != 0) set_log_level(LogLevel::error);
    ModelRegistry const registry = all_models();
    Scenario const scenario = read_scenario(options.scenario, language(registry), options.sets);
    RunSettings settings;
    settings.ranks = &ranks;
    if (ranks.size() == 1) {
        stop_on_signals();
        settings.stop = stop_rules(options.stop);
    } else {
        expect_no_checkpoints(options);
        settings.stop.checkpoint_every_s = std::nullopt;
    }
    settings.resume = options.resumes ? Resume::strictly : Resume::never;
    settings.threads = apply_threads(options.threads, ranks);
    settings.progress = options.progress;
    settings.folder =
        options.output_dir.empty() ? default_output_dir(options.scenario) : fs::path(options.output_dir);
    if (options.resumes && is_done(settings.folder, scenario))
        return tell_done(settings.folder, options.format);
    RunReport const report = run_scenario(scenario, registry, settings);
    if (ranks.rank() == 0) tell(report, options.format);
    return report.outcome.is_complete ? exit_ok : exit_stopped;
}

} // namespace jumelle::app
