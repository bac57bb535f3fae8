#include "io/weather/table_weather.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "core/base/log.hpp"
#include "io/weather/humidity.hpp"
#include "io/weather/sun_clock.hpp"

namespace jumelle::weather {

namespace {

constexpr double seconds_per_hour = 3600.0, seconds_per_day = 86400.0, standard_pressure_pa = 101325.0;
constexpr double longest_gap_s = 3.0 * seconds_per_hour;
constexpr std::size_t most_faults = 10;

/// What a column is called, and bounds a little wider than what has been measured on Earth (WMO archive of
/// weather and climate extremes: −89 and 57 °C, 870 and 1084 hPa at sea level, gusts of 113 m/s), in SI
/// units.
struct ColumnRule {
    char const* name;
    double lowest, highest;
};
constexpr std::array<ColumnRule, weather_columns> rules{{
    {"air temperature [K]", 183.0, 343.0},
    {"relative humidity [1]", 0.0, 1.2},
    {"specific humidity [kg/kg]", 0.0, 0.05},
    {"dew point [K]", 150.0, 313.0},
    {"wind speed [m/s]", 0.0, 115.0},
    {"wind direction [degrees]", 0.0, 360.0},
    {"pressure [Pa]", 31000.0, 120000.0},
    {"global radiation [W/m2]", -50.0, 1700.0},
    {"direct radiation [W/m2]", -50.0, 1500.0},
    {"diffuse radiation [W/m2]", -50.0, 1200.0},
    {"longwave radiation [W/m2]", 0.0, 900.0},
    {"cloud cover [1]", 0.0, 1.0},
}};

bool is_radiation(WeatherColumn column) {
    return column >= WeatherColumn::global && column <= WeatherColumn::longwave;
}

class TableWeather {
  public:
    TableWeather(WeatherTable const& table, WeatherSpec const& spec, WeatherUse const& use)
        : table_(table), spec_(spec), use_(use) {}

    Weather make() {
        check_order();
        find_interval();
        take_rows();
        check_cover();
        Weather made;
        put_place(made);
        put_states(made);
        put_radiation(made);
        made.start = use_.start;
        bool const is_fine = interval_s_ <= longest_gap_s; // coarser means say little of the sun
        if (auto const wrong = is_fine ? clock_fault(made) : std::nullopt)
            refuse(fmt::format("{}: {}", table_.file, *wrong),
                   "a wrong clock or place: write utc_offset, latitude or longitude under forcing.weather");
        tell();
        return made;
    }

  private:
    using Values = std::vector<std::optional<double>>;

    [[noreturn]] void refuse(std::string message, std::string hint) const {
        throw InputError(spec_.where.fault(std::move(message), std::move(hint), FaultKind::data));
    }
    double seconds_of(std::size_t row) const {
        constexpr auto per_second = static_cast<double>(Duration::ticks_per_second);
        return static_cast<double>(table_.time[row].ticks()) / per_second -
               static_cast<double>(use_.start.ticks()) / per_second;
    }

    void check_order() const {
        if (table_.time.empty()) refuse(fmt::format("{} has no rows", table_.file), "take another file");
        for (std::size_t i = 1; i < table_.time.size(); ++i) {
            if (table_.time[i] > table_.time[i - 1]) continue;
            refuse(fmt::format("{}: the row of {} does not come after that of {}", table_.file,
                               to_text(table_.time[i]), to_text(table_.time[i - 1])),
                   "sort the rows by time and remove repeated ones");
        }
    }

    /// The usual distance of two rows: their median.
    void find_interval() {
        std::vector<double> steps_s;
        for (std::size_t i = 1; i < table_.time.size(); ++i)
            steps_s.push_back((table_.time[i] - table_.time[i - 1]).seconds());
        if (steps_s.empty()) return;
        auto const middle = steps_s.begin() + static_cast<std::ptrdiff_t>(steps_s.size() / 2);
        std::nth_element(steps_s.begin(), middle, steps_s.end());
        interval_s_ = *middle;
    }

    /// Rows from a day before the run to a day after it; those that are missing are put in, without values.
    void take_rows() {
        double const end_s = use_.duration.seconds() + seconds_per_day;
        for (std::size_t i = 0; i < table_.time.size(); ++i) {
            double const time_s = seconds_of(i);
            if (time_s < -seconds_per_day || time_s > end_s) continue;
            if (!time_s_.empty()) bridge(i, time_s);
            time_s_.push_back(time_s);
            row_.push_back(i);
        }
    }
    void bridge(std::size_t row, double time_s) {
        constexpr double usual = 1.5; // steps
        double const from_s = time_s_.back(), gap_s = time_s - from_s;
        if (gap_s <= usual * interval_s_) return;
        if (gap_s - interval_s_ > longest_gap_s)
            refuse(fmt::format("{} has no rows between {} and {}", table_.file, to_text(table_.time[row - 1]),
                               to_text(table_.time[row])),
                   "gaps of up to 3 hours are filled; take a file without this one");
        auto const missing = static_cast<int>(std::lround(gap_s / interval_s_)) - 1;
        for (int i = 1; i <= missing; ++i) {
            time_s_.push_back(from_s + gap_s * i / (missing + 1));
            row_.push_back(none);
            ++missing_rows_;
        }
    }

