#include "app/run_scenario.hpp"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <span>
#include <system_error>
#include <unistd.h>

#include "app/cost.hpp"
#include "app/engine.hpp"
#include "app/progress.hpp"
#include "app/provenance.hpp"
#include "core/base/version.hpp"
#include "core/parallel/loops.hpp"
#include "core/parallel/thread_budget.hpp"
#include "core/results/no_results.hpp"
#include "core/run/simulation.hpp"
#include "io/checksum/sha256.hpp"
#include "io/hdf5/hdf5_result_writer.hpp"
#include "io/hdf5/omx.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;

std::string host_name() {
    constexpr std::size_t longest = 256;
    char name[longest] = {};
    return gethostname(name, longest - 1) == 0 ? name : "unknown";
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

/// `matrices.omx` beside the results, where a model has told any; one of an earlier run goes.
/// @returns its path, or nothing
std::string write_matrices(fs::path const& folder, std::vector<ZoneMatrix> const& matrices) {
    fs::path const file = folder / "matrices.omx";
    std::error_code error;
    fs::remove(file, error);
    if (matrices.empty()) return {};
    fs::path part = file;
    part += ".part";
    write_omx(part, matrices);
    fs::rename(part, file, error);
    if (error) throw IoError(fmt::format("cannot write {}: {}", file.string(), error.message()));
    return file.string();
}

/// Who hears of a run.
struct RunListeners {
    Hdf5ResultWriter& results;
    ProgressListener& progress;
    RunControl& control;
};

/// Computes the run and fills the report; the results are complete when it returns, unless it was stopped.
void compute(Simulation& simulation, Scenario const& scenario, Territory const& territory,
             RunListeners const& listeners, RunReport& report) {
    report.outcome = simulation.run({listeners.results, listeners.progress, listeners.control});
    if (!report.outcome.is_complete) {
        report.status = "stopped";
        return;
    }
    report.indicators = compute_indicators(
        scenario.indicators, {territory, accounts_of(report.outcome), numbers_of(report.outcome)});
    report.matrices = write_matrices(fs::path(report.run).parent_path(), report.outcome.matrices);
    report.status = "completed";
    listeners.results.finish(footer_of(report), territory.fields);
    report.sha256 = sha256_of_file(report.run);
    report.data_sha256 = listeners.results.data_sha256();
}

RunHeader header_of(Simulation const& simulation, Scenario const& scenario, std::string const& parameters,
                    RunSettings const& settings) {
    RunHeader header = simulation.header();
    header.scenario_sha256 = sha256_of_text(scenario.text);
    header.attributes = {{"parameters", parameters},
                         {"threads", fmt::format("{}", settings.threads)},
                         {"ranks", fmt::format("{}", settings.ranks->size())},
                         {"host", host_name()},
                         {"compiler", compiler()}};
    return header;
}

Territory territory_of(Scenario const& scenario, RunSettings const& settings) {
    if (settings.territories == nullptr) return load_territory(scenario);
    return settings.territories->territory_of(scenario, settings.territory_key);
}

/// The results, with all that an earlier start of the run has done where it is gone on with.
std::unique_ptr<Hdf5ResultWriter> begun_or_resumed(CheckpointPair& checkpoints, Simulation& simulation,
                                                   RunHeader const& header, FieldStore const& fields,
                                                   RunSettings const& settings) {
    fs::path const results = settings.folder / "run.nc";
    if (auto resumed = resume_run(checkpoints, simulation, header, results, settings.resume)) {
        log_line(settings.level, fmt::format("{}: goes on from a checkpoint", header.title));
        return resumed;
    }
    checkpoints.remove();
    auto begun = std::make_unique<Hdf5ResultWriter>(results, settings.layouts);
    begun->begin(header, fields);
    return begun;
}

/// How rank 0 begins a run.
enum class Beginning { anew, resumed, refused };

/// All ranks begin as rank 0 does, where they are several: it alone reads checkpoints.
Beginning agreed(Beginning beginning, Simulation& simulation, Communicator& ranks) {
    if (ranks.size() == 1) return beginning;
    tell_all(ranks, std::as_writable_bytes(std::span(&beginning, 1)));
    if (beginning == Beginning::resumed) simulation.share_resumed_state();
    return beginning;
}

/// The results of rank 0, after all ranks have agreed how they begin.
std::unique_ptr<Hdf5ResultWriter> begun_together(CheckpointPair& checkpoints, Simulation& simulation,
                                                 RunHeader const& header, FieldStore const& fields,
                                                 RunSettings const& settings) {
    std::unique_ptr<Hdf5ResultWriter> sink;
    try {
        sink = begun_or_resumed(checkpoints, simulation, header, fields, settings);
    } catch (InputError const&) {
        agreed(Beginning::refused, simulation, *settings.ranks);
        throw;
    }
    agreed(simulation.is_resumed() ? Beginning::resumed : Beginning::anew, simulation, *settings.ranks);
    return sink;
}

/// For ranks that do not write. @throws InputError where rank 0 does, which tells why
RunReport computed_beside(Simulation& simulation, Communicator& ranks) {
    if (agreed(Beginning::anew, simulation, ranks) == Beginning::refused) throw InputError(Fault{});
    NoResults nothing;
    SignalListener control;
    RunReport report;
    report.outcome = simulation.run({nothing, *make_progress("none"), control});
    return report;
}

} // namespace

