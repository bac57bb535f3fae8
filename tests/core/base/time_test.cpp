#include "core/base/time.hpp"

#include <gtest/gtest.h>
#include <tuple>

namespace jumelle {
namespace {

constexpr std::int64_t second = Duration::ticks_per_second;

Duration of_seconds(std::int64_t seconds) {
    return Duration::from_ticks(seconds * second);
}

TEST(Duration, from_seconds_rounds_to_the_nearest_nanosecond) {
    EXPECT_EQ(Duration::from_seconds(0.1).ticks(), 100'000'000);
    EXPECT_EQ(Duration::from_seconds(1e-9).ticks(), 1);
    EXPECT_EQ(Duration::from_seconds(1.4e-9).ticks(), 1);
    EXPECT_EQ(Duration::from_seconds(-2.5).ticks(), -2'500'000'000);
}

TEST(Duration, ten_tenths_of_a_second_are_exactly_one_second) {
    Duration total;
    for (int i = 0; i < 10; ++i) total = total + Duration::from_seconds(0.1);
    EXPECT_EQ(total, of_seconds(1));
}

TEST(Duration, adds_subtracts_multiplies_and_compares) {
    EXPECT_EQ(of_seconds(2) + of_seconds(3) - of_seconds(1), of_seconds(4));
    EXPECT_EQ(of_seconds(2) * 3, of_seconds(6));
    EXPECT_LT(of_seconds(-1), Duration());
    EXPECT_EQ(of_seconds(90).seconds(), 90.0);
}

TEST(Instant, difference_of_instants_is_a_duration) {
    auto const from = parse_instant("2025-07-01T08:00Z").value();
    auto const to = parse_instant("2025-07-01T09:30Z").value();
    EXPECT_EQ(to - from, of_seconds(5400));
    EXPECT_EQ(from + of_seconds(5400), to);
    EXPECT_EQ(to - of_seconds(5400), from);
    EXPECT_LT(from, to);
}

/// Text, seconds since 1970.
using Known = std::tuple<char const*, std::int64_t>;
class ParseInstant : public testing::TestWithParam<Known> {};

TEST_P(ParseInstant, reads_the_moment) {
    auto const [text, seconds] = GetParam();
    auto const instant = parse_instant(text);
    ASSERT_TRUE(instant.has_value()) << text;
    EXPECT_EQ(instant->ticks(), seconds * second) << text;
}

INSTANTIATE_TEST_SUITE_P(
    Known, ParseInstant,
    testing::Values(Known{"1970-01-01", 0}, Known{"1970-01-01T00:00", 0}, Known{"1970-01-01T00:00:01Z", 1},
                    Known{"1970-01-01 00:00:01", 1}, Known{"2000-02-29T00:00Z", 951782400},
                    Known{"2024-02-29T12:00:00Z", 1709208000}, Known{"2025-07-01T00:00+02:00", 1751320800},
                    Known{"2025-07-01T00:00+0200", 1751320800}, Known{"2025-06-30T17:00-05:00", 1751320800},
                    Known{"2025-07-01T03:30+05:30", 1751320800}, Known{"1969-12-31T23:59:59Z", -1},
                    Known{"1900-01-01", -2208988800}));

TEST(ParseInstantFraction, reads_parts_of_a_second) {
    EXPECT_EQ(parse_instant("1970-01-01T00:00:00.25Z")->ticks(), 250'000'000);
    EXPECT_EQ(parse_instant("1970-01-01T00:00:00.000000001")->ticks(), 1);
    EXPECT_EQ(parse_instant("1970-01-01T00:00:01.5+00:00")->ticks(), 1'500'000'000);
}

TEST(ParseInstantFraction, cuts_what_is_finer_than_a_nanosecond) {
    EXPECT_EQ(parse_instant("1970-01-01T00:00:00.1234567899")->ticks(), 123'456'789);
}

class RejectInstant : public testing::TestWithParam<char const*> {};

TEST_P(RejectInstant, does_not_read_it) {
    EXPECT_EQ(parse_instant(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Wrong, RejectInstant,
                         testing::Values("", "2025", "2025-07", "2025-7-1", "2025-13-01", "2025-00-01",
                                         "2025-01-00", "2025-02-29", "1900-02-29", "2025-04-31",
                                         "2025-07-01T", "2025-07-01T08", "2025-07-01T24:00",
                                         "2025-07-01T08:60", "2025-07-01T08:00:60", "2025-07-01T08:00:00.",
                                         "2025-07-01T08:00+", "2025-07-01T08:00+02", "2025-07-01T08:00+15:00",
                                         "2025-07-01T08:00+02:60", "2025-07-01T08:00ZZ", "2025-07-01T08:00 Z",
                                         " 2025-07-01", "2025-07-01 ", "01.07.2025", "2025/07/01",
                                         "2025-07-01X08:00", "1500-01-01", "2300-01-01", "-2025-07-01",
                                         "tomorrow", "2025-07-01Z"));

TEST(InstantText, is_utc) {
    EXPECT_EQ(to_text(parse_instant("2025-07-01T00:00+02:00").value()), "2025-06-30T22:00:00Z");
}

TEST(InstantText, shows_fractions_only_where_there_are_any) {
    EXPECT_EQ(to_text(Instant::from_ticks(0)), "1970-01-01T00:00:00Z");
    EXPECT_EQ(to_text(Instant::from_ticks(250'000'000)), "1970-01-01T00:00:00.25Z");
    EXPECT_EQ(to_text(Instant::from_ticks(1)), "1970-01-01T00:00:00.000000001Z");
}

TEST(InstantText, before_1970_counts_backwards) {
    EXPECT_EQ(to_text(Instant::from_ticks(-1)), "1969-12-31T23:59:59.999999999Z");
    EXPECT_EQ(to_text(Instant::from_ticks(-86400 * second)), "1969-12-31T00:00:00Z");
}

class InstantRoundTrip : public testing::TestWithParam<char const*> {};

TEST_P(InstantRoundTrip, text_of_what_was_read_is_the_text) {
    EXPECT_EQ(to_text(parse_instant(GetParam()).value()), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Both, InstantRoundTrip,
                         testing::Values("1678-01-01T00:00:00Z", "1899-12-31T23:59:59.5Z",
                                         "2000-02-29T12:34:56Z", "2024-12-31T23:59:59.999999999Z",
                                         "2100-03-01T00:00:00Z", "2261-12-31T23:59:59Z"));

using Told = std::tuple<double, char const*>;
class DurationText : public testing::TestWithParam<Told> {};

TEST_P(DurationText, is_as_people_say_it) {
    auto const [seconds, text] = GetParam();
    EXPECT_EQ(to_text(Duration::from_seconds(seconds)), text);
}

INSTANTIATE_TEST_SUITE_P(People, DurationText,
                         testing::Values(Told{0.0, "0 s"}, Told{0.25, "0.25 s"}, Told{45.0, "45 s"},
                                         Told{60.0, "1 min"}, Told{61.0, "1 min 1 s"}, Told{3600.0, "1 h"},
                                         Told{5400.0, "1 h 30 min"}, Told{183600.0, "2 d 3 h"},
                                         Told{86400.0, "1 d"}, Told{-45.0, "-45 s"},
                                         Told{-5400.0, "-1 h 30 min"}));

} // namespace
} // namespace jumelle
