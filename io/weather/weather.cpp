#include "io/weather/weather.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

#include "core/base/log.hpp"
#include "io/weather/csv_table.hpp"
#include "io/weather/epw.hpp"
#include "io/weather/heading.hpp"
#include "io/weather/humidity.hpp"
#include "io/weather/series.hpp"
#include "io/weather/table_weather.hpp"
#include "io/weather/umep.hpp"

namespace jumelle {

namespace {

using weather::EpwColumn;
using weather::EpwHour;
using weather::EpwRow;
using weather::EpwTable;
using weather::saturation_pa;

constexpr double seconds_per_hour = 3600.0, zero_celsius_k = 273.15, standard_pressure_pa = 101325.0;
constexpr double percent = 100.0, tenths = 10.0;
constexpr std::size_t longest_gap_h = 3;

void set_place(Weather& made, WeatherSpec const& spec, double latitude_deg, double longitude_deg) {
    made.latitude_deg = spec.latitude_deg.value_or(latitude_deg);
    made.longitude_deg = spec.longitude_deg.value_or(longitude_deg);
    made.wind_height_m = spec.wind_height_m;
}

/// The hours of a run out of a weather file.
class EpwWeather {
  public:
    EpwWeather(EpwTable const& table, WeatherSpec const& spec, WeatherUse const& use)
        : table_(table), spec_(spec), offset_h_(table.utc_offset_h) {
        if (spec.utc_offset_s) offset_h_ = *spec.utc_offset_s / seconds_per_hour;
        find_hours(use);
    }

    Weather make() {
        check_clock();
        Weather made;
        set_place(made, spec_, table_.latitude_deg, table_.longitude_deg);
        made.air_temperature_k = state(EpwColumn::dry_bulb_c, "dry bulb temperature");
        for (double& value : made.air_temperature_k.value) value += zero_celsius_k;
        made.vapour_pressure_pa = state(EpwColumn::humidity_percent, "relative humidity");
        auto& vapour = made.vapour_pressure_pa;
        for (std::size_t i = 0; i < vapour.value.size(); ++i)
            vapour.value[i] *= saturation_pa(made.air_temperature_k.at(vapour.time_s[i])) / percent;
        made.wind_speed_mps = state(EpwColumn::wind_mps, "wind speed");
        made.wind_from_deg = wind_from();
        made.pressure_pa = knows(EpwColumn::pressure_pa) ? state(EpwColumn::pressure_pa, "pressure")
                                                         : TimeSeries::constant(standard_pressure_pa);
        made.global_wpm2 = mean(EpwColumn::global_whpm2, "global horizontal radiation");
        if (knows(EpwColumn::direct_whpm2) && knows(EpwColumn::diffuse_whpm2)) {
            made.direct_normal_wpm2 = mean(EpwColumn::direct_whpm2, "direct normal radiation");
            made.diffuse_wpm2 = mean(EpwColumn::diffuse_whpm2, "diffuse horizontal radiation");
        }
        if (knows(EpwColumn::longwave_whpm2))
            made.longwave_wpm2 = mean(EpwColumn::longwave_whpm2, "horizontal infrared radiation");
        if (knows(EpwColumn::sky_cover_tenths)) {
            made.cloud_share = mean(EpwColumn::sky_cover_tenths, "total sky cover");
            for (double& value : made.cloud_share.value) value /= tenths;
        }
        tell();
        return made;
    }

  private:
    [[noreturn]] void refuse(std::string message, std::string hint) const {
        throw InputError(spec_.where.fault(std::move(message), std::move(hint), FaultKind::data));
    }

    /// One row for each hour that touches the run.
    void find_hours(WeatherUse const& use) {
        using namespace std::chrono;
        auto const shift_s = static_cast<std::int64_t>(std::llround(offset_h_ * seconds_per_hour));
        auto const per_second = Duration::ticks_per_second;
        std::int64_t const start_s = use.start.ticks() / per_second + shift_s;
        constexpr std::int64_t hour_s = 3600, day_s = 86400;
        std::int64_t const first_end_s = start_s / hour_s * hour_s;
        double const run_s = use.duration.seconds();
        for (std::int64_t end_s = first_end_s;; end_s += hour_s) {
            std::int64_t const begin_s = end_s - hour_s;
            auto const day = sys_days(days((begin_s >= 0 ? begin_s : begin_s - day_s + 1) / day_s));
            year_month_day const date(day);
            EpwHour const hour{
                static_cast<int>(unsigned(date.month())), static_cast<int>(unsigned(date.day())),
                static_cast<int>((begin_s - sys_seconds(day).time_since_epoch().count()) / hour_s) + 1};
            rows_.push_back(row_of(hour));
            end_s_.push_back(static_cast<double>(end_s - start_s));
            if (static_cast<double>(end_s - start_s) >= run_s) break;
        }
    }

