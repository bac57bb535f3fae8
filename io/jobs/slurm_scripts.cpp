#include <fmt/format.h>

#include "core/parallel/thread_budget.hpp"
#include "io/jobs/script_parts.hpp"

namespace jumelle::jobs {

namespace {

std::string line(char const* option, std::string const& value) {
    return value.empty() ? "" : fmt::format("#SBATCH --{}={}\n", option, value);
}

/// Of the one node that a single process runs on; of each core where ranks may run on several nodes.
std::string memory(JobRequest const& request) {
    if (request.ranks == 1) return line("mem", fmt::format("{}M", megabytes(request.memory_bytes)));
    double const of_core = memory_of_rank(request) / request.threads;
    return line("mem-per-cpu", fmt::format("{}M", megabytes(of_core)));
}

/// `srun`, which takes the signal before the time limit to all ranks.
std::string starter(JobRequest const& request) {
    return request.ranks == 1 ? "srun " : launched(request, "srun --mpi=pmix");
}

/// What tasks and the collecting job ask for alike.
std::string resources(JobRequest const& request) {
    std::string text = line("ntasks", fmt::format("{}", request.ranks)) +
                       line("cpus-per-task", fmt::format("{}", request.threads));
    if (request.memory_bytes > 0.0) text += memory(request);
    if (request.time_s > 0.0) text += line("time", clock_text(request.time_s));
    text += line("signal", fmt::format("USR1@{}", static_cast<long>(request.stop_before_s)));
    text += "#SBATCH --requeue\n" + line("open-mode", "append") + line("hint", "nomultithread");
    return text + line("account", request.account) + line("partition", request.partition) +
           line("qos", request.qos) + line("constraint", request.constraint);
}

/// srun does not take the cores of a task over from sbatch since Slurm 22.05.
std::string preparation(JobRequest const& request) {
    return setup_lines(request) + "export SRUN_CPUS_PER_TASK=${SLURM_CPUS_PER_TASK:-1}\n";
}

/// Begins the job again. The requeue ends this script.
std::string requeue(JobRequest const& request, char const* job) {
    return fmt::format("if {} && [ \"${{SLURM_RESTART_COUNT:-0}}\" -lt {} ]; then\n"
                       "    scontrol requeue \"{}\" && sleep 30\n"
                       "fi\n",
                       is_to_begin_again, request.restarts, job);
}

/// Indices of a part of an array begin at 0, for they are bounded (MaxArraySize), not only their number.
JobFile array_script(JobRequest const& request, std::vector<std::size_t> const& tasks, std::size_t number) {
    std::size_t const offset = tasks.front();
    std::vector<int> indices;
    for (std::size_t const task : tasks) indices.push_back(static_cast<int>(task - offset));
    std::string array = ranges_text(indices);
    if (request.tasks_at_a_time > 0) array += fmt::format("%{}", request.tasks_at_a_time);
    std::string text = "#!/bin/bash\n" + line("job-name", request.name) + line("array", array) +
                       resources(request) + line("output", (request.folder / "logs" / "%A_%a.log").string());
    text += "set -u\n" + preparation(request);
    text += fmt::format("task=$((SLURM_ARRAY_TASK_ID + {}))\n", offset);
    text += starter(request) + compute_command(request, "$task") + "\ncode=$?\n";
    text += requeue(request, "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}");
    return {fmt::format("jobs/array_{}.sh", number), text + "exit \"$code\"\n"};
}

JobFile collect_script(JobRequest const& request) {
    std::string text = "#!/bin/bash\n" + line("job-name", request.name + "-collect") + resources(request) +
                       line("output", (request.folder / "logs" / "collect_%j.log").string());
    text += "set -u\n" + preparation(request);
    text += starter(request) + compute_command(request, "") + "\ncode=$?\n";
    text += requeue(request, "$SLURM_JOB_ID");
    // Not by srun: the signal before the time limit goes to steps, and would end it.
    return {"jobs/collect.sh", text + collect_command(request) + "\n"};
}

} // namespace

std::vector<JobFile> slurm_scripts(JobRequest const& request) {
    std::vector<JobFile> files;
    std::string submit =
        fmt::format("#!/bin/sh\nset -eu\ncd {}\nmkdir -p logs\n", shell_word(request.folder.string()));
    std::string dependency = "afterany";
    for (auto const& tasks : arrays_of(request.tasks, request.largest_array)) {
        std::size_t const number = files.size();
        files.push_back(array_script(request, tasks, number));
        submit += fmt::format(
            "array_{0}=$(sbatch --parsable jobs/array_{0}.sh)\necho \"array ${{array_{0}%%;*}}\"\n", number);
        dependency += fmt::format(":${{array_{}%%;*}}", number);
    }
    files.push_back(collect_script(request));
    submit += fmt::format("collect=$(sbatch --parsable --dependency={} jobs/collect.sh)\n", dependency);
    files.push_back({"jobs/submit.sh", submit + "echo \"collect ${collect%%;*}\"\n"});
    return files;
}

} // namespace jumelle::jobs
