#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace jumelle::app {

/// Runs to compare: their files and the names that tables give them; the first is the baseline.
struct NamedRuns {
    std::vector<std::string> files, names;
};

/// Option − baseline of every summary on cells that both have, one GeoTIFF each: `max_water_depth_trees.tif`.
/// Two runs are read at a time. @returns the files
std::vector<std::filesystem::path> write_cell_differences(std::filesystem::path const& folder,
                                                          NamedRuns const& runs);

/// The same for numbers on roads that both have, one GeoJSON and one CSV file an option
/// (`roads_trees.geojson`): summaries, and means over the output times of what changes over time. Edges are
/// matched by their name; one that the baseline has not got has no difference. @returns the files
std::vector<std::filesystem::path> write_road_differences(std::filesystem::path const& folder,
                                                          NamedRuns const& runs);

} // namespace jumelle::app
