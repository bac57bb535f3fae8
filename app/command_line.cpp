#include "app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/format.h>
#include <functional>
#include <new>
#include <optional>

#include "app/duration_option.hpp"
#include "app/exit_code.hpp"
#include "app/options.hpp"
#include "core/base/error.hpp"
#include "core/base/log.hpp"
#include "core/base/version.hpp"
#include "core/scenario/study.hpp"

namespace jumelle::app {

namespace {

using Verb = std::function<int()>;

constexpr int most_compared = 10000;

void add_json_flag(CLI::App& verb, Format& format) {
    verb.add_flag_callback(
        "--json", [&format] { format = Format::json; }, "print one JSON object for machines");
}

void add_sets(CLI::App& verb, std::vector<std::string>& sets) {
    verb.add_option("--set", sets, "change one value of the scenario: key.path=value; may be repeated")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
}

void add_weights(CLI::App& verb, std::vector<std::string>& weights) {
    verb.add_option("--weights", weights,
                    "rank the options: indicator=number, or a YAML file of them; may be repeated")
        ->type_name("INDICATOR=NUMBER|FILE.yaml")
        ->allow_extra_args(false);
}

/// A length of time, or the word `otherwise`.
CLI::Validator time_text(std::string const& otherwise = "") {
    auto const check = [otherwise](std::string& text) {
        bool const is_time = seconds_of(text) || (!otherwise.empty() && text == otherwise);
        return is_time ? "" : "'" + text + "' is no length of time; write for example '10 min' or 00:10:00";
    };
    return {check, "TIME", "time"};
}

void add_stop(CLI::App& verb, StopOptions& options) {
    auto const time = time_text("never");
    verb.add_option("--checkpoint-every", options.checkpoint_every,
                    "wall-clock time between checkpoints, or never; 10 min by default")
        ->check(time);
    verb.add_option("--walltime", options.walltime, "stop at a checkpoint after this wall-clock time")
        ->check(time);
}

void add_scratch(CLI::App& verb, std::string& folder) {
    verb.add_option("--scratch", folder,
                    "folder on a fast disk that holds large arrays, for territories larger than the memory")
        ->type_name("DIR");
}

void add_run(CLI::App& app, RunOptions& options, Communicator& ranks, Verb& chosen) {
    CLI::App& verb = *app.add_subcommand("run", "compute one scenario");
    verb.add_option("scenario", options.scenario, "the scenario's YAML file")
        ->required()
        ->type_name("SCENARIO.yaml");
    verb.add_option("-o,--output", options.output_dir, "folder for run.nc and run.json")->type_name("DIR");
    add_sets(verb, options.sets);
    verb.add_option("--threads", options.threads,
                    "threads to compute with; all that the process may use by default")
        ->check(CLI::Range(1, 4096));
    add_scratch(verb, options.scratch);
    verb.add_option("--progress", options.progress, "auto, line, json or none")
        ->check(CLI::IsMember({"auto", "line", "json", "none"}));
    verb.add_flag("--resume", options.resumes, "go on from the checkpoint in the folder, if there is one");
    add_stop(verb, options.stop);
    add_json_flag(verb, options.format);
    verb.add_flag("--dump-default", options.dumps_default,
                  "print the scenario with all that it leaves to defaults, and compute nothing");
    verb.callback([&] { chosen = [&] { return run_verb(options, ranks); }; });
}

void add_check(CLI::App& app, CheckOptions& options, Verb& chosen) {
    CLI::App& verb =
        *app.add_subcommand("check", "tell every fault of a scenario at once, and what it will cost");
    verb.add_option("files", options.files, "scenarios")->required()->type_name("FILE.yaml");
    add_sets(verb, options.sets);
    add_scratch(verb, options.scratch);
    add_json_flag(verb, options.format);
    verb.callback([&] { chosen = [&] { return check_verb(options); }; });
}

void add_describe(CLI::App& app, DescribeOptions& options, Verb& chosen) {
    CLI::App& verb = *app.add_subcommand("describe", "parameters with unit, default, range and meaning");
    verb.add_option("subject", options.subject, "a model, a section of a scenario, fields or indicators");
    verb.add_flag_callback(
        "--schema", [&options] { options.format = Format::json; },
        "print the JSON Schema of scenarios, for editors");
    verb.add_flag("--markdown", options.as_page,
                  "print the page of the documentation (indicators, measures)");
    verb.callback([&] { chosen = [&] { return describe_verb(options); }; });
}

void add_export(CLI::App& app, ExportOptions& options, Verb& chosen) {
    CLI::App& verb = *app.add_subcommand("export", "turn results into other formats");
    verb.add_option("results", options.results, "a results file")->required()->type_name("RUN.nc");
    verb.add_option("--to", options.format, "geotiff, png (a quick-look map), or geojson (roads)")
        ->check(CLI::IsMember({"geotiff", "png", "geojson"}));
    verb.add_option("-o,--output", options.output_dir, "folder for the files")->type_name("DIR");
    verb.add_option("--field", options.fields, "only this field; may be repeated")->allow_extra_args(false);
    verb.add_option("--range", options.range, "low and high end of the colours of a map")
        ->expected(2)
        ->type_name("LOW HIGH");
    verb.add_option("--time", options.time, "last, all, or seconds since the start of the run");
    verb.add_option("--terrain", options.terrain, "depths of water over this finer terrain, and nothing else")
        ->type_name("DEM.tif");
    verb.callback([&] { chosen = [&] { return export_verb(options); }; });
}

void add_compare(CLI::App& app, CompareOptions& options, Verb& chosen) {
    CLI::App& verb = *app.add_subcommand("compare", "indicators of several runs beside the first one");
    verb.add_option("results", options.results, "results files, the baseline first")
        ->required()
        ->expected(2, most_compared)
        ->type_name("RUN.nc RUN.nc...");
    verb.add_option("-o,--output", options.output_dir, "folder for comparison.csv and maps of differences")
        ->type_name("DIR");
    add_weights(verb, options.weights);
    add_json_flag(verb, options.format);
    verb.callback([&] { chosen = [&] { return compare_verb(options); }; });
}

CLI::Validator memory_text() {
    auto const check = [](std::string& text) {
        return bytes_in(text) ? "" : "'" + text + "' is no amount of memory; write for example '4 GB'";
    };
    return {check, "SIZE", "memory"};
}

void add_report(CLI::App& app, ReportOptions& options, Verb& chosen) {
    CLI::App& verb =
        *app.add_subcommand("report", "one page with maps, curves and tables, to be read in a browser");
    verb.add_option("results", options.results, "results files, the baseline first, or the folder of a study")
        ->required()
        ->expected(1, most_compared)
        ->type_name("RUN.nc...|STUDY_DIR");
    verb.add_option("-o,--output", options.output, "the page; report.html beside the results by default")
        ->type_name("FILE.html");
    verb.add_option("--lang", options.language, "language in which the page opens: en or fr")
        ->check(CLI::IsMember({"en", "fr"}));
    verb.add_flag("--incomplete", options.takes_incomplete, "of a study: tell of the runs that are done");
    add_weights(verb, options.weights);
    verb.callback([&] { chosen = [&] { return report_verb(options); }; });
}

void add_job(CLI::App& verb, StudyOptions& options) {
    JobOptions& job = options.job;
    auto const time = time_text();
    constexpr int most = 1'000'000;
    verb.add_option("--scheduler", job.scheduler, "slurm, pbs or oar")
        ->check(CLI::IsMember({"slurm", "pbs", "oar"}));
    verb.add_flag("--print", job.prints, "print the scripts, and hand nothing over");
    verb.add_option("--account", job.account, "who pays");
    verb.add_option("--partition", job.partition, "part of the cluster, or queue");
    verb.add_option("--qos", job.qos, "quality of service");
    verb.add_option("--constraint", job.constraint, "what nodes must have");
    verb.add_option("--time", job.time, "time limit of a task")->check(time);
    verb.add_option("--memory", options.memory, "memory of a task, 4 GB")->check(memory_text());
    verb.add_option("--stop-before", job.stop_before,
                    "time before the limit at which a task is told to stop; 5 min")
        ->check(time);
    verb.add_option("--runs-per-task", job.runs_per_task, "runs that a task computes")
        ->check(CLI::Range(1, most));
    verb.add_option("--tasks-at-a-time", job.tasks_at_a_time, "tasks that run at the same time at most")
        ->check(CLI::Range(1, most));
    verb.add_option("--max-array-size", job.largest_array,
                    "most tasks of one array; what Slurm says by default")
        ->check(CLI::Range(1, most));
}

void add_study_action(CLI::App& study, std::string const& action, std::string const& sentence,
                      StudyOptions& options) {
    CLI::App& verb = *study.add_subcommand(action, sentence);
    verb.add_option("study", options.study, "the study's YAML file")->required()->type_name("STUDY.yaml");
    verb.add_option("-o,--output", options.output_dir, "folder of the study's results")->type_name("DIR");
    if (action == "run" || action == "resume") {
        verb.add_option("--threads", options.threads,
                        "threads of all runs together; all that the process may use by default")
            ->check(CLI::Range(1, 4096));
        verb.add_option("--memory", options.memory,
                        "memory of all runs together, 4 GB; what is left by default")
            ->check(memory_text());
        add_scratch(verb, options.scratch);
        verb.add_option("--members,--member", options.members, "only this run, or these: 12, 10-19")
            ->type_name("A-B");
        verb.add_option("--shard", options.shard, "only share K of N of the runs, from 0")->type_name("K/N");
        add_stop(verb, options.stop);
    } else if (action == "submit") {
        add_job(verb, options);
        add_scratch(verb, options.scratch);
    } else {
        add_json_flag(verb, options.format);
    }
    if (action == "plan") {
        verb.add_option("--probe", options.probe,
                        "how long runs are tried for the estimate, or never; 2 s by default")
            ->check(time_text("never"));
        add_scratch(verb, options.scratch);
    }
    if (action == "collect") {
        verb.add_flag("--incomplete", options.takes_incomplete, "take what is there where runs are not done");
        add_weights(verb, options.weights);
    }
    verb.callback([&options, action] { options.action = action; });
}

void add_study(CLI::App& app, StudyOptions& options, Communicator& ranks, Verb& chosen) {
    CLI::App& study = *app.add_subcommand("study", "many runs: planning options under what they may meet");
    study.require_subcommand(1);
    study.callback([&] { chosen = [&] { return study_verb(options, ranks); }; });
    add_study_action(study, "plan", "check all runs, write what they are", options);
    add_study_action(study, "run", "compute all runs that are not done", options);
    add_study_action(study, "submit", "write job scripts for a cluster, and hand them over", options);
    add_study_action(study, "resume", "the same, after a stop", options);
    add_study_action(study, "status", "tell which runs are done", options);
    add_study_action(study, "collect", "indicators of all variants over the samples", options);
}

void add_info(CLI::App& app, InfoOptions& options, Verb& chosen) {
    CLI::App& verb = *app.add_subcommand("info", "version, build options, libraries, models");
    add_json_flag(verb, options.format);
    verb.callback([&] { chosen = [&] { return info_verb(options); }; });
}

int told(std::string const& text, int code) {
    std::fprintf(stderr, "%s\n", text.c_str());
    return code;
}

std::vector<std::string> verbs(CLI::App const& app) {
    std::vector<std::string> names;
    for (auto const* verb : app.get_subcommands([](CLI::App const*) { return true; }))
        names.push_back(verb->get_name());
    return names;
}

/// The word that stands where a verb should.
std::optional<std::string> unknown_verb(CLI::App const& app) {
    auto const rest = app.remaining();
    bool const is_word = !rest.empty() && !rest.front().starts_with('-');
    return is_word && app.get_subcommands().empty() ? std::optional(rest.front()) : std::nullopt;
}

/// How a verb went wrong.
struct Ending {
    std::string text;
    int code = exit_ok;
};

/// Runs a verb and turns what it throws into a message and an exit code.
Ending guarded(Verb const& verb) {
    try {
        return {"", verb()};
    } catch (InputError const& error) {
        return {error.what(), error.kind() == FaultKind::data ? exit_bad_data : exit_bad_configuration};
    } catch (IoError const& error) {
        return {error.what(), exit_io_error};
    } catch (RunError const& error) {
        return {error.what(), exit_run_failed};
    } catch (std::bad_alloc const&) {
        return {"out of memory\n  hint: use a coarser resolution or a smaller extent", exit_run_failed};
    } catch (std::exception const& error) {
        return {std::string("internal error: ") + error.what() +
                    "\n  hint: this is a fault of jumelle; please report it with the scenario",
                exit_run_failed};
    }
}

/// Tells what went wrong, once, and sees to it that no rank waits for ever for one that has failed. All ranks
/// fail alike where the scenario is to blame; where one fails alone (its disk, its memory), it ends the
/// others.
int end_together(Ending const& ending, Communicator& ranks) {
    constexpr double patience_s = 5.0;
    bool const is_first = ranks.rank() == 0;
    if (is_first && !ending.text.empty()) told(ending.text, ending.code);
    // mpirun ends all ranks as soon as one exits with a code other than 0.
    if (ending.code != exit_ok) std::fflush(stdout);
    if (ending.text.empty() || ranks.size() == 1 || ranks.all_give_up(patience_s)) return ending.code;
    if (!is_first)
        told(fmt::format("rank {} of {}: {}", ranks.rank(), ranks.size(), ending.text), ending.code);
    ranks.end_all(ending.code);
    return ending.code;
}

/// The options of all verbs, as the command line leaves them.
struct AllOptions {
    RunOptions run;
    CheckOptions check;
    DescribeOptions describe;
    ExportOptions exporting;
    CompareOptions compare;
    ReportOptions report;
    StudyOptions study;
    InfoOptions info;
};

void add_verbs(CLI::App& app, AllOptions& options, Communicator& ranks, Verb& chosen) {
    add_run(app, options.run, ranks, chosen);
    add_check(app, options.check, chosen);
    add_describe(app, options.describe, chosen);
    add_export(app, options.exporting, chosen);
    add_compare(app, options.compare, chosen);
    add_report(app, options.report, chosen);
    add_study(app, options.study, ranks, chosen);
    add_info(app, options.info, chosen);
}

} // namespace

int run_command_line(int argc, char** argv, Communicator& ranks) {
    CLI::App app("jumelle — urban simulation and scenario analysis", "jumelle");
    app.set_version_flag("--version", "jumelle " + version());
    app.require_subcommand(1);
    app.fallthrough(); // so that -q may also stand behind the verb
    bool quiet = false;
    app.add_flag("-q,--quiet", quiet, "warnings and errors only");
    Verb chosen;
    AllOptions options;
    add_verbs(app, options, ranks, chosen);
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        if (ranks.rank() != 0) return exit_usage; // rank 0 tells
        if (auto const wrong = unknown_verb(app)) {
            return told(fmt::format("there is no verb '{}'\n  hint: {}\nRun with --help for more "
                                    "information.",
                                    *wrong, hint_for_name(*wrong, verbs(app))),
                        exit_usage);
        }
        return app.exit(error) == 0 ? exit_ok : exit_usage;
    }
    if (quiet) set_log_level(LogLevel::warning);
    std::string const& action = options.study.action;
    bool const computes = app.got_subcommand("run") || action == "run" || action == "resume";
    if (ranks.size() > 1 && !computes) {
        return end_together(
            {fmt::format("{} processes were started together, but only `run` and `study run` "
                         "compute with more than one\n  hint: start it without mpirun or srun",
                         ranks.size()),
             exit_usage},
            ranks);
    }
    return end_together(guarded(chosen), ranks);
}

} // namespace jumelle::app
