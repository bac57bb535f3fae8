#include <cstdio>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/exit_code.hpp"
#include "app/json_text.hpp"
#include "app/options.hpp"
#include "app/study.hpp"
#include "app/study_collect.hpp"
#include "app/study_run.hpp"
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

int tell_plan(Study const& study) {
    write_plan(study);
    std::size_t computed = 0;
    for (std::size_t i = 0; i < study.runs.size(); ++i) computed += study.runs[i].computed_as == i ? 1 : 0;
    std::printf("%s: %zu variants × %zu samples: %zu runs, %zu of them different\n", study.spec.name.c_str(),
                study.spec.variants.size(), study.spec.samples.size(), study.runs.size(), computed);
    std::printf("%s\n", (study.folder / "design.csv").c_str());
    return exit_ok;
}

} // namespace

int study_verb(StudyOptions const& options) {
    ModelRegistry const registry = all_models();
    Study const study = read_whole_study(options.study, options.output_dir, registry);
    if (options.action == "plan") return tell_plan(study);
    if (options.action == "status") return tell_status(study, options.format);
    if (options.action == "collect") return collect(study, states_of(study), registry, options);
    return run_missing(study, registry, options);
}

} // namespace jumelle::app
