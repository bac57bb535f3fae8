#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace jumelle {

/// What stands in one place of a table: nothing, a number, or text. NaN is written as nothing.
using TableCell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// A table as a database holds it.
struct DatabaseTable {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::string> indexed; ///< columns by which rows are searched
    std::vector<std::vector<TableCell>> rows;
};

/// Writes tables as a SQLite database (format 3). It is made under another name, so that an earlier file
/// stays where this one cannot be written; no journal is left beside it.
/// @pre names of tables and columns are words; every row has a cell for each column
/// @throws IoError
void write_tables(std::filesystem::path const& file, std::vector<DatabaseTable> const& tables);

} // namespace jumelle
