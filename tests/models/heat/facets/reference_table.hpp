#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace jumelle::heat {

/// The heat folder of the reference data: `JUMELLE_DATA`, else `../shared/data` beside the checkout.
inline std::filesystem::path heat_data() {
    char const* const named = std::getenv("JUMELLE_DATA");
    std::filesystem::path const root =
        named != nullptr ? named : std::filesystem::path(JUMELLE_SOURCE_DIR) / ".." / "shared" / "data";
    return root / "heat";
}

/// Rows of numbers of a CSV file; comment lines and the heading are skipped. Empty where there is no such
/// file.
inline std::vector<std::vector<double>> reference_rows(std::string const& file) {
    std::vector<std::vector<double>> rows;
    std::ifstream stream(heat_data() / file);
    if (!stream) std::cerr << "SKIPPED: no " << heat_data() / file << "; set JUMELLE_DATA\n";
    for (std::string line; std::getline(stream, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::vector<double> row;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, ',');) {
            char* end = nullptr;
            double const number = std::strtod(cell.c_str(), &end);
            if (end == cell.c_str()) break;
            row.push_back(number);
        }
        if (!row.empty()) rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace jumelle::heat
