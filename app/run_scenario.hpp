#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/checkpoints.hpp"
#include "app/run_budget.hpp"
#include "app/run_report.hpp"
#include "app/territory_cache.hpp"
#include "core/base/arrays_on_disk.hpp"
#include "core/base/log.hpp"
#include "core/model/model.hpp"
#include "core/scenario/scenario.hpp"

namespace jumelle::app {

/// How a run is computed, besides what its scenario says.
struct RunSettings {
    std::filesystem::path folder;    ///< gets run.nc and run.json
    int threads = 1;                 ///< told in the results; the caller has set them
    std::string progress = "none";   ///< as for `make_progress`
    LogLevel level = LogLevel::info; ///< of what it says when it begins
    Communicator* ranks = &alone();  ///< that compute it together, never null; rank 0 writes
    StopRules stop;
    Resume resume = Resume::never;
    TerritoryCache* territories = nullptr; ///< that runs of a study share; null: the territory is made
    TerritoryKey territory_key;            ///< in them
    SharedWork* shared = nullptr;          ///< with other runs of the process; null: there are none
    SharedWork* layouts = nullptr;         ///< of files, with other runs of the process; null: none
    RunBudget* budget = nullptr;           ///< that runs of a study share; null: nobody else computes
};

/// Computes one scenario; `run.nc` and `run.json` are complete when it returns. Where it was asked to stop,
/// the report's status is `stopped`, and a checkpoint lies in the folder. Where several ranks compute the run
/// all call this; the report of rank 0 counts.
/// @throws InputError where the data have faults, or a checkpoint does not belong to the scenario
/// @throws RunError where the run goes wrong; `run.json` tells of it, the results so far are kept
/// @throws IoError where results cannot be written
RunReport run_scenario(Scenario const& scenario, ModelRegistry const& registry, RunSettings const& settings);

/// Sets the threads of this thread's loops: as many as asked for, 0: as many as the process may use. Ranks
/// that may use the same cores share them. @returns their number
int apply_threads(int asked, Communicator& ranks);

/// Keeps large arrays in the folder `scratch` while what it returns lives; null where no folder is named.
/// @throws IoError where no file can be made there
std::unique_ptr<ArraysOnDisk> arrays_in(std::string const& scratch);

/// Makes a folder and those above it. @throws IoError
void make_folder(std::filesystem::path const& folder);

/// Writes beside `file` and gives it that name when it is complete: an earlier one stays where that fails.
/// @throws IoError
void write_text(std::filesystem::path const& file, std::string const& text);

} // namespace jumelle::app
