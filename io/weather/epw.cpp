#include "io/weather/epw.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string_view>

#include "core/base/file_faults.hpp"
#include "io/units/number.hpp"

namespace jumelle::weather {

namespace {

constexpr std::size_t heading_lines = 8;
constexpr std::size_t most_faults = 10;
constexpr int hours_per_day = 24, months_per_year = 12, longest_month = 31;

/// Where a column stands, its missing code, and the values that make sense.
struct ColumnRule {
    std::size_t index;
    char const* name;
    double missing_from, lowest, highest;
};
// Indices count from 0. Ranges of the data dictionary, widened to what has been measured on Earth.
constexpr std::array<ColumnRule, epw_columns> rules{{
    {6, "dry bulb temperature", 99.9, -90.0, 70.0},
    {8, "relative humidity", 999.0, 0.0, 120.0},
    {9, "pressure", 999999.0, 31000.0, 120000.0},
    {12, "horizontal infrared radiation", 9999.0, 0.0, 900.0},
    {13, "global horizontal radiation", 9999.0, -50.0, 1700.0},
    {14, "direct normal radiation", 9999.0, -50.0, 1500.0},
    {15, "diffuse horizontal radiation", 9999.0, -50.0, 1200.0},
    {21, "wind speed", 999.0, 0.0, 115.0},
    {20, "wind direction", 999.0, 0.0, 360.0},
    {22, "total sky cover", 99.0, 0.0, 10.0},
}};

bool is_radiation(std::size_t rule) {
    constexpr std::size_t first = 3, last = 6;
    return rule >= first && rule <= last;
}

std::vector<std::string_view> split(std::string_view line) {
    std::vector<std::string_view> cells;
    for (std::size_t begin = 0; begin <= line.size();) {
        std::size_t const end = std::min(line.find(',', begin), line.size());
        cells.push_back(trimmed(line.substr(begin, end - begin)));
        begin = end + 1;
    }
    return cells;
}

class EpwReader {
  public:
    explicit EpwReader(std::string const& file) : faults_(file, most_faults) {}

    EpwTable read(std::string_view text) {
        for (int number = 1; !text.empty(); ++number) {
            std::size_t const end = text.find('\n');
            std::string_view line = text.substr(0, end);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (number == 1) {
                read_location(split(line));
            } else if (number > static_cast<int>(heading_lines) && !trimmed(line).empty()) {
                read_row(number, split(line));
            }
        }
        if (table_.rows.empty() && faults_.empty()) add(0, "has no hours", "a weather file has 8760 rows");
        faults_.throw_if_any();
        return std::move(table_);
    }

  private:
    void add(int line, std::string message, std::string hint) {
        faults_.add(line, 0, std::move(message), std::move(hint));
    }

    void read_location(std::vector<std::string_view> const& cells) {
        constexpr std::size_t name = 1, latitude = 6, longitude = 7, offset = 8;
        constexpr double pole_deg = 90.0, date_line_deg = 180.0, westernmost_h = -12.0, easternmost_h = 14.0;
        if (cells.size() <= offset || cells[0] != "LOCATION") {
            add(1, "is no weather file: its first line does not begin with LOCATION",
                "take a file in EPW format, or name a table with csv:");
            faults_.throw_if_any();
        }
        table_.place = cells[name];
        auto const read = [&](std::size_t index, char const* what, double lowest, double highest) {
            auto const number = whole_number_text(cells[index]);
            if (number && *number >= lowest && *number <= highest) return *number;
            add(1, fmt::format("the {} '{}' is not between {} and {}", what, cells[index], lowest, highest),
                "correct the first line of the file");
            return 0.0;
        };
        table_.latitude_deg = read(latitude, "latitude", -pole_deg, pole_deg);
        table_.longitude_deg = read(longitude, "longitude", -date_line_deg, date_line_deg);
        table_.utc_offset_h = read(offset, "UTC offset", westernmost_h, easternmost_h);
    }

