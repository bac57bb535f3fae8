#include "io/weather/series.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <sstream>

#include "core/base/file_faults.hpp"
#include "core/scenario/tide.hpp"
#include "io/units/number.hpp"
#include "io/weather/csv_table.hpp"
#include "io/weather/heading.hpp"

namespace jumelle {

namespace {

using weather::CsvCell;
using weather::CsvRow;
using weather::CsvTable;

constexpr std::uintmax_t bytes_per_mebibyte = 1U << 20U;
constexpr std::uintmax_t largest_table_bytes = 64 * bytes_per_mebibyte;
constexpr std::size_t most_faults = 10; // of one table: the rest repeats them

/// The difference of two moments, which may be longer than a `Duration` can be.
double seconds_between(Instant from, Instant to) {
    constexpr std::int64_t per_second = Duration::ticks_per_second;
    std::int64_t const whole = to.ticks() / per_second - from.ticks() / per_second;
    std::int64_t const rest = to.ticks() % per_second - from.ticks() % per_second;
    return static_cast<double>(whole) + static_cast<double>(rest) / static_cast<double>(per_second);
}

/// One table being read for one use.
class SeriesReader {
  public:
    SeriesReader(SeriesSpec const& spec, SeriesUse const& use, UnitSystem const& units)
        : spec_(spec), use_(use), units_(units), faults_(spec.csv, most_faults, spec.where.path()) {}

    TimeSeries read(std::string const& text) {
        CsvTable table = weather::read_csv(text, spec_.csv);
        check_heading(table.heading);
        column_ = find_column(table.heading);
        std::optional<CsvRow> const unit_row = take_unit_row(table);
        separator_ = table.separator;
        times_are_moments_ = parse_instant(text_of(table.rows.front(), 0)).has_value();
        if (!times_are_moments_) to_seconds_ = time_conversion(table, unit_row);
        to_si_ = value_conversion(table, unit_row);
        faults_.throw_if_any();
        TimeSeries series;
        series.interpolation = use_.interpolation;
        for (auto const& row : table.rows) read_row(row, series);
        faults_.throw_if_any();
        return series;
    }

  private:
    Place place(CsvRow const& row, std::size_t column) const {
        return {spec_.csv, row.line, column < row.cells.size() ? row.cells[column].column : 1};
    }
    static std::string text_of(CsvRow const& row, std::size_t column) {
        return column < row.cells.size() ? row.cells[column].text : "";
    }
    std::optional<double> number_in(std::string text) const {
        bool const comma_may_be_decimal = separator_ != ',';
        std::size_t const comma = text.find(',');
        bool const one_comma = comma != std::string::npos && text.find(',', comma + 1) == std::string::npos;
        if (comma_may_be_decimal && one_comma && text.find('.') == std::string::npos) text[comma] = '.';
        return whole_number_text(text);
    }

    void check_heading(CsvRow const& heading) {
        std::string const& first = heading.cells.front().text;
        if (whole_number_text(first) || parse_instant(first)) {
            faults_.refuse(place(heading, 0), "the first line is no heading",
                           "name the columns with their units: time [s],rain [mm/h]");
        }
        if (heading.cells.size() < 2) {
            faults_.refuse(place(heading, 0),
                           "the heading names one column, where time and values are needed",
                           "separate columns by comma, semicolon, tab or blanks");
        }
    }

    std::size_t find_column(CsvRow const& heading) {
        if (spec_.column.empty()) return 1;
        std::vector<std::string> names;
        std::optional<std::size_t> by_name;
        for (std::size_t i = 1; i < heading.cells.size(); ++i) {
            std::string const& whole = heading.cells[i].text;
            if (whole == spec_.column) return i;
            names.push_back(weather::split_heading(whole).name);
            if (names.back() == spec_.column && !by_name) by_name = i;
        }
        if (by_name) return *by_name;
        Value const& where =
            spec_.where.is_map() && spec_.where.has("column") ? spec_.where["column"] : spec_.where;
        std::string const name = std::filesystem::path(spec_.csv).filename().string();
        throw InputError(where.fault(fmt::format("{} has no column {}", name, shown(spec_.column)),
                                     hint_for_name(spec_.column, names)));
    }

