#include <fmt/format.h>

#include "io/jobs/script_parts.hpp"

namespace jumelle::jobs {

namespace {

constexpr int usr1 = 10; ///< the number of SIGUSR1 on Linux

std::string line(char const* option, std::string const& value) {
    return value.empty() ? "" : fmt::format("#OAR {} {}\n", option, value);
}

std::string resources(JobRequest const& request) {
    std::string wanted = request.ranks == 1 ? fmt::format("/nodes=1/core={}", request.threads)
                                            : fmt::format("/core={}", request.ranks * request.threads);
    if (request.time_s > 0.0) wanted += ",walltime=" + clock_text(request.time_s);
    std::string text =
        line("-l", wanted) + line("--project", request.account) + line("-q", request.partition);
    if (!request.constraint.empty()) text += line("-p", "\"" + request.constraint + "\"");
    if (!request.qos.empty()) text += line("-t", request.qos);
    if (request.stop_before_s > 0.0)
        text += line("--checkpoint",
                     fmt::format("{} --signal {}", static_cast<long>(request.stop_before_s), usr1));
    std::string const log = (request.folder / "logs" / "%jobid%.log").string();
    return text + line("-O", log) + line("-E", log);
}

/// `mpirun` passes the signal on to all ranks.
std::string starter(JobRequest const& request) {
    return launched(request, fmt::format("mpirun -machinefile \"$OAR_NODEFILE\" -n {}", request.ranks));
}

/// The signal reaches this script, and has to be passed on. Exit code 99 hands an idempotent job over again;
/// how often is counted in a file.
std::string body(JobRequest const& request) {
    std::string const command = starter(request) + compute_command(request, "$task");
    return fmt::format("set -u\n{}task=$1\n{} &\nprogram=$!\n"
                       "trap 'kill -USR1 \"$program\"' USR1\n"
                       "wait \"$program\"; code=$?\n"
                       "while kill -0 \"$program\" 2>/dev/null; do wait \"$program\"; code=$?; done\n"
                       "count={}/restarts_$task\n"
                       "if {} && [ \"$(cat \"$count\" 2>/dev/null || echo 0)\" -lt {} ]; then\n"
                       "    echo $(($(cat \"$count\" 2>/dev/null || echo 0) + 1)) >\"$count\"\n"
                       "    exit 99\n"
                       "fi\n"
                       "exit \"$code\"\n",
                       setup_lines(request), command, shell_word((request.folder / "logs").string()),
                       is_to_begin_again, request.restarts);
}

} // namespace

std::vector<JobFile> oar_scripts(JobRequest const& request) {
    std::vector<JobFile> files;
    std::string const head = "#!/bin/bash\n";
    std::string submit = fmt::format("#!/bin/sh\nset -eu\ncd {}\nmkdir -p logs\nafter=\n",
                                     shell_word(request.folder.string()));
    for (auto const& tasks : arrays_of(request.tasks, request.largest_array)) {
        std::string parameters;
        for (std::size_t const task : tasks) parameters += fmt::format("{}\n", task);
        std::size_t const number = files.size();
        files.push_back({fmt::format("jobs/tasks_{}.txt", number), parameters});
        submit += fmt::format("told=$(oarsub --array-param-file jobs/tasks_{}.txt -S jobs/task.sh)\n"
                              "ids=$(echo \"$told\" | sed -n 's/^OAR_JOB_ID=//p')\n"
                              "for id in $ids; do echo \"task $id\"; after=\"$after -a $id\"; done\n",
                              number);
    }
    files.push_back({"jobs/task.sh", head + line("-n", request.name) + line("-t", "idempotent") +
                                         resources(request) + body(request)});
    files.push_back({"jobs/collect.sh", head + line("-n", request.name + "-collect") + resources(request) +
                                            "set -u\ntrap '' USR1\n" + setup_lines(request) +
                                            starter(request) + compute_command(request, "") + "\n" +
                                            collect_command(request) + "\n"});
    submit += "told=$(oarsub $after -S jobs/collect.sh)\n";
    files.push_back(
        {"jobs/submit.sh", submit + "echo \"collect $(echo \"$told\" | sed -n 's/^OAR_JOB_ID=//p')\"\n"});
    return files;
}

} // namespace jumelle::jobs
