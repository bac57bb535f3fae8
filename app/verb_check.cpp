#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cost.hpp"
#include "app/engine.hpp"
#include "app/exit_code.hpp"
#include "app/json_text.hpp"
#include "app/options.hpp"
#include "app/run_budget.hpp"
#include "app/run_scenario.hpp"
#include "app/text_table.hpp"
#include "core/base/log.hpp"
#include "core/run/simulation.hpp"
#include "io/yaml/scenario_reader.hpp"
#include "models/all_models.hpp"

namespace jumelle::app {

namespace {

using Json = nlohmann::ordered_json;

struct Checked {
    std::string file;
    std::vector<Fault> faults;
    Cost cost;
    std::optional<double>
        scratch_room; ///< for large arrays, before there are any; nothing: there is no folder
    int code = exit_ok;
};

/// Everything that `run` does before its first step, so that what `check` lets pass does start.
Checked check(std::string const& file, std::vector<std::string> const& sets) {
    Checked checked;
    checked.file = file;
    checked.scratch_room = scratch_room();
    try {
        ModelRegistry const registry = all_models();
        Scenario const scenario = read_scenario(file, language(registry), sets);
        Territory territory = load_territory(scenario);
        Forcing const forcing = load_forcing(scenario, territory, registry);
        Simulation simulation(scenario, territory, registry, forcing);
        checked.cost = estimate_cost(scenario, territory, simulation.header());
    } catch (InputError const& error) {
        checked.faults = error.faults();
        checked.code = error.kind() == FaultKind::data ? exit_bad_data : exit_bad_configuration;
    }
    return checked;
}

Json to_json(Checked const& checked) {
    Json faults = Json::array();
    for (auto const& fault : checked.faults) {
        faults.push_back({{"file", fault.place.file},
                          {"line", fault.place.line},
                          {"column", fault.place.column},
                          {"key", fault.key},
                          {"message", fault.message},
                          {"hint", fault.hint}});
    }
    Json json = {{"file", checked.file}, {"faults", faults}};
    if (checked.faults.empty()) {
        json["cost"] = {{"cells", checked.cost.cells},
                        {"outputs", checked.cost.outputs},
                        {"memory_bytes", checked.cost.memory.in_memory},
                        {"file_bytes_at_most", checked.cost.file_bytes}};
        if (checked.scratch_room) {
            json["cost"]["scratch_bytes"] = checked.cost.memory.in_files;
            json["cost"]["scratch_room_bytes"] = *checked.scratch_room;
        }
    }
    return json;
}

std::string megabytes(double bytes) {
    constexpr double bytes_per_megabyte = 1e6;
    return readable(bytes / bytes_per_megabyte);
}

/// An estimate is no fault: the run itself tells where room is missing.
void warn_of_small_disk(Checked const& checked) {
    if (!checked.scratch_room || checked.cost.memory.in_files <= *checked.scratch_room) return;
    log_warning("{}: the scratch folder has room for {} MB, too little for about {} MB\n"
                "  hint: make room on that disk, or name a folder of a larger one",
                checked.file, megabytes(*checked.scratch_room), megabytes(checked.cost.memory.in_files));
}

/// What the folder for large arrays is good for; empty where another message tells.
std::string scratch_text(MemoryNeed const& need, double room) {
    if (ArraysOnDisk::in_force()->is_memory() || need.in_files > room) return "";
    if (!(need.in_files > 0.0)) return "  the scratch folder is of no use: no array is as large as 2 MiB\n";
    return fmt::format(
        "  the scratch folder has room for {} MB; with {} MB of memory the run goes well, with more "
        "it is faster\n",
        megabytes(room), megabytes(need.to_go_well()));
}

std::string to_text(Checked const& checked) {
    std::string text;
    for (auto const& fault : checked.faults) text += jumelle::to_text(fault) + "\n";
    if (!checked.faults.empty())
        return text + fmt::format("{}: {} fault{}\n", checked.file, checked.faults.size(),
                                  checked.faults.size() == 1 ? "" : "s");
    text = fmt::format("{}: no faults; {}\n", checked.file, to_text(checked.cost));
    return checked.scratch_room ? text + scratch_text(checked.cost.memory, *checked.scratch_room) : text;
}

} // namespace

int check_verb(CheckOptions const& options) {
    auto const on_disk = arrays_in(options.scratch);
    int code = exit_ok;
    Json all = Json::array();
    for (auto const& file : options.files) {
        Checked const checked = check(file, options.sets);
        code = std::max(code, checked.code);
        warn_of_small_disk(checked);
        if (options.format == Format::json) {
            all.push_back(to_json(checked));
        } else {
            std::fputs(to_text(checked).c_str(), checked.faults.empty() ? stdout : stderr);
        }
    }
    if (options.format == Format::json) std::fputs(json_text(all).c_str(), stdout);
    return code;
}

} // namespace jumelle::app
