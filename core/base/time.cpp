#include "core/base/time.hpp"

#include <charconv>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

#include "core/base/contract.hpp"

namespace jumelle {

namespace {

constexpr std::int64_t seconds_per_minute = 60;
constexpr std::int64_t seconds_per_hour = 3600;
constexpr std::int64_t seconds_per_day = 86400;
constexpr std::int64_t minutes_per_hour = 60;
constexpr std::int64_t hours_per_day = 24;
constexpr int last_hour = 23;
constexpr int last_minute = 59;        // and the last second of a minute
constexpr int largest_zone_hours = 14; // Kiribati
constexpr int months_per_year = 12;
constexpr int longest_month_days = 31;
constexpr int first_year = 1678;
constexpr int last_year = 2261;

/// Reads the text from left to right; after a failure every further read fails too.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    int digits(std::size_t count, int low, int high) {
        int value = 0;
        if (rest_.size() < count) return fail();
        for (std::size_t i = 0; i < count; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') return fail();
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(count);
        return value < low || value > high ? fail() : value;
    }
    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char c) {
        if (!take(c)) fail();
    }
    /// Digits after the decimal point, as nanoseconds; further digits are cut.
    std::int64_t fraction() {
        std::int64_t ticks = 0;
        std::int64_t weight = Duration::ticks_per_second / 10;
        bool any = false;
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
            ticks += weight * (rest_.front() - '0');
            weight /= 10;
            any = true;
            rest_.remove_prefix(1);
        }
        if (!any) fail();
        return ticks;
    }
    bool good() const { return good_; }
    bool at_end() const { return rest_.empty(); }

  private:
    int fail() {
        good_ = false;
        return 0;
    }
    std::string_view rest_;
    bool good_ = true;
};

std::int64_t read_zone_seconds(Reader& reader) {
    if (reader.at_end() || reader.take('Z')) return 0;
    bool const east = reader.take('+');
    if (!east) reader.expect('-');
    std::int64_t const hours = reader.digits(2, 0, largest_zone_hours);
    reader.take(':');
    std::int64_t const minutes = reader.digits(2, 0, last_minute);
    std::int64_t const offset = hours * seconds_per_hour + minutes * seconds_per_minute;
    return east ? offset : -offset;
}

} // namespace

Duration Duration::from_seconds(double seconds) {
    JUMELLE_EXPECTS(std::abs(seconds) < 9.2e9);
    return Duration(std::llround(seconds * static_cast<double>(ticks_per_second)));
}

std::optional<Instant> parse_instant(std::string_view text) {
    Reader reader(text);
    int const year = reader.digits(4, first_year, last_year);
    reader.expect('-');
    int const month = reader.digits(2, 1, months_per_year);
    reader.expect('-');
    int const day = reader.digits(2, 1, longest_month_days);
    std::int64_t second_of_day = 0;
    std::int64_t fraction_ticks = 0;
    if (!reader.at_end()) {
        if (!reader.take('T')) reader.expect(' ');
        second_of_day += seconds_per_hour * reader.digits(2, 0, last_hour);
        reader.expect(':');
        second_of_day += seconds_per_minute * reader.digits(2, 0, last_minute);
        if (reader.take(':')) {
            second_of_day += reader.digits(2, 0, last_minute);
            if (reader.take('.')) fraction_ticks = reader.fraction();
        }
        second_of_day -= read_zone_seconds(reader);
    }
    if (!reader.good() || !reader.at_end()) return std::nullopt;
    std::chrono::year_month_day const date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    std::int64_t const days = std::chrono::sys_days(date).time_since_epoch().count();
    return Instant::from_ticks((days * seconds_per_day + second_of_day) * Duration::ticks_per_second +
                               fraction_ticks);
}

std::string to_text(Instant instant) {
    std::int64_t const per_second = Duration::ticks_per_second;
    std::int64_t seconds = instant.ticks() / per_second;
    std::int64_t fraction = instant.ticks() % per_second;
    if (fraction < 0) {
        fraction += per_second;
        seconds -= 1;
    }
    std::int64_t days = seconds / seconds_per_day;
    std::int64_t second_of_day = seconds % seconds_per_day;
    if (second_of_day < 0) {
        second_of_day += seconds_per_day;
        days -= 1;
    }
    std::chrono::year_month_day const date{std::chrono::sys_days(std::chrono::days(days))};
    std::string text =
        fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                    second_of_day / seconds_per_hour, second_of_day / seconds_per_minute % minutes_per_hour,
                    second_of_day % seconds_per_minute);
    if (fraction != 0) {
        std::string digits = fmt::format("{:09}", fraction);
        digits.erase(digits.find_last_not_of('0') + 1);
        text += "." + digits;
    }
    return text + "Z";
}

std::string to_text(Duration duration) {
    std::int64_t const seconds = duration.ticks() / Duration::ticks_per_second;
    double const exact = duration.seconds();
    if (std::abs(exact) < static_cast<double>(seconds_per_minute)) return fmt::format("{:.4g} s", exact);
    if (seconds < 0) return "-" + to_text(Duration::from_ticks(-duration.ticks()));
    std::int64_t const days = seconds / seconds_per_day;
    std::int64_t const hours = seconds / seconds_per_hour % hours_per_day;
    std::int64_t const minutes = seconds / seconds_per_minute % minutes_per_hour;
    std::int64_t const rest = seconds % seconds_per_minute;
    std::string text;
    auto const append = [&text](std::int64_t value, char const* unit) {
        if (value != 0) text += fmt::format("{}{} {}", text.empty() ? "" : " ", value, unit);
    };
    append(days, "d");
    append(hours, "h");
    append(minutes, "min");
    if (days == 0) append(rest, "s");
    return text;
}

} // namespace jumelle
