#include <cstdio>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/duration_option.hpp"
#include "app/exit_code.hpp"
#include "app/json_text.hpp"
#include "app/options.hpp"
#include "app/run_scenario.hpp"
#include "app/study.hpp"
#include "app/study_collect.hpp"
#include "app/study_probe.hpp"
#include "app/study_run.hpp"
#include "app/study_submit.hpp"
#include "core/base/log.hpp"
#include "models/all_models.hpp"

namespace jumelle::app {

namespace {

std::map<std::string, std::size_t> counted(std::vector<RunState> const& states) {
    std::map<std::string, std::size_t> counts;
    for (RunState const state : states) ++counts[to_text(state)];
    return counts;
}

int tell_status(Study const& study, Format format) {
    auto const states = states_of(study);
    if (format == Format::json) {
        nlohmann::ordered_json json = {{"study", study.spec.name}, {"runs", states.size()}};
        json["states"] = counted(states);
        json["list"] = nlohmann::ordered_json::array();
        for (std::size_t i = 0; i < states.size(); ++i) {
            auto const& run = study.runs[i];
            json["list"].push_back({{"run", i},
                                    {"variant", study.variant_of(run)},
                                    {"sample", study.sample_of(run)},
                                    {"state", to_text(states[i])},
                                    {"results", (study.folder_of(run) / "run.nc").string()}});
        }
        std::fputs(json_text(json).c_str(), stdout);
        return exit_ok;
    }
    std::printf("%s: %s\n", study.spec.name.c_str(), counts_text(states).c_str());
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] == RunState::done || states[i] == RunState::missing) continue;
        std::printf("  %s: %s (%s)\n", label_of(study, study.runs[i]).c_str(), to_text(states[i]).c_str(),
                    study.folder_of(study.runs[i]).c_str());
    }
    return exit_ok;
}

nlohmann::ordered_json estimate_json(StudyEstimate const& estimate) {
    nlohmann::ordered_json json = {{"probed", estimate.probed},
                                   {"partial", estimate.partial},
                                   {"cells", estimate.cells},
                                   {"steps_a_run", estimate.steps_a_run},
                                   {"core_s_a_run", estimate.core_s_a_run},
                                   {"memory_bytes_a_run", estimate.memory_a_run.in_memory},
                                   {"bytes_a_run", estimate.bytes_a_run},
                                   {"core_hours", estimate.core_hours()},
                                   {"bytes", estimate.bytes()}};
    if (ArraysOnDisk::in_force() != nullptr) json["scratch_bytes_a_run"] = estimate.memory_a_run.in_files;
    return json;
}

int tell_plan(Study const& study, ModelRegistry const& registry, StudyOptions const& options) {
    constexpr double usual_probe_s = 2.0;
    write_plan(study);
    auto const on_disk = arrays_in(options.scratch);
    double const probe_s = seconds_of(options.probe).value_or(usual_probe_s);
    StudyEstimate const estimate =
        options.probe == "never" ? StudyEstimate() : probe_study(study, registry, probe_s);
    std::size_t different = 0;
    for (std::size_t i = 0; i < study.runs.size(); ++i) different += study.runs[i].computed_as == i ? 1 : 0;
    if (options.format == Format::json) {
        nlohmann::ordered_json json = {
            {"study", study.spec.name}, {"runs", study.runs.size()}, {"different", different}};
        if (estimate.probed > 0) json["estimate"] = estimate_json(estimate);
        std::fputs(json_text(json).c_str(), stdout);
        return exit_ok;
    }
    std::printf("%s: %zu variants × %zu samples: %zu runs, %zu of them different\n%s",
                study.spec.name.c_str(), study.spec.variants.size(), study.spec.samples.size(),
                study.runs.size(), different, to_text(estimate).c_str());
    std::printf("%s\n", (study.folder / "design.csv").c_str());
    return exit_ok;
}

} // namespace

int study_verb(StudyOptions const& options, Communicator& ranks) {
    if (ranks.rank() != 0) set_log_level(LogLevel::error);
    ModelRegistry const registry = all_models();
    Study const study = read_whole_study(options.study, options.output_dir, registry);
    if (options.action == "plan") return tell_plan(study, registry, options);
    if (options.action == "status") return tell_status(study, options.format);
    if (options.action == "collect") return collect(study, states_of(study), registry, options);
    if (options.action == "submit") return submit(study, options);
    return run_missing(study, registry, options, ranks);
}

} // namespace jumelle::app
