#include "io/weather/umep.hpp"

#include <chrono>
#include <cmath>
#include <fmt/format.h>

#include "core/base/file_faults.hpp"
#include "io/units/number.hpp"

namespace jumelle::weather {

namespace {

constexpr std::size_t most_faults = 10, least_cells = 15;
constexpr double zero_celsius_k = 273.15, percent = 100.0, pascal_per_kpa = 1000.0, tenths = 10.0;
constexpr double seconds_per_minute = 60.0, seconds_per_hour = 3600.0, seconds_per_day = 86400.0;
constexpr double missing = -999.0;

/// Where a column of ours stands, and how it becomes SI.
struct ColumnRule {
    WeatherColumn column;
    std::size_t index;
    double factor, offset;
};
constexpr std::array<ColumnRule, 10> rules{{
    {WeatherColumn::wind_speed, 9, 1.0, 0.0},
    {WeatherColumn::relative_humidity, 10, 1.0 / percent, 0.0},
    {WeatherColumn::air_temperature, 11, 1.0, zero_celsius_k},
    {WeatherColumn::pressure, 12, pascal_per_kpa, 0.0},
    {WeatherColumn::global, 14, 1.0, 0.0},
    {WeatherColumn::longwave, 16, 1.0, 0.0},
    {WeatherColumn::cloud_cover, 17, 1.0 / tenths, 0.0},
    {WeatherColumn::diffuse, 21, 1.0, 0.0},
    {WeatherColumn::direct, 22, 1.0, 0.0},
    {WeatherColumn::wind_from, 23, 1.0, 0.0},
}};

std::vector<std::string_view> words_of(std::string_view line) {
    constexpr std::string_view blanks = " \t\r,;";
    std::vector<std::string_view> made;
    for (std::size_t begin = line.find_first_not_of(blanks); begin != std::string_view::npos;) {
        std::size_t const end = std::min(line.find_first_of(blanks, begin), line.size());
        made.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(blanks, end);
    }
    return made;
}

class UmepReader {
  public:
    UmepReader(std::string const& file, double utc_offset_s)
        : utc_offset_s_(utc_offset_s), faults_(file, most_faults) {
        table_.file = file;
    }

    WeatherTable read(std::string_view text) {
        for (auto const& rule : rules) table_[rule.column] = {};
        for (int number = 1; !text.empty(); ++number) {
            std::size_t const end = text.find('\n');
            auto const words = words_of(text.substr(0, end));
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
            if (number == 1) {
                check_heading(words);
            } else if (!words.empty() && words.front() != "-9") { // the last lines of older files
                read_row(number, words);
            }
        }
        if (table_.time.empty() && faults_.empty()) add(0, "has no rows", "a row for each hour is needed");
        faults_.throw_if_any();
        return std::move(table_);
    }

  private:
    void add(int line, std::string message, std::string hint) {
        faults_.add(line, 0, std::move(message), std::move(hint));
    }

    void check_heading(std::vector<std::string_view> const& words) {
        std::string_view first = words.empty() ? std::string_view{} : words.front();
        if (first.starts_with('%')) first.remove_prefix(1);
        bool const is_heading = words.size() >= least_cells && first == "iy" && words[1] == "id" &&
                                words[2] == "it" && words[3] == "imin";
        if (is_heading) return;
        add(1, "is no weather of UMEP: its first line does not begin with iy id it imin and name 15 columns",
            "take a file as UMEP's MetPreprocessor writes it, or name a table with csv:");
        faults_.throw_if_any();
    }

    void read_row(int line, std::vector<std::string_view> const& words) {
        if (words.size() < least_cells) {
            add(line, fmt::format("has {} columns, where at least {} are needed", words.size(), least_cells),
                "the row was cut off, or belongs to another format");
            return;
        }
        std::vector<double> numbers;
        for (auto const word : words) {
            auto const number = whole_number_text(word);
            if (!number) {
                add(line, fmt::format("'{}' is not a number", word),
                    "write a number, and -999 where there is none");
                return;
            }
            numbers.push_back(*number);
        }
        auto const time = time_of(line, numbers);
        if (!time) return;
        table_.time.push_back(*time);
        for (auto const& rule : rules) {
            bool const is_known = rule.index < numbers.size() && numbers[rule.index] != missing;
            table_[rule.column].push_back(
                is_known ? std::optional(rule.factor * numbers[rule.index] + rule.offset) : std::nullopt);
        }
    }

    std::optional<Instant> time_of(int line, std::vector<double> const& numbers) {
        using namespace std::chrono;
        constexpr double first_year = 1700.0, last_year = 2200.0, longest_year = 366.0, hours = 24.0,
                         minutes = 59.0;
        double const iy = numbers[0], id = numbers[1], it = numbers[2], imin = numbers[3];
        bool const is_time = iy >= first_year && iy <= last_year && id >= 1.0 && id <= longest_year &&
                             it >= 0.0 && it <= hours && imin >= 0.0 && imin <= minutes &&
                             (it < hours || imin == 0.0) && iy == std::floor(iy) && id == std::floor(id) &&
                             it == std::floor(it);
        bool const is_in_year = is_time && (id < longest_year || year(static_cast<int>(iy)).is_leap());
        if (!is_in_year) {
            add(line, fmt::format("year {:g}, day {:g}, hour {:g}, minute {:g} is no time", iy, id, it, imin),
                "days count from 1 to 365, or 366 in a leap year; hours from 0 to 24, which is the end of "
                "the day");
            return std::nullopt;
        }
        auto const new_year = sys_days(year(static_cast<int>(iy)) / January / 1);
        double const day_s =
            (static_cast<double>(new_year.time_since_epoch().count()) + id - 1.0) * seconds_per_day;
        double const since_s = day_s + it * seconds_per_hour + imin * seconds_per_minute - utc_offset_s_;
        return Instant{} + Duration::from_seconds(since_s);
    }

    double const utc_offset_s_;
    WeatherTable table_;
    FileFaults faults_;
};

} // namespace

WeatherTable read_umep(std::string_view text, std::string const& file, double utc_offset_s) {
    return UmepReader(file, utc_offset_s).read(text);
}

} // namespace jumelle::weather
