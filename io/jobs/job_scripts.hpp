#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace jumelle {

enum class Scheduler { slurm, pbs, oar };

/// What a study asks of a batch system.
struct JobRequest {
    std::string name;                                ///< of the jobs
    std::filesystem::path program;                   ///< all paths absolute
    std::filesystem::path study, folder;             ///< file, and where results go
    std::string account, partition, qos, constraint; ///< empty: as the cluster has it
    double time_s = 0.0;                             ///< limit of a task; 0: as the cluster has it
    double stop_before_s = 0.0;                      ///< the limit at which a task is told to stop
    double memory_bytes = 0.0; ///< of a task, its ranks together; 0: as the cluster has it
    std::string scratch;  ///< folder for arrays that memory has no room for; $VARIABLES are those of the node
    int ranks = 1;        ///< processes of a task, which compute each run together
    int threads = 1;      ///< of each of them
    std::string launcher; ///< that starts several ranks; empty: as is usual for the scheduler
    std::size_t shards = 1;         ///< tasks that all runs of the study are dealt out to
    std::vector<std::size_t> tasks; ///< those that have something to compute, ascending
    int tasks_at_a_time = 0;        ///< 0: as many as the cluster lets run
    int restarts = 0;               ///< of a task that stopped at a checkpoint
    std::size_t largest_array = 1;  ///< most tasks of one array
    std::vector<std::string> setup; ///< lines of shell before the program
};

/// A file to be written; those that are programs begin with `#!`.
struct JobFile {
    std::string name; ///< below the study's folder: `jobs/array_0.sh`
    std::string text;
};

/// The scripts of a study. The last one is `jobs/submit.sh`, which hands the others over and prints the
/// numbers of the jobs. Every script computes with `study resume`, so that it may be handed over again.
///
/// A task that exits with 75 is begun again, at most `restarts` times: Slurm by `scontrol requeue`, PBS by
/// `qsub` of the task alone, OAR as an idempotent job that exits with 99. The collecting job begins after all
/// tasks, however they ended; it computes what they left, then collects.
/// @pre tasks is not empty
std::vector<JobFile> job_scripts(Scheduler scheduler, JobRequest const& request);

/// Cuts tasks into arrays: at most `largest` each.
std::vector<std::vector<std::size_t>> arrays_of(std::vector<std::size_t> const& tasks, std::size_t largest);

/// `02:00:00`; hours may have more than two digits. @pre seconds >= 0
std::string clock_text(double seconds);

/// `text` as one word of the shell.
std::string shell_word(std::string const& text);

} // namespace jumelle
