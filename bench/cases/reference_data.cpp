#include "bench/cases/reference_data.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>

namespace jumelle::cases {

std::optional<Territory> read_ascii_grid(std::filesystem::path const& file) {
    constexpr int header_lines = 6;
    std::ifstream in(file);
    std::map<std::string, double> header;
    for (int i = 0; i < header_lines; ++i) {
        std::string key;
        double value = 0.0;
        if (!(in >> key >> value)) return std::nullopt;
        for (char& letter : key) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        header[key] = value;
    }
    Territory territory;
    Grid& grid = territory.grid;
    grid.rows = static_cast<Index>(header["nrows"]);
    grid.columns = static_cast<Index>(header["ncols"]);
    grid.cell_m = header["cellsize"];
    grid.west_m = header["xllcorner"];
    grid.north_m = header["yllcorner"] + static_cast<double>(grid.rows) * grid.cell_m;
    Field elevation;
    elevation.info.name = "elevation";
    elevation.cells = Array2D<double>(grid.rows, grid.columns);
    for (Index r = 0; r < grid.rows; ++r) {
        for (Index c = 0; c < grid.columns; ++c) {
            double value = 0.0;
            if (!(in >> value)) return std::nullopt;
            elevation.cells(r, c) =
                value == header["nodata_value"] ? std::numeric_limits<double>::quiet_NaN() : value;
        }
    }
    territory.fields.put(std::move(elevation));
    return territory;
}

std::filesystem::path data_folder() {
    char const* const named = std::getenv("JUMELLE_DATA");
    if (named != nullptr && *named != '\0') return named;
    return std::filesystem::path(JUMELLE_SOURCE_DIR).parent_path() / "shared" / "data";
}

std::vector<std::vector<double>> read_numbers(std::filesystem::path const& file, int heading_lines) {
    std::ifstream in(file);
    std::vector<std::vector<double>> rows;
    std::string line;
    for (int i = 0; std::getline(in, line); ++i) {
        if (i < heading_lines) continue;
        for (char& letter : line) letter = letter == ',' ? ' ' : letter;
        std::istringstream words(line);
        std::vector<double> row;
        for (double value = 0.0; words >> value;) row.push_back(value);
        if (!row.empty()) rows.push_back(std::move(row));
    }
    return rows;
}

TimeSeries series_of(std::vector<std::vector<double>> const& rows, SeriesColumns const& columns) {
    std::vector<double> times, values;
    for (auto const& row : rows) {
        if (row.size() <= std::max(columns.time, columns.value)) continue;
        times.push_back(row[columns.time]);
        values.push_back(columns.unit * row[columns.value]);
    }
    return {times, values, Interpolation::linear};
}

} // namespace jumelle::cases
