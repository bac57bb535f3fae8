#include "io/network/swmm_tables.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "io/units/number.hpp"

namespace jumelle::swmm {

namespace {

constexpr double foot_m = 0.3048;               // international foot, exact
constexpr double us_gallon_m3 = 3.785411784e-3; // 231 cubic inches, exact
constexpr double seconds_per_minute = 60.0, minutes_per_hour = 60.0, hours_per_day = 24.0;
constexpr double seconds_per_hour = 3600.0, seconds_per_day = 86400.0;
constexpr double litre_m3 = 1e-3, mega = 1e6;

struct NamedUnits {
    char const* name;
    Units units;
};

std::array<NamedUnits, 6> const& flow_units() {
    static std::array<NamedUnits, 6> const known{{{"CFS", {foot_m, foot_m * foot_m * foot_m}},
                                                  {"GPM", {foot_m, us_gallon_m3 / seconds_per_minute}},
                                                  {"MGD", {foot_m, mega * us_gallon_m3 / seconds_per_day}},
                                                  {"CMS", {1.0, 1.0}},
                                                  {"LPS", {1.0, litre_m3}},
                                                  {"MLD", {1.0, mega * litre_m3 / seconds_per_day}}}};
    return known;
}

/// `1:30`, `1:30:15`, `1.5` [h]
std::optional<double> hours_of(std::string const& text) {
    double hours = 0.0, part_h = 1.0;
    std::size_t begin = 0;
    for (int parts = 0; parts < 3; ++parts, part_h /= minutes_per_hour) {
        std::size_t const colon = text.find(':', begin);
        auto const number = whole_number_text(text.substr(begin, colon - begin));
        if (!number || (colon != std::string::npos && parts == 2)) return std::nullopt;
        hours += *number * part_h;
        if (colon == std::string::npos) return hours;
        begin = colon + 1;
    }
    return std::nullopt;
}

/// Days of the Gregorian calendar since 1970-01-01.
double days_of_date(int year, int month, int day) {
    using namespace std::chrono;
    sys_days const date(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                        std::chrono::day(static_cast<unsigned>(day)));
    return static_cast<double>(date.time_since_epoch().count());
}

/// `01/31/2007` as hours since the first day.
std::optional<double> hours_of_date(std::string const& text) {
    std::array<int, 3> part{};
    std::size_t begin = 0;
    for (std::size_t i = 0; i < part.size(); ++i) {
        std::size_t const end = i + 1 < part.size() ? text.find_first_of("/-", begin) : text.size();
        if (end == std::string::npos) return std::nullopt;
        auto const number = whole_number_text(text.substr(begin, end - begin));
        constexpr double latest_year = 9999.0;
        if (!number || *number < 0.0 || *number > latest_year) return std::nullopt;
        part[i] = static_cast<int>(*number);
        begin = end + 1;
    }
    bool const is_date = part[0] >= 1 && part[0] <= 12 && part[1] >= 1 && part[1] <= 31;
    if (!is_date) return std::nullopt;
    return hours_per_day * days_of_date(part[2], part[0], part[1]);
}

void read_options(Sections const& sections, Tables& tables, FaultsOfFile& faults) {
    tables.units = flow_units().front().units; // SWMM's own default
    for (Line const& line : sections.of("OPTIONS")) {
        std::string const key = in_capitals(line.word(0)), value = in_capitals(line.word(1));
        if (key == "FLOW_UNITS") {
            bool known = false;
            for (auto const& candidate : flow_units()) {
                if (value != candidate.name) continue;
                tables.units = candidate.units;
                known = true;
            }
            if (!known)
                faults.add(faults.place(line, 1), fmt::format("'{}' is no unit of flow", line.word(1)),
                           "known: CFS, GPM, MGD, CMS, LPS, MLD");
        } else if (key == "LINK_OFFSETS") {
            bool const levels = value == "ELEVATION";
            if (!levels && value != "DEPTH")
                faults.add(faults.place(line, 1), fmt::format("'{}' is no way to give offsets", line.word(1)),
                           "known: DEPTH, ELEVATION");
            tables.offsets = levels ? LinkOffsets::elevation : LinkOffsets::depth;
        } else if (key == "START_DATE" || key == "START_TIME") {
            auto const hours = key == "START_DATE" ? hours_of_date(value) : hours_of(value);
            if (!hours) faults.add(faults.place(line, 1), fmt::format("'{}' is no moment", line.word(1)), "");
            tables.start_h += hours.value_or(0.0);
        }
    }
}

void read_curves(Sections const& sections, Tables& tables, FaultsOfFile& faults) {
    for (Line const& line : sections.of("CURVES")) {
        Curve& curve = tables.curves[line.word(0)];
        if (curve.points.empty() && curve.type.empty()) curve.where = line;
        std::size_t word = 1;
        if (line.words.size() > 1 && !whole_number_text(line.words[1])) {
            curve.type = in_capitals(line.words[1]);
            ++word;
        }
        for (; word < line.words.size(); word += 2) {
            CurvePoint const point{faults.number(line, word, "x of the curve"),
                                   faults.number(line, word + 1, "y of the curve")};
            curve.points.push_back(point);
        }
    }
}

/// Reads the times and values of one line behind the name and an optional date.
void read_series_line(Line const& line, Tables& tables, FaultsOfFile& faults) {
    TimeSeries& series = tables.series[line.word(0)];
    std::size_t word = 1;
    if (in_capitals(line.word(1)) == "FILE") {
        faults.add(faults.place(line, 1), fmt::format("series '{}' lies in another file", line.word(0)),
                   "write its times and values into this section");
        return;
    }
    double from_h = 0.0;
    if (auto const date = hours_of_date(line.word(1)); date && line.words.size() > 3) {
        from_h = *date - tables.start_h;
        ++word;
    }
    for (; word < line.words.size(); word += 2) {
        auto const hours = hours_of(line.words[word]);
        if (!hours) {
            faults.add(faults.place(line, word), fmt::format("'{}' is no time", line.words[word]),
                       "write hours, 1.5, or 1:30");
            return;
        }
        double const value = faults.number(line, word + 1, "value of the series");
        double const at_s = (from_h + *hours) * seconds_per_hour;
        if (!series.time_s.empty() && at_s <= series.time_s.back()) {
            faults.add(faults.place(line, word),
                       fmt::format("series '{}' goes back in time here", line.word(0)), "times must rise");
            return;
        }
        series.time_s.push_back(at_s);
        series.value.push_back(value);
    }
}

} // namespace

Tables read_tables(Sections const& sections, FaultsOfFile& faults) {
    Tables tables;
    read_options(sections, tables, faults);
    read_curves(sections, tables, faults);
    for (Line const& line : sections.of("TIMESERIES")) read_series_line(line, tables, faults);
    return tables;
}

TimeSeries series_of(Tables const& tables, Line const& line, std::size_t word, FaultsOfFile& faults) {
    auto const found = tables.series.find(line.word(word));
    if (found != tables.series.end() && !found->second.time_s.empty()) return found->second;
    std::vector<std::string> names;
    for (auto const& [name, series] : tables.series) names.push_back(name);
    faults.add(faults.place(line, word), fmt::format("there is no time series '{}'", line.word(word)),
               names.empty() ? "give it in [TIMESERIES]" : hint_for_name(line.word(word), names));
    return TimeSeries::constant(0.0);
}

Curve const* curve_of(Tables const& tables, Line const& line, std::size_t word, FaultsOfFile& faults) {
    auto const found = tables.curves.find(line.word(word));
    if (found != tables.curves.end() && !found->second.points.empty()) return &found->second;
    std::vector<std::string> names;
    for (auto const& [name, curve] : tables.curves) names.push_back(name);
    faults.add(faults.place(line, word), fmt::format("there is no curve '{}'", line.word(word)),
               names.empty() ? "give it in [CURVES]" : hint_for_name(line.word(word), names));
    return nullptr;
}

} // namespace jumelle::swmm