    void check_cover() const {
        double const back_s = table_.stamp == WeatherStamp::end ? interval_s_ : 0.0;
        double const ahead_s = table_.stamp == WeatherStamp::begin ? interval_s_ : 0.0;
        bool const covers = !time_s_.empty() && time_s_.front() - back_s <= longest_gap_s &&
                            time_s_.back() + ahead_s >= use_.duration.seconds() - longest_gap_s;
        if (covers) return;
        refuse(fmt::format("{} has rows from {} to {}, which does not cover the run", table_.file,
                           to_text(table_.time.front()), to_text(table_.time.back())),
               "look at time: start and duration, and at utc_offset");
    }

    /// Values of a column in the rows of the run, checked and with short gaps filled; none where it has none.
    std::vector<double> values(WeatherColumn column) {
        auto const& known = table_[column];
        if (known.empty()) return {};
        Values found;
        bool any = false;
        for (auto const row : row_) {
            found.push_back(row == none ? std::nullopt : known[row]);
            any = any || found.back().has_value();
        }
        if (!any) return {};
        check_range(column, found);
        return filled(column, found);
    }

    void check_range(WeatherColumn column, Values& found) {
        ColumnRule const& rule = rules[static_cast<std::size_t>(column)];
        FaultList faults;
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (!found[i]) continue;
            double& value = *found[i];
            if (!(value >= rule.lowest && value <= rule.highest)) {
                if (faults.faults().size() >= most_faults) break;
                faults.add(spec_.where.fault(
                    fmt::format("{}: the {} of {} is {:g}, outside {:g} … {:g}", table_.file, rule.name,
                                to_text(table_.time[row_[i]]), value, rule.lowest, rule.highest),
                    "a missing value must be written as the format has it, or the unit is wrong",
                    FaultKind::data));
            } else if (value < 0.0 && is_radiation(column)) {
                value = 0.0;
                ++negative_;
            }
        }
        faults.throw_if_any();
    }

    /// Straight lines over up to three hours; beyond the first and the last value the nearest holds.
    std::vector<double> filled(WeatherColumn column, Values const& found) {
        std::vector<double> made(found.size(), 0.0);
        std::size_t last = found.size(); // none yet
        for (std::size_t i = 0; i <= found.size(); ++i) {
            if (i < found.size() && !found[i]) continue;
            std::size_t const begin = last == found.size() ? 0 : last + 1;
            if (i > begin) fill(column, found, {begin, i}, made);
            if (i < found.size()) made[i] = *found[i];
            last = i;
        }
        return made;
    }
    struct Gap {
        std::size_t begin, end;
    };
    void fill(WeatherColumn column, Values const& found, Gap gap, std::vector<double>& made) {
        bool const has_left = gap.begin > 0, has_right = gap.end < found.size();
        if (static_cast<double>(gap.end - gap.begin) * interval_s_ > longest_gap_s) {
            std::size_t row = gap.begin;
            while (row_[row] == none) ++row;
            refuse(fmt::format("{}: no {} for {:g} hours from {} on", table_.file,
                               rules[static_cast<std::size_t>(column)].name,
                               static_cast<double>(gap.end - gap.begin) * interval_s_ / seconds_per_hour,
                               to_text(table_.time[row_[row]])),
                   "gaps of up to 3 hours are filled; take a file without this one");
        }
        double const left = has_left ? *found[gap.begin - 1] : *found[gap.end];
        double const right = has_right ? *found[gap.end] : left;
        for (std::size_t i = gap.begin; i < gap.end; ++i) {
            double const share =
                static_cast<double>(i - gap.begin + 1) / static_cast<double>(gap.end - gap.begin + 1);
            made[i] = left + share * (right - left);
            if (row_[i] != none) ++filled_;
        }
    }

    std::vector<double> needed(WeatherColumn column) {
        auto made = values(column);
        if (made.empty())
            refuse(fmt::format("{} has no {} for the run", table_.file,
                               rules[static_cast<std::size_t>(column)].name),
                   "take a file that has it");
        return made;
    }
    TimeSeries state(std::vector<double> values) const {
        return {time_s_, std::move(values), Interpolation::linear};
    }
    TimeSeries mean(std::vector<double> values) const {
        TimeSeries made{time_s_, std::move(values), Interpolation::steps};
        double const back = table_.stamp == WeatherStamp::end      ? 1.0
                            : table_.stamp == WeatherStamp::middle ? 0.5
                                                                   : 0.0;
        for (double& time_s : made.time_s) time_s -= back * interval_s_;
        return made;
    }

