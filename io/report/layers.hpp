#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/report/packed.hpp"
#include "io/report/shown_runs.hpp"

namespace jumelle::report {

/// Whether a layer is of the territory, over time, or of the whole run.
enum class Role { constant, output, summary };

/// A field as the page shows it: the same scale for all runs and times, so that colours can be compared.
struct Layer {
    FieldInfo info;
    Role role = Role::summary;
    bool has_classes = false; ///< codes of kinds of ground, never averaged
    Scale scale;
    double low = 0.0, high = 1.0; ///< between which all but a few of the values lie: the ends of colours
    std::vector<Index>
        times;        ///< positions in the report's times; of a layer without time one that says nothing
    Index factor = 1; ///< side of the shown cells in cells of the grid
    Filter filter = Filter::none;
};

/// The numbers of a layer in one run at one of the report's times; nothing where the run has not that field.
std::optional<Field> read_layer(ShownRun const& run, Layer const& layer, Index time);

/// All fields on cells and edges of the shown runs, with their scales.
std::vector<Layer> find_layers(ShownRuns const& shown);

} // namespace jumelle::report