    /// A row of units below the heading, taken out of the table.
    std::optional<CsvRow> take_unit_row(CsvTable& table) {
        CsvRow const& row = table.rows.front();
        std::string const time_unit = bare_unit(text_of(row, 0));
        if (whole_number_text(time_unit) || !units_.between(time_unit, "s")) return std::nullopt;
        CsvRow taken = row;
        table.rows.erase(table.rows.begin());
        if (table.rows.empty())
            faults_.refuse(place(taken, 0), "no row follows the units", "write at least one row");
        return taken;
    }
    static std::string bare_unit(std::string const& cell) {
        auto const heading = weather::split_heading(cell);
        return heading.name.empty() ? heading.unit : cell;
    }

    /// The unit that the table names for a column; empty where it names none.
    std::string named_unit(CsvTable const& table, std::optional<CsvRow> const& unit_row, std::size_t column,
                           std::string const& target) const {
        std::string const& heading = text_of(table.heading, column);
        std::string unit = weather::split_heading(heading).unit;
        bool const in_brackets = heading.ends_with(']') || heading.ends_with(')');
        if (!unit.empty() && (in_brackets || units_.between(unit, target))) return unit;
        return unit_row ? bare_unit(text_of(*unit_row, column)) : "";
    }

    Conversion time_conversion(CsvTable const& table, std::optional<CsvRow> const& unit_row) {
        std::string const unit = named_unit(table, unit_row, 0, "s");
        if (unit.empty()) {
            faults_.add(place(table.heading, 0), "the time column does not say its unit",
                        "write time [s], time [min] or time [h], or moments such as 2025-07-01T08:00Z");
            return {};
        }
        if (auto const conversion = units_.between(unit, "s")) return *conversion;
        faults_.add(place(table.heading, 0), fmt::format("{} is not a unit of time", shown(unit)),
                    "write time [s], time [min], time [h] or time [d]");
        return {};
    }

    Conversion value_conversion(CsvTable const& table, std::optional<CsvRow> const& unit_row) {
        std::string const named = named_unit(table, unit_row, column_, use_.unit);
        std::string const& unit = named.empty() ? spec_.unit : named;
        Place const where = place(table.heading, column_);
        if (unit.empty()) {
            faults_.add(
                where, fmt::format("column {} does not say its unit", shown(text_of(table.heading, column_))),
                fmt::format("write it into the heading in brackets, or unit: {} into the scenario",
                            use_.unit));
            return {};
        }
        auto const conversion = units_.between(unit, use_.unit);
        if (!conversion) {
            faults_.add(where,
                        fmt::format("unit {} is {}", shown(unit),
                                    units_.knows(unit) ? "of another kind" : "not known"),
                        fmt::format("a unit that converts to {} is needed", use_.unit));
            return {};
        }
        check_same_unit(named, where);
        return *conversion;
    }

    void check_same_unit(std::string const& named, Place const& where) {
        if (named.empty() || spec_.unit.empty()) return;
        auto const between = units_.between(named, spec_.unit);
        bool const same = between && between->factor == 1.0 && between->offset == 0.0;
        if (same) return;
        faults_.add(where,
                    fmt::format("the heading says {}, the scenario says {}", shown(named), shown(spec_.unit)),
                    "remove 'unit' from the scenario, or correct one of the two");
    }

    void read_row(CsvRow const& row, TimeSeries& series) {
        if (row.cells.size() <= column_) {
            faults_.add(place(row, 0),
                        fmt::format("this row has {} of {} cells", row.cells.size(), column_ + 1),
                        "each row has as many cells as the heading");
            return;
        }
        auto const time_s = time_in(row);
        auto const value = value_in(row);
        if (!time_s || !value) return;
        if (!series.time_s.empty() && *time_s <= series.time_s.back()) {
            faults_.add(place(row, 0),
                        fmt::format("time {} does not come after the one before", shown(row.cells[0].text)),
                        "sort the rows by time and remove repeated ones");
            return;
        }
        series.time_s.push_back(*time_s);
        series.value.push_back(*value);
    }