    EpwRow const* row_of(EpwHour hour) {
        constexpr int february = 2, leap_day = 29;
        auto found = table_.rows.find(hour);
        if (found == table_.rows.end() && hour.month == february && hour.day == leap_day) {
            ++leap_hours_;
            found = table_.rows.find({february, leap_day - 1, hour.hour});
        }
        if (found == table_.rows.end())
            refuse(fmt::format("{} has no row for hour {} of {}-{:02}", spec_.epw, hour.hour, hour.month,
                               hour.day),
                   "the file does not cover the run: look at time: start and duration");
        return &found->second;
    }

    bool knows(EpwColumn column) const {
        for (auto const* row : rows_) {
            if ((*row)[column]) return true;
        }
        return false;
    }

    /// Values of all hours, short gaps filled by straight lines.
    std::vector<double> values(EpwColumn column, char const* name) {
        std::vector<double> made(rows_.size(), 0.0);
        std::size_t last = rows_.size(); // none yet
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            auto const value = (*rows_[i])[column];
            if (!value) continue;
            made[i] = *value;
            fill(made, last, i, name);
            last = i;
        }
        if (last == rows_.size())
            refuse(fmt::format("{} has no {} for the hours of the run", spec_.epw, name),
                   "take a file that has it");
        if (last + 1 < rows_.size()) fill(made, last, rows_.size(), name);
        return made;
    }

    /// Fills what lies between two known values; beyond the first and the last the nearest holds.
    void fill(std::vector<double>& made, std::size_t left, std::size_t right, char const* name) {
        bool const has_left = left < made.size(), has_right = right < made.size();
        std::size_t const begin = has_left ? left + 1 : 0;
        std::size_t const gap = right - begin;
        if (gap == 0) return;
        if (gap > longest_gap_h)
            refuse(fmt::format("{}: no {} for {} hours from line {} on", spec_.epw, name, gap,
                               rows_[begin]->line),
                   fmt::format("gaps of up to {} hours are filled; take a file without this one",
                               longest_gap_h));
        for (std::size_t i = begin; i < right; ++i) {
            double const share = has_left && has_right
                                     ? static_cast<double>(i - left) / static_cast<double>(right - left)
                                     : 0.0;
            double const from = has_left ? made[left] : made[right];
            made[i] = from + share * ((has_right ? made[right] : from) - from);
        }
        filled_ += gap;
    }

    /// A value at the end of each hour.
    TimeSeries state(EpwColumn column, char const* name) {
        return {end_s_, values(column, name), Interpolation::linear};
    }
    /// Where the wind comes from in each hour; in calm hours, which have no direction, as in the hour before.
    TimeSeries wind_from() const {
        TimeSeries made{{}, {}, Interpolation::steps};
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            auto const value = (*rows_[i])[EpwColumn::wind_from_deg];
            if (!value) continue;
            made.time_s.push_back(end_s_[i] - seconds_per_hour);
            made.value.push_back(*value);
        }
        return made;
    }
    /// A mean of each hour.
    TimeSeries mean(EpwColumn column, char const* name) {
        TimeSeries made{end_s_, values(column, name), Interpolation::steps};
        for (double& time_s : made.time_s) time_s -= seconds_per_hour;
        return made;
    }

    void check_clock() const {
        constexpr double most_h = 0.75; // the sun itself is up to 16 minutes early or late
        double const longitude = spec_.longitude_deg.value_or(table_.longitude_deg);
        auto const noon = noon_of(table_, offset_h_, longitude);
        if (!noon || std::abs(noon->of_radiation_h - noon->of_longitude_h) <= most_h) return;
        refuse(fmt::format("{}: the sun is highest at {:.1f} h by its radiation, but at {:.1f} h by its UTC "
                           "offset of {} h and longitude {} degrees",
                           spec_.epw, noon->of_radiation_h, noon->of_longitude_h, offset_h_, longitude),
               "one of the two is wrong: write utc_offset or longitude under forcing.weather");
    }

    void tell() const {
        if (table_.is_one_year && !table_.rows.empty())
            log_info("weather: {} ({}), year {} taken for the year of the run", table_.place, spec_.epw,
                     table_.rows.begin()->second.year);
        if (table_.negative_radiation > 0)
            log_warning("weather: {} negative radiation values of {} were set to 0",
                        table_.negative_radiation, spec_.epw);
        if (filled_ > 0) log_warning("weather: {} missing values of {} were filled", filled_, spec_.epw);
        if (leap_hours_ > 0)
            log_warning("weather: {} hours of 29 February were taken from the 28th", leap_hours_);
    }

    EpwTable const& table_;
    WeatherSpec const& spec_;
    double offset_h_;
    std::vector<EpwRow const*> rows_;
    std::vector<double> end_s_; ///< of each row's hour, after the start of the run
    std::size_t filled_ = 0, leap_hours_ = 0;
};

