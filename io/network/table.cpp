#include "io/network/table.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "core/base/file_faults.hpp"
#include "io/units/number.hpp"
#include "io/weather/heading.hpp"

namespace jumelle::network {

namespace {

using weather::CsvRow;

constexpr double absent = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_faults = 50; // of one table: the rest mostly follows from them

/// Vehicles are a number, which has no unit.
std::string without_vehicles(std::string unit) {
    constexpr std::string_view vehicles = "veh";
    auto const at = unit.find(vehicles);
    if (at != std::string::npos) unit.replace(at, vehicles.size(), "1");
    return unit;
}

/// A unit as people write it.
std::string example_of(std::string const& unit) {
    return unit == "1/s" ? "veh/h" : unit;
}

} // namespace

Table::Table(std::string const& text, std::string file, std::vector<Column> const& columns, FaultList& faults)
    : file_(std::move(file)), table_(weather::read_csv(text, file_)), faults_(faults) {
    for (std::size_t i = 0; i < table_.heading.cells.size(); ++i) take_heading(i, columns);
}

Place Table::place(CsvRow const& row, std::size_t column) const {
    return {file_, row.line, column < row.cells.size() ? row.cells[column].column : 1};
}

void Table::add(Place const& place, std::string message, std::string hint) {
    if (++count_ > most_faults) return;
    faults_.add(data_fault(place, std::move(message), std::move(hint)));
}

void Table::need(std::string const& column, std::string const& unit) {
    if (has(column)) return;
    add(place(table_.heading), fmt::format("there is no column '{}'", column),
        fmt::format("name it {}{}", column, unit.empty() ? "" : " [" + unit + "]"));
}

std::string Table::text(CsvRow const& row, std::string const& column) const {
    auto const found = where_.find(column);
    if (found == where_.end() || found->second.position >= row.cells.size()) return "";
    return row.cells[found->second.position].text;
}

std::optional<double> Table::number(CsvRow const& row, std::string const& column) {
    std::string const written = text(row, column);
    if (written.empty()) return std::nullopt;
    auto const value = whole_number_text(written);
    if (value) return where_.at(column).to_si(*value);
    add(place(row, where_.at(column).position), fmt::format("{} is no number", shown(written)), "");
    return absent;
}

double Table::needed(CsvRow const& row, std::string const& column) {
    auto const value = number(row, column);
    if (!value && has(column)) add(place(row), fmt::format("the {} is missing", column), "fill the cell");
    return value.value_or(absent);
}

std::size_t Table::choice(CsvRow const& row, std::string const& column,
                          std::vector<std::string> const& words) {
    std::string const written = text(row, column);
    if (written.empty()) return 0;
    auto const found = std::find(words.begin(), words.end(), written);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    add(place(row, where_.at(column).position), fmt::format("{} is no {}", shown(written), column),
        hint_for_name(written, words));
    return 0;
}

void Table::take_heading(std::size_t i, std::vector<Column> const& columns) {
    std::string const& written = table_.heading.cells[i].text;
    auto heading = weather::split_heading(written);
    auto const named = [&](std::string const& name) {
        return std::find_if(columns.begin(), columns.end(), [&](Column const& c) { return c.name == name; });
    };
    auto column = named(written);
    if (column != columns.end()) heading = {written, ""};
    if (column == columns.end()) column = named(heading.name);
    if (column == columns.end()) return; // tables have more columns than are read here
    Conversion to_si;
    bool const is_bare = column->unit == "1" && heading.unit.empty();
    if (!column->unit.empty() && !is_bare) {
        auto const found = common_units().between(without_vehicles(heading.unit), column->unit);
        if (!found) {
            add(place(table_.heading, i),
                heading.unit.empty()
                    ? fmt::format("column '{}' does not say its unit", column->name)
                    : fmt::format("'{}' is no unit for column '{}'", heading.unit, column->name),
                fmt::format("write {} [{}]", column->name, example_of(column->unit)));
        }
        to_si = found.value_or(Conversion{});
    }
    where_.emplace(column->name, Found{i, to_si});
}

} // namespace jumelle::network