    std::optional<double> time_in(CsvRow const& row) {
        std::string const& text = row.cells[0].text;
        if (times_are_moments_) {
            if (auto const moment = parse_instant(text)) return seconds_between(use_.start, *moment);
            bool const is_midnight = text.find("24:00") != std::string::npos;
            faults_.add(place(row, 0), fmt::format("{} is not a moment", shown(text)),
                        is_midnight ? "24:00 is 00:00 of the next day: write that"
                                    : "write 2025-07-01T08:00Z, as in the first row");
            return std::nullopt;
        }
        auto const number = number_in(text);
        if (number) return to_seconds_(*number);
        faults_.add(place(row, 0), fmt::format("{} is not a time", shown(text)), "write a number");
        return std::nullopt;
    }

    std::optional<double> value_in(CsvRow const& row) {
        std::string const& text = row.cells[column_].text;
        auto const number = number_in(text);
        if (!number) {
            faults_.add(place(row, column_),
                        text.empty() ? "this cell is empty" : fmt::format("{} is not a number", shown(text)),
                        "write a number, or remove the row");
            return std::nullopt;
        }
        double const value = to_si_(*number);
        if (std::isfinite(value) && value >= use_.lowest) return value;
        if (std::isfinite(value)) {
            faults_.add(place(row, column_), fmt::format("{} is too small", text),
                        fmt::format("the smallest value here is {} {}", use_.lowest, use_.unit));
        } else {
            faults_.add(place(row, column_), fmt::format("{} is too large", text),
                        "look at the number and its unit");
        }
        return std::nullopt;
    }

    SeriesSpec const& spec_;
    SeriesUse const& use_;
    UnitSystem const& units_;
    FileFaults faults_;
    std::size_t column_ = 1;
    char separator_ = ',';
    bool times_are_moments_ = false;
    Conversion to_seconds_, to_si_;
};

std::string read_file(SeriesSpec const& spec) {
    std::error_code error;
    auto const size = std::filesystem::file_size(spec.csv, error);
    if (error) throw IoError(fmt::format("{}: cannot be read ({})", spec.csv, error.message()));
    if (size > largest_table_bytes) {
        Fault fault;
        fault.place.file = spec.csv;
        fault.key = spec.where.path();
        fault.message = fmt::format("is larger than {} MiB", largest_table_bytes / bytes_per_mebibyte);
        fault.hint = "take a coarser time step";
        fault.kind = FaultKind::data;
        throw InputError(fault);
    }
    std::ifstream stream(spec.csv, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) throw IoError(fmt::format("{}: cannot be read", spec.csv));
    return text.str();
}

} // namespace

TimeSeries read_series_text(std::string const& text, SeriesSpec const& spec, SeriesUse const& use,
                            UnitSystem const& units) {
    TimeSeries series = SeriesReader(spec, use, units).read(text);
    bool const meets_run = series.time_s.back() >= 0.0 && series.time_s.front() <= use.run_s;
    if (meets_run) return series;
    auto const moment = [](double time_s) { return to_text(Duration::from_seconds(std::abs(time_s))); };
    bool const before = series.time_s.back() < 0.0;
    Fault fault = spec.where.fault(
        before ? fmt::format("{} ends {} before the run begins", spec.csv, moment(series.time_s.back()))
               : fmt::format("{} begins {} after the start, when the run has ended", spec.csv,
                             moment(series.time_s.front())),
        "look at the dates of the table and of time: start", FaultKind::data);
    throw InputError(fault);
}

TimeSeries read_series(SeriesSpec const& spec, SeriesUse const& use, UnitSystem const& units) {
    if (spec.constant) return TimeSeries::constant(*spec.constant);
    if (spec.tide) return tide_series(*spec.tide, use.start, Duration::from_seconds(use.run_s));
    return read_series_text(read_file(spec), spec, use, units);
}

} // namespace jumelle
