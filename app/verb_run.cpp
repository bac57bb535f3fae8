#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "app/engine.hpp"
#include "app/exit_code.hpp"
#include "app/options.hpp"
#include "app/progress.hpp"
#include "app/provenance.hpp"
#include "app/run_report.hpp"
#include "core/base/log.hpp"
#include "core/base/version.hpp"
#include "core/parallel/loops.hpp"
#include "core/parallel/thread_budget.hpp"
#include "core/run/simulation.hpp"
#include "io/checksum/sha256.hpp"
#include "io/hdf5/hdf5_result_writer.hpp"
#include "io/hdf5/result_hash.hpp"
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

void make_folder(fs::path const& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw IoError(fmt::format("cannot make folder {}: {}", folder.string(), error.message()));
}

/// Writes beside `file` and gives it that name when it is complete: an earlier one stays where that fails.
void write_text(fs::path const& file, std::string const& text) {
    fs::path part = file;
    part += ".part";
    errno = 0;
    std::ofstream stream(part, std::ios::binary);
    stream << text;
    stream.close();
    std::error_code error(stream ? 0 : std::max(errno, 1), std::generic_category());
    if (!error) fs::rename(part, file, error);
    if (!error) return;
    std::error_code unimportant;
    fs::remove(part, unimportant);
    throw IoError(fmt::format("cannot write {}: {}", file.string(), error.message()));
}

std::string host_name() {
    constexpr std::size_t longest = 256;
    char name[longest] = {};
    return gethostname(name, longest - 1) == 0 ? name : "unknown";
}

int apply_threads(int asked) {
    int const available = available_cores();
    int const threads = asked > 0 ? asked : available;
    if (threads > available)
        log_warning("{} threads on {} available cores: they will share", threads, available);
    set_loop_threads(threads);
    return threads;
}

std::vector<IndicatorInput::Account> accounts_of(RunOutcome const& outcome) {
    std::vector<IndicatorInput::Account> accounts;
    for (auto const& model : outcome.models) {
        accounts.push_back({model.name, model.balance.in, model.balance.out, model.balance.stored});
    }
    return accounts;
}

std::vector<IndicatorInput::Number> numbers_of(RunOutcome const& outcome) {
    std::vector<IndicatorInput::Number> numbers;
    for (auto const& [info, value] : outcome.series) {
        if (info.name.empty()) numbers.push_back({info.group, info.quantity, value});
    }
    return numbers;
}

RunFooter footer_of(RunReport const& report) {
    RunFooter footer;
    footer.status = report.status;
    for (auto const& model : report.outcome.models) {
        footer.numbers.emplace_back(model.name + "_balance_in", model.balance.in);
        footer.numbers.emplace_back(model.name + "_balance_out", model.balance.out);
        footer.numbers.emplace_back(model.name + "_balance_stored", model.balance.stored);
        footer.numbers.emplace_back(model.name + "_balance_error_relative", model.relative_error);
    }
    for (auto const& indicator : report.indicators) {
        footer.numbers.emplace_back("indicator_" + indicator.name, indicator.value);
    }
    return footer;
}

/// What a run computes on, in a few words.
std::string size_text(Territory const& territory) {
    Grid const& grid = territory.grid;
    std::string text;
    if (grid.size() > 0) text = fmt::format("{} × {} cells of {} m", grid.columns, grid.rows, grid.cell_m);
    RoadGraph const& roads = territory.roads;
    if (roads.empty()) return text;
    return text +
           fmt::format("{}{} nodes and {} edges", text.empty() ? "" : ", ", roads.nodes(), roads.edges());
}

/// Where a run's results and progress go.
struct RunPorts {
    ResultSink& sink;
    ProgressListener& progress;
};

/// Computes the run and fills the report; the results are complete when it returns.
void compute(Simulation& simulation, Scenario const& scenario, Territory const& territory, RunPorts ports,
             RunReport& report) {
    report.outcome = simulation.run(ports.sink, ports.progress);
    report.indicators = compute_indicators(
        scenario.indicators, {territory, accounts_of(report.outcome), numbers_of(report.outcome)});
    report.status = "completed";
    ports.sink.finish(footer_of(report), territory.fields);
    report.sha256 = sha256_of_file(report.run);
    report.data_sha256 = field_data_sha256(report.run);
}

RunHeader header_of(Simulation const& simulation, Scenario const& scenario, std::string const& parameters,
                    int threads) {
    RunHeader header = simulation.header();
    header.scenario_sha256 = sha256_of_text(scenario.text);
    header.attributes = {{"parameters", parameters},
                         {"threads", fmt::format("{}", threads)},
                         {"ranks", "1"},
                         {"host", host_name()},
                         {"compiler", compiler()}};
    return header;
}

void tell(RunReport const& report, Format format) {
    std::string const text = format == Format::json ? to_json(report) : to_text(report);
    std::fputs(text.c_str(), stdout);
}

} // namespace

int run_verb(RunOptions const& options) {
    ModelRegistry const registry = all_models();
    Scenario const scenario = read_scenario(options.scenario, language(registry), options.sets);
    int const threads = apply_threads(options.threads);
    Territory territory = load_territory(scenario);
    Forcing const forcing = load_forcing(scenario, territory);
    Simulation simulation(scenario, territory, registry, forcing);

    fs::path const folder =
        options.output_dir.empty() ? default_output_dir(options.scenario) : fs::path(options.output_dir);
    make_folder(folder);
    RunReport report;
    report.run = (folder / "run.nc").string();
    report.threads = threads;
    report.measures = territory.measures;
    log_info("{}: {}, {} of model time, {} threads", scenario.name, size_text(territory),
             to_text(scenario.time.duration), threads);
    auto const progress = make_progress(options.progress);
    Hdf5ResultWriter sink(report.run);
    sink.begin(header_of(simulation, scenario, parameters_text(scenario, registry), threads),
               territory.fields);
    try {
        compute(simulation, scenario, territory, {sink, *progress}, report);
    } catch (RunError const& error) {
        report.status = "failed";
        report.error = error.what();
        report.peak_memory_bytes = peak_memory_bytes();
        write_text(folder / "run.json", to_json(report));
        throw RunError(fmt::format("{}\n  results until then: {}.part", error.what(), report.run));
    }
    report.peak_memory_bytes = peak_memory_bytes();
    write_text(folder / "run.json", to_json(report));
    tell(report, options.format);
    return exit_ok;
}

} // namespace jumelle::app
