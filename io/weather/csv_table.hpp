#pragma once

#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace jumelle::weather {

/// One cell of a table, without quotes and spaces around it.
struct CsvCell {
    std::string text;
    int column = 0; ///< where it begins in its line, from 1
};

struct CsvRow {
    int line = 0; ///< from 1
    std::vector<CsvCell> cells;
};

/// A text table: a heading and rows.
struct CsvTable {
    CsvRow heading;
    std::vector<CsvRow> rows;
    char separator = ','; ///< `,` `;` tab, or a space for any blanks
};

/// Splits a text into a table. The heading decides the separator: tab, else semicolon, else comma, else
/// blanks. Lines that begin with `#` and empty lines are skipped; a byte order mark and CR LF are taken.
/// @throws InputError (data) where there is no heading, no row, or a quote is not closed
CsvTable read_csv(std::string const& text, std::string const& file);

} // namespace jumelle::weather