/// A station's table, column by column.
class StationTable {
  public:
    StationTable(std::string const& text, WeatherSpec const& spec, WeatherUse const& use,
                 UnitSystem const& units)
        : text_(text), spec_(spec), use_(use), units_(units) {
        for (auto const& cell : weather::read_csv(text, spec.csv).heading.cells)
            names_.push_back(weather::split_heading(cell.text).name);
    }

    WeatherTable read() {
        check_place();
        table_.file = spec_.csv;
        table_.stamp = WeatherStamp::begin;
        constexpr double coldest_k = 180.0, lowest_wpm2 = -50.0; // pyranometers show less than 0 at night
        column(WeatherColumn::air_temperature, "air_temperature", {"K", coldest_k});
        column(WeatherColumn::relative_humidity, "relative_humidity", {"1", 0.0});
        column(WeatherColumn::wind_speed, "wind_speed", {"m/s", 0.0});
        column(WeatherColumn::global, "global_radiation", {"W/m2", lowest_wpm2});
        if (has("wind_direction")) column(WeatherColumn::wind_from, "wind_direction", {"degree", 0.0});
        if (has("pressure")) column(WeatherColumn::pressure, "pressure", {"Pa", 0.0});
        if (has("direct_radiation") && has("diffuse_radiation")) {
            column(WeatherColumn::direct, "direct_radiation", {"W/m2", lowest_wpm2});
            column(WeatherColumn::diffuse, "diffuse_radiation", {"W/m2", lowest_wpm2});
        }
        if (has("longwave_radiation"))
            column(WeatherColumn::longwave, "longwave_radiation", {"W/m2", lowest_wpm2});
        if (has("cloud_cover")) column(WeatherColumn::cloud_cover, "cloud_cover", {"1", 0.0});
        return std::move(table_);
    }

  private:
    struct Wanted {
        char const* unit;
        double lowest;
    };
    void check_place() const {
        if (spec_.latitude_deg && spec_.longitude_deg) return;
        throw InputError(spec_.where.fault("a station's table does not say where the station is",
                                           "write latitude and longitude beside csv"));
    }
    bool has(std::string const& name) const {
        return std::find(names_.begin(), names_.end(), name) != names_.end();
    }
    void column(WeatherColumn column, char const* name, Wanted const& wanted) {
        SeriesSpec series;
        series.csv = spec_.csv;
        series.column = name;
        series.where = spec_.where;
        TimeSeries const read = read_series_text(
            text_, series,
            {wanted.unit, Interpolation::linear, use_.start, wanted.lowest, use_.duration.seconds()}, units_);
        if (table_.time.empty()) {
            for (double const time_s : read.time_s)
                table_.time.push_back(use_.start + Duration::from_seconds(time_s));
        }
        table_[column].assign(read.value.begin(), read.value.end());
    }

    std::string const& text_;
    WeatherSpec const& spec_;
    WeatherUse const& use_;
    UnitSystem const& units_;
    std::vector<std::string> names_;
    WeatherTable table_;
};

/// @throws InputError where the clock of the table is not known
WeatherTable umep_table(std::string const& text, WeatherSpec const& spec) {
    if (!spec.utc_offset_s)
        throw InputError(spec.where.fault("a table of UMEP does not say by which clock its times are",
                                          "write utc_offset: 1 h beside umep"));
    WeatherTable table = weather::read_umep(text, spec.umep, *spec.utc_offset_s);
    if (!spec.stamp.empty()) table.stamp = stamp_of(spec.stamp);
    return table;
}

} // namespace

WeatherStamp stamp_of(std::string const& name) {
    if (name == "begin") return WeatherStamp::begin;
    return name == "middle" ? WeatherStamp::middle : WeatherStamp::end;
}

Weather read_weather_table(WeatherTable const& table, WeatherSpec const& spec, WeatherUse const& use) {
    Weather made = weather::weather_of(table, spec, use);
    weather::change_temperature(made, spec.temperature_change_k);
    return made;
}

Weather read_weather_text(std::string const& text, WeatherSpec const& spec, WeatherUse const& use,
                          UnitSystem const& units) {
    Weather made;
    if (!spec.csv.empty()) {
        made = weather::weather_of(StationTable(text, spec, use, units).read(), spec, use);
    } else if (!spec.umep.empty()) {
        made = weather::weather_of(umep_table(text, spec), spec, use);
    } else {
        EpwTable const table = weather::read_epw(text, spec.epw);
        made = EpwWeather(table, spec, use).make();
    }
    made.start = use.start;
    weather::change_temperature(made, spec.temperature_change_k);
    return made;
}

Weather read_weather(WeatherSpec const& spec, WeatherUse const& use, UnitSystem const& units) {
    std::string const& file = spec.file();
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file))
        throw IoError(fmt::format("{}: cannot be read", file));
    std::ostringstream text;
    text << stream.rdbuf();
    return read_weather_text(text.str(), spec, use, units);
}

} // namespace jumelle
