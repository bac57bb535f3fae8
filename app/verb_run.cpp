#include <cstdio>
#include <filesystem>

#include "app/engine.hpp"
#include "app/exit_code.hpp"
#include "app/options.hpp"
#include "app/run_scenario.hpp"
#include "core/base/log.hpp"
#include "core/parallel/loops.hpp"
#include "core/parallel/thread_budget.hpp"
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

int apply_threads(int asked) {
    int const available = available_cores();
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

} // namespace

int run_verb(RunOptions const& options) {
    ModelRegistry const registry = all_models();
    Scenario const scenario = read_scenario(options.scenario, language(registry), options.sets);
    RunSettings settings;
    settings.threads = apply_threads(options.threads);
    settings.progress = options.progress;
    settings.folder =
        options.output_dir.empty() ? default_output_dir(options.scenario) : fs::path(options.output_dir);
    tell(run_scenario(scenario, registry, settings), options.format);
    return exit_ok;
}

} // namespace jumelle::app
