#include "tests/physics/flood/ascii_grid.hpp"

#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>

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

} // namespace jumelle::cases
