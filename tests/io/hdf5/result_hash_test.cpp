#include "io/hdf5/result_hash.hpp"

#include <cmath>

#include "core/base/error.hpp"
#include "core/base/state_snapshot.hpp"
#include "io/checksum/sha256.hpp"
#include "io/hdf5/hdf5_result_writer.hpp"
#include "io/hdf5/kept_numbers.hpp"
#include "tests/io/hdf5/sample_run.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle {
namespace {

using testing::SampleRun;
using testing::time_of_step;

class ResultHash : public testing::InTemporaryFolder {
  protected:
    std::string hash_of(SampleRun& run, Index steps) {
        Hdf5ResultWriter writer(path);
        write_all(run, writer, steps);
        return field_data_sha256(path);
    }
};

TEST_F(ResultHash, is_the_same_for_the_same_numbers_with_other_words) {
    SampleRun run;
    std::string const first = hash_of(run, 2);
    std::string const bytes = sha256_of_file(path);
    run.header.attributes = {{"host", "another one"}, {"threads", "16"}};
    run.footer.attributes = {{"wall_time", "99 s"}};
    EXPECT_EQ(hash_of(run, 2), first);
    EXPECT_NE(sha256_of_file(path), bytes);
}

TEST_F(ResultHash, has_64_digits) {
    SampleRun run;
    EXPECT_EQ(hash_of(run, 1).size(), 64U);
}

TEST_F(ResultHash, changes_with_one_number_of_a_constant) {
    SampleRun run;
    std::string const before = hash_of(run, 1);
    run.fields().at("elevation").cells(5, 5) += 0.001;
    EXPECT_NE(hash_of(run, 1), before);
}

TEST_F(ResultHash, changes_with_the_number_of_steps) {
    SampleRun run;
    EXPECT_NE(hash_of(run, 1), hash_of(run, 2));
}

TEST_F(ResultHash, changes_with_a_gauge_value) {
    SampleRun run;
    run.add_gauges();
    std::string const before = hash_of(run, 1);
    {
        Hdf5ResultWriter writer(path);
        run.set_step(0);
        writer.begin(run.header, run.fields());
        writer.write_gauges(Duration(), {{0.5}, {0.5}});
        writer.write_step(Duration(), run.fields());
        writer.finish(run.footer, run.fields());
    }
    EXPECT_NE(field_data_sha256(path), before);
}

TEST_F(ResultHash, changes_with_one_number_of_a_series) {
    SampleRun run;
    run.add_series();
    auto const hash_with = [&](double rain_m3) {
        Hdf5ResultWriter writer(path);
        run.set_step(0);
        writer.begin(run.header, run.fields());
        writer.write_series(Duration(), {rain_m3, 1.0, 2.0, 3.0});
        writer.finish(run.footer, run.fields());
        return field_data_sha256(path);
    };
    EXPECT_EQ(hash_with(1.0), hash_with(1.0));
    EXPECT_NE(hash_with(1.0), hash_with(1.0000001));
}

TEST_F(ResultHash, changes_with_numbers_on_edges) {
    SampleRun run;
    run.add_roads();
    std::string const before = hash_of(run, 1);
    SampleRun other;
    other.add_roads();
    Hdf5ResultWriter writer(path);
    other.set_step(0);
    other.fields().at("road_flow").values[3] = 7.0;
    writer.begin(other.header, other.fields());
    writer.write_step(Duration(), other.fields());
    writer.finish(other.footer, other.fields());
    EXPECT_NE(field_data_sha256(path), before);
}

TEST_F(ResultHash, takes_all_missing_values_for_the_same) {
    SampleRun run;
    std::string const before = hash_of(run, 1);
    run.fields().at("elevation").cells(0, 0) = -std::nan("");
    EXPECT_EQ(hash_of(run, 1), before);
}

/// With everything that results may hold.
class WholeResults : public ResultHash {
  protected:
    WholeResults() {
        run.add_roads();
        run.add_gauges();
        run.add_series();
    }
    SampleRun run;
};

TEST_F(WholeResults, have_the_hash_that_their_writer_tells) {
    Hdf5ResultWriter writer(path);
    write_all(run, writer, 3);
    EXPECT_EQ(writer.data_sha256(), field_data_sha256(path));
}

TEST_F(WholeResults, need_not_be_read_for_it) {
    Hdf5ResultWriter writer(path);
    write_all(run, writer, 3);
    std::string const expected = field_data_sha256(path);
    std::filesystem::remove(path);
    EXPECT_EQ(writer.data_sha256(), expected);
}

TEST_F(WholeResults, that_were_gone_on_with_have_it_too) {
    std::string const expected = hash_of(run, 3);
    StateSnapshot state;
    {
        Hdf5ResultWriter writer(path);
        run.set_step(0);
        writer.begin(run.header, run.fields());
        writer.write_gauges(Duration(), run.gauge_values(0));
        writer.write_series(Duration(), run.series_values(0));
        writer.write_step(Duration(), run.fields());
        writer.settle();
        SnapshotSaver saver(state);
        saver("results", writer);
    }
    Hdf5ResultWriter writer(path);
    SnapshotLoader loader(state);
    loader("results", writer);
    writer.resume(run.header);
    for (Index step = 1; step < 3; ++step) {
        run.set_step(step);
        writer.write_gauges(time_of_step(step), run.gauge_values(step));
        writer.write_series(time_of_step(step), run.series_values(step));
        writer.write_step(time_of_step(step), run.fields());
    }
    writer.finish(run.footer, run.fields());
    EXPECT_EQ(writer.data_sha256(), expected);
}

/// Constants, two steps and summaries of `run`, kept as far as `limit` lets.
hdf5::KeptNumbers kept(SampleRun& run, std::size_t limit) {
    auto const rounded = [&](std::vector<FieldInfo> const& infos) {
        std::vector<hdf5::RoundedField> fields;
        for (auto const& info : infos)
            fields.push_back(hdf5::rounded_field(run.fields().at(info.name), info));
        return fields;
    };
    hdf5::KeptNumbers numbers(run.header, limit);
    run.set_step(0);
    numbers.add_fixed(rounded(run.header.constants));
    for (Index step = 0; step < 2; ++step) {
        run.set_step(step);
        numbers.add_step({time_of_step(step).seconds(), rounded(run.header.outputs)});
    }
    numbers.add_fixed(rounded(run.header.summaries));
    return numbers;
}

TEST_F(ResultHash, is_told_without_the_file_only_as_long_as_numbers_are_few) {
    SampleRun run;
    auto const cells = static_cast<std::size_t>(run.territory.grid.size());
    std::size_t const all = (1 + 2 * 2 + 1) * cells; // a constant, two outputs twice, a summary
    EXPECT_EQ(kept(run, all).sha256(), hash_of(run, 2));
    EXPECT_EQ(kept(run, all - 1).sha256(), std::nullopt);
    EXPECT_EQ(kept(run, 2 * cells).sha256(), std::nullopt); // what comes later would have had room
}

TEST_F(ResultHash, of_a_missing_file_is_an_error) {
    EXPECT_THROW(field_data_sha256(path), IoError);
}

} // namespace
} // namespace jumelle
