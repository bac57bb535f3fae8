#include <cstring>
#include <fstream>
#include <gmock/gmock.h>

#include "core/base/error.hpp"
#include "core/base/state_snapshot.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/hdf5/hdf5_result_writer.hpp"
#include "io/hdf5/result_hash.hpp"
#include "tests/io/hdf5/sample_run.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle {
namespace {

using ::testing::HasSubstr;
using testing::SampleRun;
using testing::time_of_step;
namespace fs = std::filesystem;

constexpr Index steps = 7;

class ResumedResults : public testing::InTemporaryFolder {
  protected:
    ResumedResults() {
        run.add_roads();
        run.add_gauges();
        run.add_series();
    }
    void step(Hdf5ResultWriter& writer, Index number) {
        run.set_step(number);
        writer.write_gauges(time_of_step(number), run.gauge_values(number));
        writer.write_series(time_of_step(number), run.series_values(number));
        writer.write_step(time_of_step(number), run.fields());
    }
    /// Writes `kept` steps, notes that state, and writes more that are to be lost.
    StateSnapshot begun(Index kept, Index lost) {
        Hdf5ResultWriter writer(path);
        run.set_step(0);
        writer.begin(run.header, run.fields());
        for (Index i = 0; i < kept; ++i) step(writer, i);
        writer.settle();
        StateSnapshot state;
        SnapshotSaver saver(state);
        saver("results", writer);
        for (Index i = kept; i < kept + lost; ++i) step(writer, i);
        return state;
    }
    void go_on(StateSnapshot const& state, Index from) {
        Hdf5ResultWriter writer(path);
        SnapshotLoader loader(state);
        loader("results", writer);
        writer.resume(run.header);
        EXPECT_EQ(writer.flushed_steps(), from);
        for (Index i = from; i < steps; ++i) step(writer, i);
        writer.finish(run.footer, run.fields());
    }
    std::string whole() {
        fs::path const other = folder / "whole.nc";
        Hdf5ResultWriter writer(other);
        run.set_step(0);
        writer.begin(run.header, run.fields());
        for (Index i = 0; i < steps; ++i) step(writer, i);
        writer.finish(run.footer, run.fields());
        return field_data_sha256(other);
    }
    /// Position in the file of a byte that was written once.
    static std::size_t middle_of_a_chunk(StateSnapshot const& state) {
        auto const& bytes = state.blocks.at("results/file/image/written_once").bytes;
        std::int64_t place[2];
        std::memcpy(place, bytes.data(), sizeof place);
        return static_cast<std::size_t>(place[0] + place[1] / 2);
    }

    SampleRun run;
};

TEST_F(ResumedResults, are_the_same_as_whole_ones) {
    std::string const expected = whole();
    for (Index const kept : {1, 3, 6}) {
        for (Index const lost : {0, 1}) {
            go_on(begun(kept, lost), kept);
            EXPECT_EQ(field_data_sha256(path), expected) << kept << " kept, " << lost << " lost";
        }
    }
}

TEST_F(ResumedResults, may_be_gone_on_with_more_than_once) {
    std::string const expected = whole();
    StateSnapshot const first = begun(2, 2);
    StateSnapshot second;
    {
        Hdf5ResultWriter writer(path);
        SnapshotLoader loader(first);
        loader("results", writer);
        writer.resume(run.header);
        for (Index i = 2; i < 5; ++i) step(writer, i);
        writer.settle();
        SnapshotSaver saver(second);
        saver("results", writer);
        step(writer, 5);
    }
    go_on(second, 5);
    EXPECT_EQ(field_data_sha256(path), expected);
}

TEST_F(ResumedResults, survive_headers_that_were_torn_after_the_state_was_noted) {
    std::string const expected = whole();
    StateSnapshot const state = begun(3, 2);
    std::fstream file(part, std::ios::binary | std::ios::in | std::ios::out);
    file << std::string(3000, '?');
    file.close();
    go_on(state, 3);
    EXPECT_EQ(field_data_sha256(path), expected);
}

TEST_F(ResumedResults, are_refused_where_outputs_are_gone_or_changed) {
    StateSnapshot const state = begun(3, 0);
    auto const error = [&]() -> std::string {
        try {
            go_on(state, 3);
            return "no error";
        } catch (IoError const& fault) {
            return fault.what();
        }
    };
    auto const size = fs::file_size(part);
    std::string content(size, '\0');
    std::ifstream(part, std::ios::binary).read(content.data(), static_cast<std::streamsize>(size));
    fs::resize_file(part, size / 4);
    EXPECT_THAT(error(), HasSubstr("the file is shorter than it was"));
    std::string changed = content;
    changed[middle_of_a_chunk(state)] ^= 1;
    std::ofstream(part, std::ios::binary) << changed;
    EXPECT_THAT(error(), HasSubstr("are not those that were written"));
    fs::remove(part);
    EXPECT_THAT(error(), HasSubstr("No such file"));
    std::ofstream(part, std::ios::binary) << content;
    EXPECT_EQ(error(), "no error");
}

} // namespace
} // namespace jumelle
