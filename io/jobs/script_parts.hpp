#pragma once

#include <string>
#include <vector>

#include "io/jobs/job_scripts.hpp"

/// What the scripts of all batch systems have in common.
namespace jumelle::jobs {

/// Memory in whole megabytes, rounded up.
long megabytes(double bytes);

/// The person's lines, then the threads of OpenMP, bound to cores: a task computes one run at a time, so no
/// two teams of threads share a core.
std::string setup_lines(JobRequest const& request);

/// Memory of one of the ranks of a task.
double memory_of_rank(JobRequest const& request);

/// What starts the ranks of a task, with a blank behind; empty where one process needs no starter.
/// @param usual launcher of several ranks where the request names none
std::string launched(JobRequest const& request, std::string const& usual);

/// `/bin/jumelle study resume study.yaml -o out --shard $task/40 --threads 1`, with memory and `more` behind.
std::string compute_command(JobRequest const& request, std::string const& shard,
                            std::string const& more = "");

/// Whether a task is to begin again: it stopped at a checkpoint (75), or the signal that asks for it came
/// before the program listened and ended it (128 + 10, SIGUSR1 on Linux). Slurm may send it up to a minute
/// before its time, so with the job's first breath. Source: Slurm 22.05, man sbatch, --signal.
inline constexpr char const* is_to_begin_again = R"({ [ "$code" -eq 75 ] || [ "$code" -eq 138 ]; })";

/// Computes what the tasks left; empty shard: all.
std::string collect_command(JobRequest const& request);

std::vector<JobFile> slurm_scripts(JobRequest const& request);
std::vector<JobFile> pbs_scripts(JobRequest const& request);
std::vector<JobFile> oar_scripts(JobRequest const& request);

} // namespace jumelle::jobs
