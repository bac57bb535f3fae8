#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "io/units/units.hpp"
#include "io/weather/csv_table.hpp"

namespace jumelle::network {

/// A column that a table may have: its name and the unit of its numbers, empty for words.
struct Column {
    std::string name, unit;
};

/// One table with headings, `length [m]`; tells faults with their places. Vehicles may stand in units of
/// flow: `veh/h` is `1/h`.
class Table {
  public:
    /// @throws InputError where the text is no table
    Table(std::string const& text, std::string file, std::vector<Column> const& columns, FaultList& faults);

    std::vector<weather::CsvRow> const& rows() const { return table_.rows; }
    bool has(std::string const& column) const { return where_.contains(column); }
    Place place(weather::CsvRow const& row, std::size_t column = 0) const;
    Place heading_place() const { return place(table_.heading); }
    void add(Place const& place, std::string message, std::string hint);

    /// Tells that a column is missing where it is.
    void need(std::string const& column, std::string const& unit);
    std::string text(weather::CsvRow const& row, std::string const& column) const;
    /// In SI; nothing where there is no such column, or the cell is empty.
    std::optional<double> number(weather::CsvRow const& row, std::string const& column);
    double number_or(weather::CsvRow const& row, std::string const& column, double otherwise) {
        return number(row, column).value_or(otherwise);
    }
    /// A number that must be there; NaN where it is not, which is told.
    double needed(weather::CsvRow const& row, std::string const& column);
    /// The position of a word among `words`; 0 where the cell is empty.
    std::size_t choice(weather::CsvRow const& row, std::string const& column,
                       std::vector<std::string> const& words);

  private:
    struct Found {
        std::size_t position;
        Conversion to_si;
    };
    void take_heading(std::size_t i, std::vector<Column> const& columns);

    std::string file_;
    weather::CsvTable table_;
    FaultList& faults_;
    std::map<std::string, Found> where_;
    std::size_t count_ = 0;
};

} // namespace jumelle::network
