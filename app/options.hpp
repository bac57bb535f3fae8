#pragma once

#include <string>
#include <vector>

#include "core/parallel/communicator.hpp"

namespace jumelle::app {

/// How much of what a command says is for machines.
enum class Format { text, json };

/// When runs keep their state, and when they stop, as text.
struct StopOptions {
    std::string checkpoint_every; ///< `10 min`, `never`; empty: as usual
    std::string walltime;         ///< `55 min`; empty: none
};

struct RunOptions {
    std::string scenario;
    std::string output_dir; ///< empty: `out/<name of the scenario's folder or file>`
    std::vector<std::string> sets;
    int threads = 0; ///< 0: as many as the process may use
    Format format = Format::text;
    std::string progress = "auto"; ///< `auto`, `line`, `json`, `none`
    std::string scratch;           ///< folder for arrays that memory has no room for; empty: none
    bool resumes = false;          ///< goes on from a checkpoint
    bool dumps_default = false;    ///< prints the scenario with all defaults, and computes nothing
    StopOptions stop;
};

struct CheckOptions {
    std::vector<std::string> files;
    std::vector<std::string> sets;
    std::string scratch; ///< as for `run`
    Format format = Format::text;
};

struct DescribeOptions {
    std::string subject;          ///< a model, `fields`, `indicators`, or empty for an overview
    Format format = Format::text; ///< json: the JSON Schema of the scenario language
    bool as_page = false;         ///< a page of documentation in Markdown
};

struct ExportOptions {
    std::string results;
    std::string format = "geotiff";  ///< `geotiff`, `png`, `geojson`
    std::string output_dir;          ///< empty: beside the results
    std::vector<std::string> fields; ///< empty: all summaries, and outputs at the last time
    std::vector<double> range;       ///< low and high end of a map's colours; empty: from the numbers
    std::string time = "last";       ///< `last`, `all`, or seconds since the start
    std::string terrain;             ///< a finer terrain over which depths come out; empty: none
};

struct CompareOptions {
    std::vector<std::string> results; ///< the first is the baseline
    std::string output_dir;           ///< for a CSV table and difference maps; empty: none are written
    std::vector<std::string> weights; ///< `indicator=number` or files of them; empty: nothing is ranked
    Format format = Format::text;
};

struct ReportOptions {
    std::vector<std::string> results; ///< results files, the baseline first, or the folder of a study
    std::string output;            ///< the page; empty: `report.html` beside the first file, or in the folder
    std::string language = "en";   ///< `en`, `fr`
    bool takes_incomplete = false; ///< of a study: tell of what is there
    std::vector<std::string> weights; ///< as for `compare`
};

/// What `study submit` asks of a batch system; what is empty or 0 is taken from the study.
struct JobOptions {
    std::string scheduler = "slurm"; ///< `slurm`, `pbs`, `oar`
    std::string account, partition, qos, constraint, time;
    std::string stop_before; ///< the time limit; `5 min`
    int runs_per_task = 0, tasks_at_a_time = 0, largest_array = 0;
    bool prints = false; ///< the scripts, and hands nothing over
};

struct StudyOptions {
    std::string action;               ///< `plan`, `run`, `submit`, `resume`, `status`, `collect`
    std::string study;                ///< the study's YAML file
    std::string output_dir;           ///< empty: `out/<name of the study's folder or file>`
    int threads = 0;                  ///< of all runs together; 0: as many as the process may use
    std::string memory;               ///< of all runs together, `4 GB`; empty: what is left
    std::string scratch;              ///< as for `run`
    std::string members, shard;       ///< runs that are computed: `10-19`, `3/8`; empty: all
    bool takes_incomplete = false;    ///< collect what is there
    std::vector<std::string> weights; ///< as for `compare`
    StopOptions stop;
    JobOptions job;    ///< of `submit`
    std::string probe; ///< how long `plan` tries runs, `10 s`, or `never`; empty: as usual
    Format format = Format::text;
};

struct InfoOptions {
    Format format = Format::text;
};

int run_verb(RunOptions const& options, Communicator& ranks);
int check_verb(CheckOptions const& options);
int describe_verb(DescribeOptions const& options);
int compare_verb(CompareOptions const& options);
int export_verb(ExportOptions const& options);
int report_verb(ReportOptions const& options);
int study_verb(StudyOptions const& options, Communicator& ranks);
int info_verb(InfoOptions const& options);

} // namespace jumelle::app
