#include "io/hdf5/hdf5_result_writer.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/hdf5/result_hash.hpp"
#include "tests/io/hdf5/sample_run.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle {
namespace {

using ::testing::HasSubstr;
using testing::SampleRun;
using testing::time_of_step;

class ResultWriter : public testing::InTemporaryFolder {
  protected:
    static std::string error_of_begin(std::filesystem::path const& results, SampleRun& run) {
        try {
            Hdf5ResultWriter writer(results);
            writer.begin(run.header, run.fields());
            return "no error";
        } catch (IoError const& error) {
            return error.what();
        }
    }
    std::string text_of(std::filesystem::path const& file) {
        std::string text;
        std::getline(std::ifstream(file), text);
        return text;
    }
    SampleRun run;
};

TEST_F(ResultWriter, touches_nothing_before_begin) {
    Hdf5ResultWriter const writer(path);
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(ResultWriter, writes_under_the_name_of_a_part_until_it_finishes) {
    Hdf5ResultWriter writer(path);
    writer.begin(run.header, run.fields());
    writer.write_step(Duration(), run.fields());
    EXPECT_TRUE(std::filesystem::exists(part));
    EXPECT_FALSE(std::filesystem::exists(path));
    writer.finish(run.footer, run.fields());
    EXPECT_FALSE(std::filesystem::exists(part));
    EXPECT_TRUE(std::filesystem::exists(path));
    EXPECT_FALSE(std::filesystem::exists(lock));
}

TEST_F(ResultWriter, leaves_earlier_results_alone_until_it_finishes) {
    std::ofstream(path) << "earlier results";
    {
        Hdf5ResultWriter writer(path);
        writer.begin(run.header, run.fields());
        writer.write_step(Duration(), run.fields());
        EXPECT_EQ(text_of(path), "earlier results");
    }
    EXPECT_EQ(text_of(path), "earlier results");
    Hdf5ResultWriter writer(path);
    write_all(run, writer, 2);
    EXPECT_EQ(Hdf5ResultReader(path).description().times.size(), 2U);
}

TEST_F(ResultWriter, that_is_dropped_leaves_a_readable_part_and_no_lock) {
    {
        Hdf5ResultWriter writer(path);
        writer.begin(run.header, run.fields());
        for (Index step = 0; step < 3; ++step) writer.write_step(time_of_step(step), run.fields());
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_FALSE(std::filesystem::exists(lock));
    EXPECT_EQ(Hdf5ResultReader(part).description().times.size(), 3U);
}

TEST_F(ResultWriter, starts_anew_over_the_part_of_an_earlier_run) {
    std::ofstream(part) << "half of something";
    Hdf5ResultWriter writer(path);
    write_all(run, writer, 1);
    EXPECT_EQ(Hdf5ResultReader(path).description().times.size(), 1U);
}

TEST_F(ResultWriter, does_not_look_at_the_fields_after_the_call) {
    {
        Hdf5ResultWriter writer(path);
        run.set_step(0);
        writer.begin(run.header, run.fields());
        writer.write_step(Duration(), run.fields());
        run.fields().at("water_depth").cells.fill(99.0);
        writer.finish(run.footer, run.fields());
    }
    EXPECT_NEAR(Hdf5ResultReader(path).read_field("water_depth", 0).cells(39, 49),
                SampleRun::depth_m(0, {39, 49}, 40), 0.5e-4);
}

TEST_F(ResultWriter, counts_steps_that_a_kill_cannot_harm) {
    Hdf5ResultWriter writer(path);
    write_all(run, writer, 5);
    EXPECT_EQ(writer.flushed_steps(), 5);
}

TEST_F(ResultWriter, refuses_results_that_another_writer_writes) {
    Hdf5ResultWriter first(path);
    first.begin(run.header, run.fields());
    EXPECT_THAT(error_of_begin(path, run), HasSubstr("is being written by process"));
    first.write_step(Duration(), run.fields());
    first.finish(run.footer, run.fields());
    EXPECT_EQ(Hdf5ResultReader(path).description().times.size(), 1U);
}

TEST_F(ResultWriter, lets_two_runs_write_at_the_same_time) {
    SampleRun other;
    Hdf5ResultWriter first(path);
    Hdf5ResultWriter second(folder / "other.nc");
    first.begin(run.header, run.fields());
    second.begin(other.header, other.fields());
    for (Index step = 0; step < 6; ++step) {
        first.write_step(time_of_step(step), run.fields());
        second.write_step(time_of_step(step), other.fields());
    }
    first.finish(run.footer, run.fields());
    second.finish(other.footer, other.fields());
    EXPECT_EQ(Hdf5ResultReader(path).description().times.size(), 6U);
    EXPECT_EQ(Hdf5ResultReader(folder / "other.nc").description().times.size(), 6U);
}

TEST_F(ResultWriter, begins_with_a_layout_that_another_run_has_made) {
    run.add_roads();
    run.add_gauges();
    run.add_series();
    auto const hash_with = [&](SharedWork* layouts) {
        Hdf5ResultWriter writer(path, layouts);
        write_all(run, writer, 2);
        return field_data_sha256(path);
    };
    std::string const expected = hash_with(nullptr);
    SharedWork layouts;
    EXPECT_EQ(hash_with(&layouts), expected);
    run.header.title = "another title";
    EXPECT_EQ(hash_with(&layouts), expected);
    EXPECT_EQ(Hdf5ResultReader(path).description().texts.at("title"), "another title");
    EXPECT_EQ(layouts.made(), 2U); // one layout, and what CF calls its projection
}

TEST_F(ResultWriter, makes_another_layout_for_other_roads) {
    run.add_roads();
    SharedWork layouts;
    for (double const length_m : {10.0, 20.0}) {
        run.territory.roads.length_m.front() = length_m;
        Hdf5ResultWriter writer(path, &layouts);
        write_all(run, writer, 1);
        RoadRecord const roads = Hdf5ResultReader(path).read_roads();
        EXPECT_EQ(roads.attributes.front().values.front(), length_m);
    }
    EXPECT_EQ(layouts.made(), 3U);
}

TEST_F(ResultWriter, names_a_missing_folder) {
    EXPECT_THAT(error_of_begin(folder / "missing" / "run.nc", run),
                HasSubstr("the folder " + (folder / "missing").string() + " does not exist"));
}

TEST_F(ResultWriter, tells_of_a_folder_without_write_permission) {
    // A child that is no longer root meets the permission; root would not.
    std::filesystem::permissions(
        folder, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec |
                    std::filesystem::perms::others_read | std::filesystem::perms::others_exec);
    pid_t const child = ::fork();
    if (child == 0) {
        constexpr uid_t nobody = 65534;
        bool const dropped = ::getuid() != 0 || ::setuid(nobody) == 0;
        std::string const error = error_of_begin(path, run);
        ::_exit(dropped && error.find("Permission denied") != std::string::npos ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    EXPECT_EQ(status, 0);
}

TEST_F(ResultWriter, tells_of_a_folder_that_is_a_file) {
    std::ofstream(folder / "file") << "text";
    EXPECT_THAT(error_of_begin(folder / "file" / "run.nc", run), HasSubstr("Not a directory"));
}

TEST_F(ResultWriter, refuses_two_fields_of_one_name) {
    run.header.summaries.push_back(run.header.outputs.front());
    EXPECT_THAT(error_of_begin(path, run), HasSubstr("creating variable water_depth"));
}

TEST_F(ResultWriter, writes_a_relative_path) {
    auto const before = std::filesystem::current_path();
    std::filesystem::current_path(folder);
    {
        Hdf5ResultWriter writer("run.nc");
        write_all(run, writer, 1);
    }
    std::filesystem::current_path(before);
    EXPECT_TRUE(std::filesystem::exists(path));
}

} // namespace
} // namespace jumelle
