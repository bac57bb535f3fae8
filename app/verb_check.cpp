#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/cost.hpp"
#include "app/engine.hpp"
#include "app/exit_code.hpp"
#include "app/json_text.hpp"
#include "app/options.hpp"
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
    int code = exit_ok;
};

/// Everything that `run` does before its first step, so that what `check` lets pass does start.
Checked check(std::string const& file, std::vector<std::string> const& sets) {
    Checked checked;
    checked.file = file;
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
                        {"memory_bytes", checked.cost.memory_bytes},
                        {"file_bytes_at_most", checked.cost.file_bytes}};
    }
    return json;
}

std::string to_text(Checked const& checked) {
    std::string text;
    for (auto const& fault : checked.faults) text += jumelle::to_text(fault) + "\n";
    if (!checked.faults.empty())
        return text + fmt::format("{}: {} fault{}\n", checked.file, checked.faults.size(),
                                  checked.faults.size() == 1 ? "" : "s");
    return fmt::format("{}: no faults; {}\n", checked.file, to_text(checked.cost));
}

} // namespace

int check_verb(CheckOptions const& options) {
    int code = exit_ok;
    Json all = Json::array();
    for (auto const& file : options.files) {
        Checked const checked = check(file, options.sets);
        code = std::max(code, checked.code);
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
