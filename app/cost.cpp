#include "app/cost.hpp"

#include <fmt/format.h>

#include "app/text_table.hpp"
#include "core/run/timeline.hpp"

namespace jumelle::app {

namespace {

constexpr double bytes_in_memory = 8.0;  // fields are float64 in memory
constexpr double bytes_in_results = 4.0; // and float32 in results
/// What the flood model holds per cell in double precision (measured: docs/performance.md).
constexpr double model_bytes_per_cell = 65.0;
/// Ground of the flood model while it makes tables of fine terrain, and the tables in double precision.
constexpr double fine_ground_bytes_per_cell = 28.0, table_bytes_per_cell = 968.0;
/// The program itself with its libraries (measured: peak of a run on 10 000 cells).
constexpr double program_bytes = 33e6;
constexpr double bytes_per_megabyte = 1e6;

/// Of fine terrain below the cells.
double terrain_bytes(Territory const& territory) {
    if (!territory.fine) return 0.0;
    auto const fine = static_cast<double>(territory.fine->grid.size());
    auto const fields = static_cast<double>(territory.fine->fields.all().size());
    return fine * (fields * bytes_in_memory + fine_ground_bytes_per_cell) +
           static_cast<double>(territory.grid.size()) * table_bytes_per_cell;
}

} // namespace

double memory_needed(Scenario const& scenario, Territory const& territory) {
    constexpr double summaries_per_model = 8.0; // more than any has
    auto const models = static_cast<double>(scenario.models.size());
    auto const fields = static_cast<double>(territory.fields.all().size() + scenario.outputs.fields.size()) +
                        models * summaries_per_model;
    auto const cells = static_cast<double>(territory.grid.size());
    return terrain_bytes(territory) + cells * (fields * bytes_in_memory + models * model_bytes_per_cell);
}

Cost estimate_cost(Scenario const& scenario, Territory const& territory, RunHeader const& header) {
    Cost cost;
    cost.cells = territory.grid.size();
    cost.outputs = 1; // the initial state
    for (auto const& window :
         timeline(scenario.time.duration, scenario.time.exchange_every, scenario.outputs.every)) {
        cost.outputs += window.output_at_end ? 1 : 0;
    }
    auto const cells = static_cast<double>(cost.cells);
    auto const once = static_cast<double>(header.constants.size() + header.summaries.size());
    auto const over_time = static_cast<double>(header.outputs.size());
    auto const models = static_cast<double>(scenario.models.size());
    cost.memory_bytes = program_bytes + terrain_bytes(territory) +
                        cells * ((once + over_time) * bytes_in_memory + models * model_bytes_per_cell);
    cost.file_bytes = cells * bytes_in_results * (once + over_time * static_cast<double>(cost.outputs));
    return cost;
}

std::string to_text(Cost const& cost) {
    return fmt::format("{} cells, {} output times, about {} MB of memory, at most {} MB of results",
                       readable(static_cast<double>(cost.cells)), cost.outputs,
                       readable(cost.memory_bytes / bytes_per_megabyte),
                       readable(cost.file_bytes / bytes_per_megabyte));
}

} // namespace jumelle::app
