#include "app/study_submit.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <memory>
#include <set>

#include "app/duration_option.hpp"
#include "app/exit_code.hpp"
#include "app/run_scenario.hpp"
#include "app/study_run.hpp"
#include "io/jobs/job_scripts.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;

/// Most tasks of an array of our own choice: more make the lists of a batch system unreadable.
constexpr std::size_t most_tasks = 1000;
/// Before its time limit a task is told to stop [s]: it has to end a step and write a checkpoint.
constexpr double usual_stop_before_s = 300.0;
/// Of a short time limit that share is left for it.
constexpr double largest_stop_share = 1.0 / 3.0;
/// `MaxArraySize` of a Slurm that says nothing: indices end below it.
constexpr std::size_t usual_largest_array = 1001;

/// What a command prints; empty where it cannot be started or fails.
std::string output_of(char const* command) {
    struct Close {
        void operator()(FILE* pipe) const { pclose(pipe); }
    };
    std::unique_ptr<FILE, Close> const pipe(popen(command, "r"));
    std::string text;
    constexpr std::size_t at_once = 4096;
    std::array<char, at_once> part{};
    while (pipe && std::fgets(part.data(), static_cast<int>(part.size()), pipe.get()) != nullptr)
        text += part.data();
    return text;
}

/// What this Slurm allows.
std::size_t largest_slurm_array() {
    std::string const text = output_of("scontrol show config 2>/dev/null");
    auto const name = text.find("MaxArraySize");
    auto const equals = text.find('=', name);
    if (name == std::string::npos || equals == std::string::npos) return usual_largest_array;
    auto const digits = text.find_first_not_of(' ', equals + 1);
    std::size_t number = 0;
    if (digits != std::string::npos) std::from_chars(text.data() + digits, text.data() + text.size(), number);
    return number > 0 ? number : usual_largest_array;
}

Scheduler scheduler_of(std::string const& name) {
    if (name == "pbs") return Scheduler::pbs;
    return name == "oar" ? Scheduler::oar : Scheduler::slurm;
}

std::string first_of(std::string const& option, std::string const& spec) {
    return option.empty() ? spec : option;
}

double stop_before_s(StudyOptions const& options, double time_s) {
    if (auto const told = seconds_of(options.job.stop_before)) return *told;
    return time_s > 0.0 ? std::min(usual_stop_before_s, largest_stop_share * time_s) : usual_stop_before_s;
}

/// Runs that must be computed, by position; runs that are the same count once.
std::vector<std::size_t> runs_left(Study const& study) {
    auto const states = states_of(study);
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < states.size(); ++i)
        if (study.runs[i].computed_as == i && states[i] != RunState::done) left.push_back(i);
    return left;
}

std::size_t shards_of(Study const& study, StudyOptions const& options) {
    int const told =
        options.job.runs_per_task > 0 ? options.job.runs_per_task : study.spec.cluster.runs_per_task;
    std::size_t const runs = study.runs.size();
    std::size_t const a_task =
        told > 0 ? static_cast<std::size_t>(told) : (runs + most_tasks - 1) / most_tasks;
    return (runs + a_task - 1) / a_task;
}

JobRequest request_of(Study const& study, StudyOptions const& options, std::vector<std::size_t> const& left) {
    ClusterSpec const& cluster = study.spec.cluster;
    JobOptions const& job = options.job;
    JobRequest request;
    request.name = study.folder.filename().empty() ? "study" : study.folder.filename().string();
    request.program = fs::read_symlink("/proc/self/exe");
    request.study = fs::absolute(study.file);
    request.folder = fs::absolute(study.folder);
    request.account = first_of(job.account, cluster.account);
    request.partition = first_of(job.partition, cluster.partition);
    request.qos = first_of(job.qos, cluster.qos);
    request.constraint = first_of(job.constraint, cluster.constraint);
    request.time_s = seconds_of(job.time).value_or(cluster.time_s);
    request.stop_before_s = stop_before_s(options, request.time_s);
    request.memory_bytes = bytes_in(options.memory).value_or(cluster.memory_bytes);
    bool const is_of_the_node = options.scratch.find('$') != std::string::npos;
    request.scratch =
        options.scratch.empty() || is_of_the_node ? options.scratch : fs::absolute(options.scratch).string();
    request.threads = std::max(study.spec.threads_per_run, 1);
    request.ranks = study.spec.ranks_per_run;
    request.launcher = cluster.launcher;
    request.tasks_at_a_time = job.tasks_at_a_time > 0 ? job.tasks_at_a_time : cluster.tasks_at_a_time;
    request.restarts = cluster.restarts;
    request.setup = cluster.setup;
    request.shards = shards_of(study, options);
    std::set<std::size_t> tasks;
    for (std::size_t const run : left) tasks.insert(run % request.shards);
    request.tasks.assign(tasks.begin(), tasks.end());
    bool const asks_slurm = options.job.scheduler == "slurm" && job.largest_array == 0;
    request.largest_array = asks_slurm              ? largest_slurm_array()
                            : job.largest_array > 0 ? static_cast<std::size_t>(job.largest_array)
                                                    : usual_largest_array - 1;
    return request;
}

void write_program(fs::path const& file, std::string const& text) {
    make_folder(file.parent_path());
    write_text(file, text);
    if (!text.starts_with("#!")) return;
    std::error_code error;
    fs::permissions(file, fs::perms::owner_exec | fs::perms::group_exec, fs::perm_options::add, error);
    if (error) throw IoError(fmt::format("cannot make {} a program: {}", file.string(), error.message()));
}

int hand_over(fs::path const& script) {
    std::fflush(stdout);
    if (std::system(shell_word(script.string()).c_str()) == 0) return exit_ok;
    throw IoError(
        fmt::format("the batch system did not take the jobs; see {}\n"
                    "  hint: is it installed here? --print writes the scripts without handing them over",
                    script.string()));
}

} // namespace

int submit(Study const& study, StudyOptions const& options) {
    write_plan(study);
    auto const left = runs_left(study);
    if (left.empty()) {
        std::printf("%s: all %zu runs are done; jumelle study collect comes next\n", study.spec.name.c_str(),
                    study.runs.size());
        return exit_ok;
    }
    JobRequest const request = request_of(study, options, left);
    auto const files = job_scripts(scheduler_of(options.job.scheduler), request);
    for (auto const& file : files) write_program(request.folder / file.name, file.text);
    if (options.job.prints) {
        for (auto const& file : files) std::printf("==> %s <==\n%s\n", file.name.c_str(), file.text.c_str());
        return exit_ok;
    }
    std::printf("%s: %zu runs in %zu tasks\n", study.spec.name.c_str(), left.size(), request.tasks.size());
    return hand_over(request.folder / files.back().name);
}

} // namespace jumelle::app
