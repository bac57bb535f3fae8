#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/exit_code.hpp"
#include "app/json_text.hpp"
#include "app/options.hpp"
#include "app/text_table.hpp"
#include "core/base/version.hpp"
#include "core/parallel/mpi_ranks.hpp"
#include "core/parallel/thread_budget.hpp"
#include "models/all_models.hpp"

namespace jumelle::app {

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows build_rows() {
    return {{"version", version()},           {"revision", git_revision()},
            {"compiler", compiler()},         {"HDF5", JUMELLE_HDF5_VERSION},
            {"GDAL", JUMELLE_GDAL_VERSION},   {"PROJ", JUMELLE_PROJ_VERSION},
            {"Boost", JUMELLE_BOOST_VERSION}, {"Eigen", JUMELLE_EIGEN_VERSION},
            {"oneTBB", JUMELLE_TBB_VERSION},  {"OpenMP", JUMELLE_OPENMP_VERSION},
            {"MPI", mpi_version()},           {"cores", fmt::format("{}", available_cores())}};
}

} // namespace

int info_verb(InfoOptions const& options) {
    ModelRegistry const registry = all_models();
    if (options.format == Format::json) {
        nlohmann::ordered_json json;
        for (auto const& row : build_rows()) json[row[0]] = row[1];
        json["models"] = registry.names();
        std::fputs(json_text(json).c_str(), stdout);
        return exit_ok;
    }
    std::string text;
    for (auto const& row : build_rows()) text += fmt::format("{:<10} {}\n", row[0], row[1]);
    for (auto const& entry : registry.all()) {
        text += fmt::format("{:<10} {}: {}\n", "model", entry.description.name, entry.description.sentence);
    }
    std::fputs(text.c_str(), stdout);
    return exit_ok;
}

} // namespace jumelle::app