int apply_threads(int asked, Communicator& ranks) {
    int const available = std::max(available_cores() / ranks.ranks_on_my_cores(), 1);
    int const threads = asked > 0 ? asked : available;
    if (threads > available)
        log_warning("{} threads on {} available cores: they will share", threads, available);
    set_loop_threads(threads);
    return threads;
}

std::unique_ptr<ArraysOnDisk> arrays_in(std::string const& scratch) {
    if (scratch.empty()) return nullptr;
    auto disk = std::make_unique<ArraysOnDisk>(scratch);
    if (disk->is_memory())
        log_warning("the scratch folder {} lies in memory (tmpfs): it saves none; name a folder of a disk",
                    scratch);
    return disk;
}

void make_folder(fs::path const& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw IoError(fmt::format("cannot make folder {}: {}", folder.string(), error.message()));
}

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

RunReport run_scenario(Scenario const& scenario, ModelRegistry const& registry, RunSettings const& settings) {
    Territory territory = territory_of(scenario, settings);
    std::optional<RunBudget::Share> share;
    if (settings.budget != nullptr) share.emplace(*settings.budget, memory_needed(scenario, territory));
    Forcing const forcing = load_forcing(scenario, territory, registry);
    Simulation simulation(scenario, territory, registry, forcing, {*settings.ranks, settings.shared});
    if (settings.ranks->rank() != 0) return computed_beside(simulation, *settings.ranks);
    make_folder(settings.folder);
    RunReport report;
    report.run = (settings.folder / "run.nc").string();
    report.threads = settings.threads;
    report.measures = territory.measures;
    auto const progress = make_progress(settings.progress);
    log_line(settings.level,
             fmt::format("{}: {}, {} of model time, {} threads", scenario.name, size_text(territory),
                         to_text(scenario.time.duration), settings.threads));
    RunHeader const header = header_of(simulation, scenario, parameters_text(scenario, registry), settings);
    report.scenario_sha256 = header.scenario_sha256;
    CheckpointPair checkpoints(settings.folder);
    auto const sink = begun_together(checkpoints, simulation, header, territory.fields, settings);
    CheckpointKeeper keeper(checkpoints, settings.stop, {engine_name(), header.scenario_sha256});
    try {
        compute(simulation, scenario, territory, {*sink, *progress, keeper}, report);
    } catch (RunError const& error) {
        report.status = "failed";
        report.error = error.what();
        report.peak_memory_bytes = peak_memory_bytes();
        write_text(settings.folder / "run.json", to_json(report));
        checkpoints.remove();
        throw RunError(fmt::format("{}\n  results until then: {}.part", error.what(), report.run));
    }
    report.peak_memory_bytes = peak_memory_bytes();
    write_text(settings.folder / "run.json", to_json(report));
    if (report.outcome.is_complete) checkpoints.remove();
    return report;
}

} // namespace jumelle::app
