#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jumelle {

/// A length of time as a whole number of nanoseconds, so that windows end exactly where the next ones begin.
class Duration {
  public:
    constexpr Duration() = default;
    static constexpr Duration from_ticks(std::int64_t ticks) { return Duration(ticks); }
    /// @pre |seconds| < 9.2e9 (292 years)
    static Duration from_seconds(double seconds);
    constexpr std::int64_t ticks() const { return ticks_; }
    constexpr double seconds() const { return static_cast<double>(ticks_) / ticks_per_second; }

    constexpr auto operator<=>(Duration const&) const = default;
    constexpr Duration operator+(Duration other) const { return Duration(ticks_ + other.ticks_); }
    constexpr Duration operator-(Duration other) const { return Duration(ticks_ - other.ticks_); }
    constexpr Duration operator*(std::int64_t times) const { return Duration(ticks_ * times); }

    static constexpr std::int64_t ticks_per_second = 1'000'000'000;

  private:
    constexpr explicit Duration(std::int64_t ticks) : ticks_(ticks) {}
    std::int64_t ticks_ = 0;
};

/// A moment, as nanoseconds since 1970-01-01T00:00:00Z (UTC without leap seconds), years 1678 to 2262.
class Instant {
  public:
    constexpr Instant() = default;
    static constexpr Instant from_ticks(std::int64_t ticks) { return Instant(ticks); }
    constexpr std::int64_t ticks() const { return ticks_; }

    constexpr auto operator<=>(Instant const&) const = default;
    constexpr Instant operator+(Duration d) const { return Instant(ticks_ + d.ticks()); }
    constexpr Instant operator-(Duration d) const { return Instant(ticks_ - d.ticks()); }
    constexpr Duration operator-(Instant other) const { return Duration::from_ticks(ticks_ - other.ticks_); }

  private:
    constexpr explicit Instant(std::int64_t ticks) : ticks_(ticks) {}
    std::int64_t ticks_ = 0;
};

/// Reads ISO 8601 `2025-07-01`, `2025-07-01T08:00`, `…:30`, `…:30.25`, with `Z` or `+02:00`; without a zone
/// it is UTC.
/// @returns nothing where the text is not such a moment
std::optional<Instant> parse_instant(std::string_view text);

/// `2025-06-30T22:00:00Z`; fractions of a second only where there are any.
std::string to_text(Instant instant);

/// For people: `45 s`, `1 h 30 min`, `2 d 3 h`.
std::string to_text(Duration duration);

} // namespace jumelle