    void read_row(int line, std::vector<std::string_view> const& cells) {
        if (cells.size() <= rules.back().index) {
            add(line,
                fmt::format("has {} cells, where at least {} are needed", cells.size(),
                            rules.back().index + 1),
                "the row was cut off, or belongs to another format");
            return;
        }
        EpwRow row;
        row.line = line;
        auto const hour = date_of(line, cells, row);
        for (std::size_t i = 0; i < rules.size(); ++i) row.values[i] = value_of(line, cells, i);
        if (!hour) return;
        bool const is_new = table_.rows.emplace(*hour, row).second;
        if (!is_new)
            add(line,
                fmt::format("the hour {} of {}-{:02} stands in the file twice", hour->hour, hour->month,
                            hour->day),
                "a file with several rows an hour, or several years, cannot be read: keep one row an hour");
    }

    std::optional<EpwHour> date_of(int line, std::vector<std::string_view> const& cells, EpwRow& row) {
        constexpr std::size_t year = 0, month = 1, day = 2, hour = 3;
        constexpr double largest_number = 1e6; // what a whole number may be before it is asked for its range
        std::array<int, hour + 1> date{};
        for (std::size_t i = year; i <= hour; ++i) {
            auto const number = whole_number_text(cells[i]);
            if (!number || *number != std::floor(*number) || std::abs(*number) > largest_number) {
                add(line, fmt::format("'{}' is no year, month, day or hour", cells[i]),
                    "write a whole number");
                return std::nullopt;
            }
            date[i] = static_cast<int>(*number);
        }
        bool const is_date = date[month] >= 1 && date[month] <= months_per_year && date[day] >= 1 &&
                             date[day] <= longest_month;
        if (!is_date || date[hour] < 1 || date[hour] > hours_per_day) {
            add(line,
                fmt::format("month {}, day {}, hour {} is no hour of a year", date[month], date[day],
                            date[hour]),
                "hours count from 1 to 24; 24 ends at midnight");
            return std::nullopt;
        }
        row.year = date[year];
        if (!table_.rows.empty() && row.year != table_.rows.begin()->second.year) table_.is_one_year = false;
        return EpwHour{date[month], date[day], date[hour]};
    }

    std::optional<double> value_of(int line, std::vector<std::string_view> const& cells, std::size_t i) {
        ColumnRule const& rule = rules[i];
        std::string_view const text = cells[rule.index];
        auto const number = whole_number_text(text);
        if (!number) {
            add(line, fmt::format("the {} '{}' is not a number", rule.name, text), "write a number");
            return std::nullopt;
        }
        if (*number >= rule.missing_from) return std::nullopt;
        if (*number < rule.lowest || *number > rule.highest) {
            add(line,
                fmt::format("the {} {} lies outside {} .. {}", rule.name, text, rule.lowest, rule.highest),
                fmt::format("where there is none, the file must say {}", rule.missing_from));
            return std::nullopt;
        }
        if (*number >= 0.0 || !is_radiation(i)) return number;
        ++table_.negative_radiation;
        return 0.0;
    }

    EpwTable table_;
    FileFaults faults_;
};

} // namespace

EpwTable read_epw(std::string const& text, std::string const& file) {
    return EpwReader(file).read(text);
}

std::optional<EpwNoon> noon_of(EpwTable const& table, double utc_offset_h, double longitude_deg) {
    constexpr double degrees_per_hour = 15.0, noon_h = 12.0;
    double sum = 0.0, weighted = 0.0;
    for (auto const& [hour, row] : table.rows) {
        double const global = row[EpwColumn::global_whpm2].value_or(0.0);
        sum += global;
        weighted += global * (static_cast<double>(hour.hour) - 0.5);
    }
    if (sum <= 0.0) return std::nullopt;
    return EpwNoon{weighted / sum, noon_h - (longitude_deg / degrees_per_hour - utc_offset_h)};
}

} // namespace jumelle::weather