    void put_place(Weather& made) const {
        auto const latitude = spec_.latitude_deg ? spec_.latitude_deg : table_.latitude_deg;
        auto const longitude = spec_.longitude_deg ? spec_.longitude_deg : table_.longitude_deg;
        if (!latitude || !longitude)
            refuse(fmt::format("{} does not say where the weather was measured", table_.file),
                   "write latitude and longitude beside it");
        made.latitude_deg = *latitude;
        made.longitude_deg = *longitude;
        made.wind_height_m = spec_.wind_height_m;
    }

    void put_states(Weather& made) {
        made.air_temperature_k = state(needed(WeatherColumn::air_temperature));
        auto pressure = values(WeatherColumn::pressure);
        made.pressure_pa =
            pressure.empty() ? TimeSeries::constant(standard_pressure_pa) : state(std::move(pressure));
        put_vapour(made);
        auto wind = values(WeatherColumn::wind_speed);
        if (wind.empty() && spec_.wind_speed_mps) {
            made.wind_speed_mps = TimeSeries::constant(*spec_.wind_speed_mps);
        } else if (wind.empty()) {
            refuse(fmt::format("{} has no wind speed for the run", table_.file),
                   "take a file that has it, or write wind_speed: 2 m/s beside it");
        } else {
            made.wind_speed_mps = state(std::move(wind));
        }
        auto from = values(WeatherColumn::wind_from);
        if (!from.empty()) made.wind_from_deg = {time_s_, std::move(from), Interpolation::steps};
    }

    void put_vapour(Weather& made) {
        constexpr double water_to_air = 0.622;
        auto relative = values(WeatherColumn::relative_humidity);
        auto specific = relative.empty() ? values(WeatherColumn::specific_humidity) : std::vector<double>{};
        auto dew =
            relative.empty() && specific.empty() ? values(WeatherColumn::dew_point) : std::vector<double>{};
        if (relative.empty() && specific.empty() && dew.empty())
            refuse(fmt::format("{} has no humidity for the run", table_.file),
                   "it needs a relative or specific humidity, or a dew point");
        std::vector<double> vapour_pa;
        for (std::size_t i = 0; i < time_s_.size(); ++i) {
            if (!relative.empty()) {
                vapour_pa.push_back(relative[i] * saturation_pa(made.air_temperature_k.value[i]));
            } else if (!dew.empty()) {
                vapour_pa.push_back(saturation_pa(dew[i]));
            } else {
                vapour_pa.push_back(specific[i] * made.pressure_pa.at(time_s_[i]) /
                                    (water_to_air + (1.0 - water_to_air) * specific[i]));
            }
        }
        made.vapour_pressure_pa = state(std::move(vapour_pa));
    }

    void put_radiation(Weather& made) {
        made.global_wpm2 = mean(needed(WeatherColumn::global));
        auto direct = values(WeatherColumn::direct), diffuse = values(WeatherColumn::diffuse);
        if (!direct.empty() && !diffuse.empty()) {
            made.direct_normal_wpm2 = mean(std::move(direct));
            made.diffuse_wpm2 = mean(std::move(diffuse));
        }
        auto longwave = values(WeatherColumn::longwave), clouds = values(WeatherColumn::cloud_cover);
        if (!longwave.empty()) made.longwave_wpm2 = mean(std::move(longwave));
        if (!clouds.empty()) made.cloud_share = mean(std::move(clouds));
    }

    void tell() const {
        if (negative_ > 0)
            log_warning("weather: {} negative radiation values of {} were set to 0", negative_, table_.file);
        if (missing_rows_ > 0)
            log_warning("weather: {} missing rows of {} were filled", missing_rows_, table_.file);
        if (filled_ > 0) log_warning("weather: {} missing values of {} were filled", filled_, table_.file);
    }

    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max(); ///< a row that was missing
    WeatherTable const& table_;
    WeatherSpec const& spec_;
    WeatherUse const& use_;
    double interval_s_ = seconds_per_hour;
    std::vector<double> time_s_; ///< after the start of the run
    std::vector<std::size_t> row_;
    std::size_t negative_ = 0, missing_rows_ = 0, filled_ = 0;
};

} // namespace

Weather weather_of(WeatherTable const& table, WeatherSpec const& spec, WeatherUse const& use) {
    return TableWeather(table, spec, use).make();
}

} // namespace jumelle::weather
