#include <fmt/format.h>

#include "core/parallel/thread_budget.hpp"
#include "io/jobs/script_parts.hpp"

namespace jumelle::jobs {

namespace {

std::string line(char const* option, std::string const& value) {
    return value.empty() ? "" : fmt::format("#PBS -{} {}\n", option, value);
}

std::string resources(JobRequest const& request) {
    // A chunk is one process; those of a task may lie on several nodes.
    std::string chunk =
        fmt::format("select={}:ncpus={}:ompthreads={}", request.ranks, request.threads, request.threads);
    if (request.ranks > 1) chunk += ":mpiprocs=1";
    if (request.memory_bytes > 0.0) chunk += fmt::format(":mem={}mb", megabytes(memory_of_rank(request)));
    if (!request.constraint.empty()) chunk += ":" + request.constraint;
    std::string text = line("l", chunk);
    if (request.time_s > 0.0) text += line("l", "walltime=" + clock_text(request.time_s));
    return text + line("A", request.account) + line("q", request.partition) +
           (request.qos.empty() ? "" : line("W", "qos=" + request.qos)) + line("j", "oe") + line("r", "y") +
           line("o", (request.folder / "logs").string() + "/");
}

/// No signal comes early enough: the program watches the clock itself.
std::string walltime(JobRequest const& request) {
    if (request.time_s <= 0.0) return "";
    return fmt::format(" --walltime {}", clock_text(request.time_s - request.stop_before_s));
}

std::string starter(JobRequest const& request) {
    return launched(request, fmt::format("mpirun -n {}", request.ranks));
}

/// A user may not requeue a running job: the task is handed over again, alone, with a count of its own.
std::string again_on_75(JobRequest const& request) {
    return fmt::format(
        "if [ \"$code\" -eq 75 ] && [ \"${{JUMELLE_RESTARTS:-0}}\" -lt {} ]; then\n"
        "    qsub -v \"JUMELLE_TASK=$task,JUMELLE_RESTARTS=$((${{JUMELLE_RESTARTS:-0}} + 1))\" {}\n"
        "fi\n",
        request.restarts, shell_word((request.folder / "jobs" / "task.pbs").string()));
}

std::string body(JobRequest const& request, std::string const& task) {
    return "set -u\n" + setup_lines(request) + fmt::format("task={}\n", task) + starter(request) +
           compute_command(request, "$task", walltime(request)) + "\ncode=$?\n" + again_on_75(request) +
           "exit \"$code\"\n";
}

/// PBS knows no array of one task: that one is a plain job.
JobFile array_script(JobRequest const& request, std::vector<std::size_t> const& tasks, std::size_t number) {
    std::string const name = fmt::format("jobs/array_{}.pbs", number);
    std::string text = "#!/bin/bash\n" + line("N", request.name);
    if (tasks.size() == 1)
        return {name, text + resources(request) + body(request, fmt::format("{}", tasks.front()))};
    std::string array = fmt::format("{}-{}", tasks.front(), tasks.back());
    if (request.tasks_at_a_time > 0) array += fmt::format("%{}", request.tasks_at_a_time);
    text += line("J", array) + resources(request);
    return {name, text + body(request, "$PBS_ARRAY_INDEX")};
}

} // namespace

std::vector<JobFile> pbs_scripts(JobRequest const& request) {
    std::vector<JobFile> files;
    std::string submit =
        fmt::format("#!/bin/sh\nset -eu\ncd {}\nmkdir -p logs\n", shell_word(request.folder.string()));
    std::string dependency = "depend=afterany";
    for (auto const& tasks : arrays_of(request.tasks, request.largest_array)) {
        std::size_t const number = files.size();
        files.push_back(array_script(request, tasks, number));
        submit += fmt::format("array_{0}=$(qsub jobs/array_{0}.pbs)\necho \"array $array_{0}\"\n", number);
        dependency += fmt::format(":$array_{}", number);
    }
    std::string const head = "#!/bin/bash\n";
    files.push_back({"jobs/task.pbs",
                     head + line("N", request.name) + resources(request) + body(request, "$JUMELLE_TASK")});
    files.push_back({"jobs/collect.pbs", head + line("N", request.name + "-collect") + resources(request) +
                                             "set -u\n" + setup_lines(request) + starter(request) +
                                             compute_command(request, "", walltime(request)) + "\n" +
                                             collect_command(request) + "\n"});
    submit += fmt::format("collect=$(qsub -W {} jobs/collect.pbs)\n", dependency);
    files.push_back({"jobs/submit.sh", submit + "echo \"collect $collect\"\n"});
    return files;
}

} // namespace jumelle::jobs
