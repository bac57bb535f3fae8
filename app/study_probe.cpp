#include "app/study_probe.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <sys/resource.h>

#include "app/engine.hpp"
#include "app/run_scenario.hpp"
#include "app/text_table.hpp"
#include "core/base/log.hpp"
#include "core/parallel/loops.hpp"
#include "io/yaml/scenario_reader.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_probed = 64;
/// The first run also loads libraries and tables; it is left out where there are this many.
constexpr std::size_t enough_without_first = 4;
constexpr double seconds_per_hour = 3600.0;

/// CPU seconds of all threads of this process.
double cpu_s() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    constexpr double per_microsecond = 1e-6;
    auto const seconds = [](timeval const& time) {
        return static_cast<double>(time.tv_sec) + per_microsecond * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// What one run took, or would have taken to its end.
struct Probe {
    double core_s = 0.0, bytes = 0.0, steps = 0.0;
    MemoryNeed memory;
    Index cells = 0;
    bool is_partial = false;
};

double size_of(fs::path const& file) {
    std::error_code error;
    auto const bytes = fs::file_size(file, error);
    return error ? 0.0 : static_cast<double>(bytes);
}

/// Tries runs of one study.
class Prober {
  public:
    Prober(Study const& study, ModelRegistry const& registry, double seconds)
        : study_(study),
          registry_(registry),
          scenarios_(study.spec.base, language(registry)),
          folder_(study.folder / ".probe"),
          end_(Clock::now() +
               std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds))) {}
    ~Prober() {
        std::error_code unimportant;
        fs::remove_all(folder_, unimportant);
    }
    Prober(Prober const&) = delete;
    Prober& operator=(Prober const&) = delete;

    bool has_time() const { return Clock::now() < end_; }

    Probe probe(StudyRun const& run) {
        Scenario const scenario = scenarios_.read(run.plan.changes);
        RunSettings settings;
        settings.folder = folder_;
        settings.threads = std::max(study_.spec.threads_per_run, 1);
        settings.level = LogLevel::debug;
        settings.stop.stop_at = end_;
        settings.territories = &territories_;
        settings.shared = &shared_;
        settings.layouts = &layouts_;
        settings.territory_key = scenarios_.territory_key(run.plan.changes);
        set_loop_threads(settings.threads);
        double const before = cpu_s();
        RunReport const report = run_scenario(scenario, registry_, settings);
        Probe probe;
        probe.core_s = cpu_s() - before;
        probe.is_partial = !report.outcome.is_complete;
        auto const territory = territories_.territory_of(scenario, settings.territory_key);
        probe.cells = territory.grid.size();
        probe.memory = memory_needed(scenario, territory);
        for (auto const& model : report.outcome.models) probe.steps += static_cast<double>(model.steps);
        probe.bytes =
            size_of(folder_ / (probe.is_partial ? "run.nc.part" : "run.nc")) + size_of(folder_ / "run.json");
        if (probe.is_partial) reckon_up(probe, scenario, report);
        return probe;
    }

  private:
    static void reckon_up(Probe& probe, Scenario const& scenario, RunReport const& report) {
        double const reached = report.outcome.elapsed.seconds() / scenario.time.duration.seconds();
        if (!(reached > 0.0)) return;
        probe.core_s /= reached;
        probe.bytes /= reached;
        probe.steps /= reached;
    }

    Study const& study_;
    ModelRegistry const& registry_;
    ChangedScenarios scenarios_;
    TerritoryCache territories_;
    SharedWork shared_, layouts_;
    fs::path folder_;
    Clock::time_point end_;
};

/// Runs that differ, in an order in which the first few lie spread over all of them: multiples of the golden
/// ratio, Weyl 1916.
std::vector<std::size_t> spread_runs(Study const& study) {
    std::vector<std::size_t> different, order;
    for (std::size_t i = 0; i < study.runs.size(); ++i)
        if (study.runs[i].computed_as == i) different.push_back(i);
    constexpr double golden = 0.6180339887498949;
    for (std::size_t k = 0; k < std::min(different.size(), most_probed); ++k) {
        double const place = std::fmod(golden * static_cast<double>(k), 1.0);
        std::size_t const run =
            different[static_cast<std::size_t>(place * static_cast<double>(different.size()))];
        if (std::find(order.begin(), order.end(), run) == order.end()) order.push_back(run);
    }
    return order;
}

std::size_t count_different(Study const& study) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < study.runs.size(); ++i) count += study.runs[i].computed_as == i ? 1 : 0;
    return count;
}

} // namespace

double StudyEstimate::core_hours() const {
    return core_s_a_run * static_cast<double>(runs) / seconds_per_hour;
}

StudyEstimate probe_study(Study const& study, ModelRegistry const& registry, double seconds) {
    StudyEstimate estimate;
    estimate.runs = count_different(study);
    Prober prober(study, registry, seconds);
    std::vector<Probe> probes;
    for (std::size_t const run : spread_runs(study)) {
        if (!prober.has_time()) break;
        try {
            probes.push_back(prober.probe(study.runs[run]));
        } catch (RunError const& error) {
            log_line(LogLevel::warning, fmt::format("run {} that was tried failed: {}", run, error.what()));
        }
    }
    // The last one may have been cut off when it had just begun: little is known from it.
    if (probes.size() > 1 && probes.back().is_partial) probes.pop_back();
    if (probes.size() > enough_without_first) probes.erase(probes.begin());
    if (probes.empty()) return estimate;
    estimate.probed = probes.size();
    estimate.cells = probes.front().cells;
    auto const share = 1.0 / static_cast<double>(probes.size());
    for (auto const& probe : probes) {
        estimate.partial += probe.is_partial ? 1 : 0;
        estimate.core_s_a_run += share * probe.core_s;
        estimate.bytes_a_run += share * probe.bytes;
        estimate.steps_a_run += share * probe.steps;
        if (probe.memory.to_go_well() > estimate.memory_a_run.to_go_well())
            estimate.memory_a_run = probe.memory;
    }
    return estimate;
}

std::string to_text(StudyEstimate const& estimate) {
    constexpr double per_megabyte = 1e6;
    if (estimate.probed == 0) return "";
    std::string const cut =
        estimate.partial > 0 ? fmt::format(", {} of them reckoned up", estimate.partial) : "";
    return fmt::format("from {} runs that were tried{}: {} cells, {} steps, {} core-seconds, {}, {} MB of "
                       "results a run\nin all about {} core-hours and {} MB of results\n",
                       estimate.probed, cut, readable(static_cast<double>(estimate.cells)),
                       readable(estimate.steps_a_run), readable(estimate.core_s_a_run),
                       to_text(estimate.memory_a_run), readable(estimate.bytes_a_run / per_megabyte),
                       readable(estimate.core_hours()), readable(estimate.bytes() / per_megabyte));
}

} // namespace jumelle::app
