#include <cmath>
#include <gmock/gmock.h>
#include <limits>

#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/hdf5/hdf5_result_writer.hpp"
#include "io/hdf5/series_layout.hpp"
#include "tests/io/hdf5/sample_run.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle {
namespace {

using ::testing::ElementsAre;
using testing::SampleRun;
using testing::time_of_step;

class Series : public testing::InTemporaryFolder {
  protected:
    SeriesRecord read_back(SampleRun& run, Index steps) {
        Hdf5ResultWriter writer(path);
        write_all(run, writer, steps);
        return Hdf5ResultReader(path).read_series();
    }
    /// Values of one series at all times.
    static std::vector<double> values_of(SeriesRecord const& record, std::string const& name,
                                         std::string const& variable) {
        std::vector<double> values;
        for (std::size_t s = 0; s < record.series.size(); ++s) {
            if (record.series[s].name != name || variable_name(record.series[s]) != variable) continue;
            for (auto const& moment : record.values) values.push_back(moment.at(s));
        }
        return values;
    }
};

TEST_F(Series, come_back_with_their_meaning) {
    SampleRun run;
    run.add_series();
    auto const record = read_back(run, 2);
    for (auto const& info : run.header.series)
        EXPECT_THAT(record.series, ::testing::Contains(info)) << variable_name(info);
}

TEST_F(Series, come_back_with_times_and_values) {
    SampleRun run;
    run.add_series();
    auto const record = read_back(run, 3);
    EXPECT_THAT(record.times, ElementsAre(Duration(), time_of_step(1), time_of_step(2)));
    EXPECT_THAT(values_of(record, "", "flood_balance_rain"), ElementsAre(0.0, 100.0, 200.0));
    EXPECT_THAT(values_of(record, "pont", "section_volume"), ElementsAre(2.0, 102.0, 202.0));
    EXPECT_THAT(values_of(record, "école", "section_discharge"), ElementsAre(3.0, 103.0, 203.0));
    EXPECT_TRUE(std::isnan(values_of(record, "pont", "section_discharge").at(0)));
}

TEST_F(Series, that_a_member_of_a_group_does_not_tell_have_no_values) {
    SampleRun run;
    run.add_series();
    for (double const value : values_of(read_back(run, 2), "école", "section_volume"))
        EXPECT_TRUE(std::isnan(value));
}

TEST_F(Series, and_gauges_share_their_times) {
    SampleRun run;
    run.add_gauges();
    run.add_series();
    auto const record = read_back(run, 3);
    auto const gauges = Hdf5ResultReader(path).read_gauges();
    EXPECT_EQ(record.times, gauges.times);
    EXPECT_EQ(gauges.values[1][1][0], 11.0);
    EXPECT_EQ(gauges.fields.size(), 1U);
}

TEST_F(Series, may_be_many_more_than_outputs) {
    SampleRun run;
    run.add_gauges();
    run.add_series();
    constexpr Index moments = 2500; // more than are written at once
    {
        Hdf5ResultWriter writer(path);
        writer.begin(run.header, run.fields());
        for (Index moment = 0; moment < moments; ++moment) {
            auto const time = Duration::from_seconds(static_cast<double>(moment));
            writer.write_gauges(time, run.gauge_values(moment));
            writer.write_series(time, run.series_values(moment));
        }
        writer.finish(run.footer, run.fields());
    }
    auto const record = Hdf5ResultReader(path).read_series();
    ASSERT_EQ(record.times.size(), static_cast<std::size_t>(moments));
    EXPECT_EQ(values_of(record, "", "flood_balance_rain").back(), 249900.0);
}

TEST_F(Series, that_were_told_after_the_last_output_survive_a_failed_run) {
    SampleRun run;
    run.add_series();
    {
        Hdf5ResultWriter writer(path);
        writer.begin(run.header, run.fields());
        writer.write_step(Duration(), run.fields());
        writer.write_series(Duration(), run.series_values(0));
        writer.write_series(time_of_step(1), run.series_values(1));
    } // no finish: something was thrown
    auto const record = Hdf5ResultReader(Hdf5ResultWriter::part_path(path)).read_series();
    EXPECT_THAT(values_of(record, "", "flood_balance_rain"), ElementsAre(0.0, 100.0));
}

TEST_F(Series, are_none_where_the_run_told_none) {
    SampleRun run;
    auto const record = read_back(run, 2);
    EXPECT_TRUE(record.series.empty());
    EXPECT_TRUE(record.times.empty());
}

TEST(SeriesVariables, take_the_members_of_a_group_side_by_side) {
    SampleRun run;
    run.add_series();
    auto const variables = hdf5::series_variables(run.header.series);
    ASSERT_EQ(variables.size(), 3U);
    EXPECT_TRUE(variables[0].members.empty());
    EXPECT_THAT(variables[1].members, ElementsAre("pont", "école"));
    EXPECT_THAT(variables[1].columns, ElementsAre(1U, 3U));
    EXPECT_THAT(variables[2].columns, ElementsAre(2U, std::size_t(hdf5::SeriesVariable::no_series)));
}

} // namespace
} // namespace jumelle
