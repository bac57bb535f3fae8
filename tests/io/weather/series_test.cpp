#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "io/weather/series.hpp"

namespace jumelle {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;

SeriesUse rain() {
    return {"m/s", Interpolation::steps, *parse_instant("2025-07-01T00:00Z"), 0.0};
}
SeriesUse discharge() {
    return {"m3/s", Interpolation::linear, Instant{}};
}

TimeSeries read(std::string const& text, SeriesUse const& use, SeriesSpec spec = {}) {
    static UnitSystem const units;
    spec.csv = "a.csv";
    return read_series_text(text, spec, use, units);
}

std::string fault_of(std::string const& text, SeriesUse const& use, SeriesSpec const& spec = {}) {
    try {
        read(text, use, spec);
    } catch (InputError const& error) {
        return error.what();
    }
    return "";
}

TEST(Series, comes_out_in_si_units) {
    TimeSeries const series = read("time [min],rain [mm/h]\n0,36\n5,72\n", rain());
    EXPECT_THAT(series.time_s, ElementsAre(0.0, 300.0));
    EXPECT_THAT(series.value, ElementsAre(DoubleEq(1e-5), DoubleEq(2e-5)));
    EXPECT_EQ(series.interpolation, Interpolation::steps);
}

TEST(Series, takes_the_unit_of_time_from_brackets_parentheses_or_underscore) {
    for (char const* heading : {"time [h]", "time (h)", "time_h", "t_hours", "Zeit [hour]"}) {
        TimeSeries const series = read(std::string(heading) + ",q [m3/s]\n0,1\n2,2\n", discharge());
        EXPECT_EQ(series.time_s[1], 7200.0) << heading;
    }
}

TEST(Series, takes_units_from_a_second_row) {
    TimeSeries const series = read("time,q\n[h],[l/s]\n0,1000\n1,2000\n", discharge());
    EXPECT_THAT(series.time_s, ElementsAre(0.0, 3600.0));
    EXPECT_THAT(series.value, ElementsAre(DoubleEq(1.0), DoubleEq(2.0)));
    EXPECT_EQ(read("time,q\nmin,m3/s\n1,5\n", discharge()).time_s[0], 60.0);
}

TEST(Series, takes_the_unit_from_the_scenario_where_the_heading_names_none) {
    SeriesSpec spec;
    spec.unit = "l/s";
    EXPECT_DOUBLE_EQ(read("time [s],q\n0,500\n", discharge(), spec).value[0], 0.5);
    EXPECT_DOUBLE_EQ(read("time [s],flow_rate\n0,500\n", discharge(), spec).value[0], 0.5);
}

TEST(Series, takes_an_underscored_unit_only_where_it_fits) {
    EXPECT_EQ(read("time_s,depth_mm\n0,500\n", {"m", Interpolation::linear, Instant{}}).value[0], 0.5);
    EXPECT_THAT(fault_of("time_s,q_max\n0,5\n", discharge()), HasSubstr("does not say its unit"));
}

TEST(Series, counts_moments_from_the_start_of_the_run) {
    TimeSeries const series =
        read("time,rain [mm/h]\n2025-06-30T23:00Z,1\n2025-07-01T02:00+02:00,2\n2025-07-01 01:30,3\n", rain());
    EXPECT_THAT(series.time_s, ElementsAre(-3600.0, 0.0, 5400.0));
}

TEST(Series, survives_moments_that_lie_centuries_apart) {
    SeriesUse use = rain();
    use.start = *parse_instant("1678-01-01");
    TimeSeries const series = read("time,rain [mm/h]\n2261-12-31,1\n", use);
    EXPECT_NEAR(series.time_s[0] / 86400.0 / 365.25, 584.0, 0.1);
}

TEST(Series, takes_a_column_by_whole_heading_or_by_name) {
    std::string const text = "time [s],up [m],down [m]\n0,1,2\n";
    SeriesUse const level{"m", Interpolation::linear, Instant{}};
    SeriesSpec spec;
    EXPECT_EQ(read(text, level, spec).value[0], 1.0);
    spec.column = "down";
    EXPECT_EQ(read(text, level, spec).value[0], 2.0);
    spec.column = "down [m]";
    EXPECT_EQ(read(text, level, spec).value[0], 2.0);
    spec.column = "dwon";
    EXPECT_THAT(fault_of(text, level, spec), HasSubstr("did you mean 'down'?"));
}

TEST(Series, takes_decimal_commas_where_commas_do_not_separate) {
    EXPECT_EQ(read("time [h];q [m3/s]\n0,5;1,25\n", discharge()).value[0], 1.25);
    EXPECT_EQ(read("time [h];q [m3/s]\n0,5;1,25\n", discharge()).time_s[0], 1800.0);
    EXPECT_NE(fault_of("time [h];q [m3/s]\n0;1,234,5\n", discharge()), "");
}

TEST(Series, tells_every_bad_row_with_its_place) {
    std::string const fault = fault_of("time [s],q [m3/s]\n0,x\n1,2\n1,3\ny,4\n5,\n", discharge());
    for (char const* place :
         {"a.csv:2:3: 'x'", "a.csv:4:1: time '1'", "a.csv:5:1: 'y'", "a.csv:6:3: this cell is empty"}) {
        EXPECT_THAT(fault, HasSubstr(place));
    }
}

TEST(Series, takes_no_infinity_and_nothing_that_is_not_a_number) {
    for (char const* value : {"inf", "-inf", "nan", "NaN", "NA", "1e400", "--"}) {
        EXPECT_THAT(fault_of(std::string("time [s],q [m3/s]\n0,") + value + "\n", discharge()),
                    HasSubstr("a.csv:2:3"))
            << value;
    }
}

TEST(Series, may_be_bounded_from_below) {
    EXPECT_THAT(fault_of("time [s],rain [mm/h]\n0,-1\n", rain()), HasSubstr("too small"));
    EXPECT_EQ(fault_of("time [s],q [m3/s]\n0,-1\n", discharge()), "");
}

TEST(Series, of_one_row_is_constant) {
    TimeSeries const series = read("time [s],q [m3/s]\n0,7\n", discharge());
    EXPECT_EQ(series.at(1e6), 7.0);
}

TEST(Series, of_a_constant_needs_no_file) {
    UnitSystem const units;
    SeriesSpec spec;
    spec.constant = 19.7;
    EXPECT_EQ(read_series(spec, discharge(), units).at(123.0), 19.7);
}

TEST(Series, is_read_from_a_file_and_a_missing_one_is_an_io_error) {
    UnitSystem const units;
    auto const file =
        std::filesystem::temp_directory_path() / ("jumelle_series_" + std::to_string(::getpid()) + ".csv");
    std::ofstream(file) << "time [s],q [m3/s]\n0,7\n";
    SeriesSpec spec;
    spec.csv = file.string();
    EXPECT_EQ(read_series(spec, discharge(), units).value[0], 7.0);
    std::filesystem::remove(file);
    EXPECT_THROW(read_series(spec, discharge(), units), IoError);
}

TEST(Series, of_a_bad_table_is_bad_data_and_of_a_missing_column_bad_configuration) {
    SeriesSpec spec;
    try {
        read("time [s],q [m3/s]\n0,x\n", discharge(), spec);
    } catch (InputError const& error) {
        EXPECT_EQ(error.kind(), FaultKind::data);
    }
    spec.column = "r";
    try {
        read("time [s],q [m3/s]\n0,1\n", discharge(), spec);
        FAIL();
    } catch (InputError const& error) {
        EXPECT_EQ(error.kind(), FaultKind::configuration);
    }
}

} // namespace
} // namespace jumelle
