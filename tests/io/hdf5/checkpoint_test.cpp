#include "io/hdf5/checkpoint_pair.hpp"

#include <fstream>
#include <gmock/gmock.h>

#include "core/base/error.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

struct Basin {
    double level_m = 0.0;
    Array2D<float> depth_m{3, 5, 0.0F};
    std::vector<std::int32_t> order;
    std::vector<double> nothing;
    struct Pair {
        std::int64_t a;
        double b;
    };
    std::vector<Pair> pairs;
    void archive_state(StateArchive& archive) {
        archive("level", level_m);
        archive("depth", depth_m);
        archive("order", order);
        archive("nothing", nothing);
        archive("pairs", pairs);
    }
};

class Checkpoint : public testing::InTemporaryFolder {
  protected:
    Checkpoint() {
        basin.level_m = 0.1;
        basin.depth_m(2, 4) = 7.5F;
        basin.order = {2, 0, 1};
        basin.pairs = {{1, 0.5}, {2, 0.25}};
    }
    void write(CheckpointPair& pair) {
        pair.write(head, [&](StateArchive& archive) { archive("basin", basin); });
    }
    static Basin read(CheckpointReader const& reader) {
        Basin read;
        reader.read([&](StateArchive& archive) { archive("basin", read); });
        return read;
    }
    std::vector<CheckpointReader> found() { return CheckpointPair(folder).newest_first(problems); }
    fs::path file(int number) const { return folder / ("checkpoint_" + std::to_string(number % 2) + ".h5"); }
    static void flip_a_byte(fs::path const& of) {
        auto const middle = static_cast<std::streamoff>(fs::file_size(of) / 2);
        std::fstream stream(of, std::ios::binary | std::ios::in | std::ios::out);
        stream.seekg(middle);
        char const byte = static_cast<char>(stream.get() ^ 1);
        stream.seekp(middle);
        stream.put(byte);
    }

    Basin basin;
    CheckpointHead head{"1.0 (abc)", "0123", 0, 42, 5'000'000'000, 250'000'000};
    std::vector<std::string> problems;
};

TEST_F(Checkpoint, gives_back_the_state_and_what_it_belongs_to) {
    CheckpointPair pair(folder);
    write(pair);
    auto const readers = found();
    ASSERT_EQ(readers.size(), 1U);
    CheckpointHead const& told = readers[0].head();
    EXPECT_EQ(told.engine, "1.0 (abc)");
    EXPECT_EQ(told.scenario_sha256, "0123");
    EXPECT_EQ(told.number, 1);
    EXPECT_EQ(told.steps, 42);
    EXPECT_EQ(told.time_ticks, 5'000'000'000);
    EXPECT_EQ(told.step_ticks, 250'000'000);
    Basin const back = read(readers[0]);
    EXPECT_EQ(back.level_m, 0.1);
    EXPECT_EQ(back.depth_m(2, 4), 7.5F);
    EXPECT_EQ(back.order, basin.order);
    EXPECT_TRUE(back.nothing.empty());
    EXPECT_EQ(back.pairs[1].b, 0.25);
}

TEST_F(Checkpoint, is_written_in_turn_under_two_names) {
    CheckpointPair pair(folder);
    for (int i = 0; i < 3; ++i) {
        basin.level_m = i;
        write(pair);
    }
    auto const readers = found();
    ASSERT_EQ(readers.size(), 2U);
    EXPECT_EQ(read(readers[0]).level_m, 2.0);
    EXPECT_EQ(read(readers[1]).level_m, 1.0);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 2);
    CheckpointPair later(folder);
    later.continue_after(readers[0].head());
    basin.level_m = 3.0;
    write(later);
    EXPECT_EQ(read(found()[1]).level_m, 2.0);
}

TEST_F(Checkpoint, that_is_damaged_leaves_the_one_before) {
    CheckpointPair pair(folder);
    write(pair);
    basin.level_m = 2.0;
    write(pair);
    flip_a_byte(file(2));
    auto const readers = found();
    ASSERT_EQ(readers.size(), 1U);
    EXPECT_EQ(read(readers[0]).level_m, 0.1);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0], HasSubstr("checkpoint_0.h5: it is damaged: its checksum does not hold"));
}

TEST_F(Checkpoint, that_is_cut_off_or_none_is_not_taken) {
    CheckpointPair pair(folder);
    write(pair);
    for (std::uintmax_t const bytes :
         {fs::file_size(file(1)) - 1, std::uintmax_t{700}, std::uintmax_t{300}}) {
        fs::resize_file(file(1), bytes);
        problems.clear();
        EXPECT_TRUE(found().empty());
        EXPECT_EQ(problems.size(), 1U);
    }
    std::ofstream(file(1)) << "something else";
    problems.clear();
    EXPECT_TRUE(found().empty());
    EXPECT_THAT(problems.at(0), HasSubstr("it is no checkpoint"));
}

TEST_F(Checkpoint, tells_which_part_of_the_state_does_not_fit) {
    CheckpointPair pair(folder);
    write(pair);
    auto const readers = found();
    Basin other;
    other.depth_m = Array2D<float>(4, 5, 0.0F);
    auto const error_of = [&](FunctionRef<void(StateArchive&)> state) -> std::string {
        try {
            readers[0].read(state);
            return "no error";
        } catch (IoError const& error) {
            return error.what();
        }
    };
    EXPECT_THAT(error_of([&](StateArchive& archive) { archive("basin", other); }),
                HasSubstr("'basin/depth' is 3 x 5 numbers of 4 bytes, not 4 x 5 of 4"));
    EXPECT_THAT(error_of([&](StateArchive& archive) { archive("pond", other); }),
                HasSubstr("looking for 'pond/level'"));
    double level = 0.0;
    EXPECT_THAT(error_of([&](StateArchive& archive) { archive("basin/level", level); }),
                HasSubstr("this program takes 1 of its 5 blocks"));
}

TEST_F(Checkpoint, that_cannot_be_written_leaves_the_one_before_and_nothing_else) {
    CheckpointPair pair(folder);
    write(pair);
    auto const fail = [](StateArchive&) { throw IoError("no more room"); };
    EXPECT_THROW(pair.write(head, fail), IoError);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1);
    EXPECT_EQ(read(found()[0]).level_m, 0.1);
    pair.remove();
    EXPECT_FALSE(pair.any());
}

} // namespace
} // namespace jumelle
