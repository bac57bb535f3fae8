#include "io/jobs/job_scripts.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "core/base/contract.hpp"
#include "io/jobs/script_parts.hpp"

namespace jumelle {

std::vector<JobFile> job_scripts(Scheduler scheduler, JobRequest const& request) {
    JUMELLE_EXPECTS(!request.tasks.empty() && request.largest_array >= 1);
    JUMELLE_EXPECTS(request.threads >= 1 && request.ranks >= 1);
    switch (scheduler) {
    case Scheduler::slurm:
        return jobs::slurm_scripts(request);
    case Scheduler::pbs:
        return jobs::pbs_scripts(request);
    case Scheduler::oar:
        return jobs::oar_scripts(request);
    }
    return {};
}

std::vector<std::vector<std::size_t>> arrays_of(std::vector<std::size_t> const& tasks, std::size_t largest) {
    std::vector<std::vector<std::size_t>> arrays;
    for (std::size_t const task : tasks) {
        if (arrays.empty() || arrays.back().size() == largest || task - arrays.back().front() >= largest)
            arrays.emplace_back();
        arrays.back().push_back(task);
    }
    return arrays;
}

std::string clock_text(double seconds) {
    constexpr long per_minute = 60, per_hour = 3600;
    auto const whole = static_cast<long>(std::ceil(seconds));
    return fmt::format("{:02}:{:02}:{:02}", whole / per_hour, whole / per_minute % per_minute,
                       whole % per_minute);
}

std::string shell_word(std::string const& text) {
    constexpr char const* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";
    if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
    std::string word = "'";
    for (char const c : text) word += c == '\'' ? "'\\''" : std::string(1, c);
    return word + "'";
}

namespace jobs {

long megabytes(double bytes) {
    constexpr double per_megabyte = 1e6;
    return static_cast<long>(std::ceil(bytes / per_megabyte));
}

std::string setup_lines(JobRequest const& request) {
    std::string text;
    for (auto const& line : request.setup) text += line + "\n";
    return text +
           fmt::format("export OMP_NUM_THREADS={} OMP_PLACES=cores OMP_PROC_BIND=close\n", request.threads);
}

double memory_of_rank(JobRequest const& request) {
    return request.memory_bytes / request.ranks;
}

std::string launched(JobRequest const& request, std::string const& usual) {
    if (request.ranks == 1) return "";
    return (request.launcher.empty() ? usual : request.launcher) + " ";
}

namespace {

/// `text` as one word of the shell, in which variables get their values.
std::string word_with_variables(std::string const& text) {
    std::string word = "\"";
    for (char const letter : text) {
        if (letter == '"' || letter == '\\' || letter == '`') word += '\\';
        word += letter;
    }
    return word + '"';
}

} // namespace

std::string compute_command(JobRequest const& request, std::string const& shard, std::string const& more) {
    std::string command =
        fmt::format("{} study resume {} -o {}", shell_word(request.program.string()),
                    shell_word(request.study.string()), shell_word(request.folder.string()));
    if (!shard.empty()) command += fmt::format(" --shard {}/{}", shard, request.shards);
    command += fmt::format(" --threads {}", request.threads);
    if (request.memory_bytes > 0.0)
        command += fmt::format(" --memory '{} MB'", megabytes(request.memory_bytes));
    if (!request.scratch.empty())
        command += fmt::format(" --scratch {}", word_with_variables(request.scratch));
    return command + more;
}

std::string collect_command(JobRequest const& request) {
    return fmt::format("{} study collect {} -o {}", shell_word(request.program.string()),
                       shell_word(request.study.string()), shell_word(request.folder.string()));
}

} // namespace jobs

} // namespace jumelle
