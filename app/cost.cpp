#include "app/cost.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "app/text_table.hpp"
#include "core/base/arrays_on_disk.hpp"
#include "core/run/timeline.hpp"

namespace jumelle::app {

namespace {

constexpr double bytes_in_memory = 8.0;  // fields are float64 in memory
constexpr double bytes_in_results = 4.0; // and float32 in results
/// What a model holds per cell beside its fields, and what the writer of the results does; in arrays of four
/// and eight bytes a cell (measured: docs/performance.md, section "What check tells").
constexpr double model_bytes_per_cell = 105.0, writer_bytes_per_cell = 20.0;
constexpr double smallest_item_bytes = 4.0;
/// What stays in memory where arrays lie in files (measured: the same section).
constexpr double bytes_per_cell_beside_files = 25.0;
/// Share of the files that should have room in memory.
constexpr double share_in_use = 0.25;
/// Ground of the flood model while it makes tables of fine terrain, and the tables in double precision.
constexpr double fine_ground_bytes_per_cell = 28.0, table_bytes_per_cell = 968.0;
/// The program itself with its libraries (measured: peak of a run on 40 000 cells, without what these take).
constexpr double program_bytes = 45e6;
constexpr double bytes_per_megabyte = 1e6;

/// Adds up arrays, and knows where they lie.
class ArrayCount {
  public:
    /// @param item_bytes of the smallest numbers in them
    void add(Index cells, double item_bytes, double bytes_per_cell) {
        auto const count = static_cast<double>(cells);
        bool const is_large = has_disk_ && count * item_bytes >= static_cast<double>(disk_->from_bytes());
        (is_large ? need_.in_files : need_.in_memory) += count * bytes_per_cell;
        if (is_large) beside_ = std::max(beside_, count * bytes_per_cell_beside_files);
    }
    MemoryNeed need() const { return {need_.in_memory + beside_, need_.in_files}; }

  private:
    ArraysOnDisk const* disk_ = ArraysOnDisk::in_force();
    bool has_disk_ = disk_ != nullptr && !disk_->is_memory();
    MemoryNeed need_;
    double beside_ = 0.0;
};

/// Of a run with that many fields on its cells, and fine terrain below them where there is such.
MemoryNeed need_of(Territory const& territory, std::size_t fields, std::size_t models) {
    ArrayCount count;
    if (territory.fine) {
        auto const fine_fields = static_cast<double>(territory.fine->fields.all().size());
        count.add(territory.fine->grid.size(), bytes_in_memory,
                  fine_fields * bytes_in_memory + fine_ground_bytes_per_cell);
        count.add(territory.grid.size(), table_bytes_per_cell, table_bytes_per_cell);
    }
    count.add(territory.grid.size(), bytes_in_memory, static_cast<double>(fields) * bytes_in_memory);
    count.add(territory.grid.size(), smallest_item_bytes,
              static_cast<double>(models) * model_bytes_per_cell + writer_bytes_per_cell);
    return count.need();
}

} // namespace

double MemoryNeed::to_go_well() const {
    return in_memory + share_in_use * in_files;
}

MemoryNeed memory_needed(Scenario const& scenario, Territory const& territory) {
    constexpr std::size_t summaries_per_model = 8; // about as many as they have
    std::size_t const models = scenario.models.size();
    std::size_t const fields =
        territory.fields.all().size() + scenario.outputs.fields.size() + models * summaries_per_model;
    return need_of(territory, fields, models);
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
    std::size_t const lasting = header.constants.size() + header.summaries.size();
    cost.memory = need_of(territory, lasting + header.outputs.size(), scenario.models.size());
    cost.memory.in_memory += program_bytes;
    auto const once = static_cast<double>(lasting), over_time = static_cast<double>(header.outputs.size());
    cost.file_bytes = cells * bytes_in_results * (once + over_time * static_cast<double>(cost.outputs));
    return cost;
}

std::string to_text(MemoryNeed const& need) {
    std::string text = fmt::format("{} MB of memory", readable(need.in_memory / bytes_per_megabyte));
    if (need.in_files > 0.0)
        text += fmt::format(" and {} MB in files", readable(need.in_files / bytes_per_megabyte));
    return text;
}

std::string to_text(Cost const& cost) {
    return fmt::format("{} cells, {} output times, about {}, at most {} MB of results",
                       readable(static_cast<double>(cost.cells)), cost.outputs, to_text(cost.memory),
                       readable(cost.file_bytes / bytes_per_megabyte));
}

} // namespace jumelle::app
