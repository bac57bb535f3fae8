#include <csignal>
#include <gmock/gmock.h>
#include <random>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/base/error.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/hdf5/hdf5_result_writer.hpp"
#include "tests/io/hdf5/sample_run.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::SampleRun;
using ::testing::StartsWith;
using testing::time_of_step;

class FullDisk : public testing::InTemporaryFolder {
  protected:
    /// Writes steps until the disk is full; the error's text.
    std::string error_of_endless_run(Hdf5ResultWriter& writer) {
        try {
            writer.begin(run.header, run.fields());
            for (Index step = 0; step < 10'000; ++step) {
                run.set_step(step);
                make_noise(run.fields().at("flow_speed").cells, step);
                writer.write_step(time_of_step(step), run.fields());
            }
            return "the disk never was full";
        } catch (IoError const& error) {
            return error.what();
        }
    }
    /// All steps that the writer had flushed are in the part, with their numbers.
    void expect_flushed_steps(Index flushed) {
        Hdf5ResultReader const results(part);
        ASSERT_GE(static_cast<Index>(results.description().times.size()), flushed);
        ASSERT_GE(flushed, 1);
        for (Index step = 0; step < flushed; ++step) {
            EXPECT_NEAR(results.read_field("water_depth", step).cells(70, 99),
                        SampleRun::depth_m(step, {70, 99}, 100), 0.5e-4);
        }
    }
    /// Numbers that do not compress, so that the disk is soon full.
    static void make_noise(Array2D<double>& cells, Index step) {
        std::minstd_rand random(static_cast<unsigned>(step + 1));
        for (Index row = 0; row < cells.rows(); ++row) {
            for (Index column = 0; column < cells.columns(); ++column)
                cells(row, column) = static_cast<double>(random());
        }
    }
    SampleRun run{{100, 100}};
};

/// A file system of 1 MiB; where the tests may not mount one, files limited to 1 MiB do as well.
class TinyDisk : public FullDisk {
  protected:
    void SetUp() override {
        FullDisk::SetUp();
        mounted_ = ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=1m") == 0;
    }
    void TearDown() override {
        if (mounted_) ::umount(folder.c_str());
        FullDisk::TearDown();
    }
    bool mounted_ = false;
};

/// Files of this process may not grow over 600 KiB.
class LimitedFileSize : public FullDisk {
  protected:
    static constexpr rlim_t limit_bytes = 600 * 1024;
    void SetUp() override {
        FullDisk::SetUp();
        before_signal_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit const small{limit_bytes, before_.rlim_max};
        ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    }
    void TearDown() override {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, before_signal_);
        FullDisk::TearDown();
    }
    rlimit before_{};
    void (*before_signal_)(int) = nullptr;
};

TEST_F(TinyDisk, gives_one_clear_error_and_keeps_the_flushed_steps) {
    if (!mounted_) {
        // Not root: the same promise is tested by LimitedFileSize.
        ASSERT_NE(::geteuid(), 0U) << "root cannot mount a tmpfs here";
        return;
    }
    Index flushed = 0;
    {
        Hdf5ResultWriter writer(path);
        EXPECT_THAT(error_of_endless_run(writer),
                    AllOf(StartsWith("cannot write " + part.string()), HasSubstr("No space left on device")));
        flushed = writer.flushed_steps();
    }
    expect_flushed_steps(flushed);
    EXPECT_FALSE(std::filesystem::exists(lock));
}

TEST_F(TinyDisk, leaves_earlier_results_as_they_were) {
    if (!mounted_) return;
    {
        Hdf5ResultWriter writer(path);
        write_all(run, writer, 3);
    }
    {
        Hdf5ResultWriter writer(path);
        EXPECT_THAT(error_of_endless_run(writer), HasSubstr("No space left on device"));
    }
    EXPECT_EQ(Hdf5ResultReader(path).description().times.size(), 3U);
}

TEST_F(LimitedFileSize, gives_one_clear_error_and_keeps_the_flushed_steps) {
    Index flushed = 0;
    {
        Hdf5ResultWriter writer(path);
        EXPECT_THAT(error_of_endless_run(writer),
                    AllOf(StartsWith("cannot write " + part.string()), HasSubstr("File too large")));
        flushed = writer.flushed_steps();
    }
    expect_flushed_steps(flushed);
}

TEST_F(LimitedFileSize, gives_the_error_again_when_the_run_wants_to_finish) {
    Hdf5ResultWriter writer(path);
    error_of_endless_run(writer);
    EXPECT_THROW(writer.finish(run.footer, run.fields()), IoError);
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(LimitedFileSize, does_not_keep_the_next_run_from_writing) {
    {
        Hdf5ResultWriter writer(path);
        error_of_endless_run(writer);
    }
    Hdf5ResultWriter writer(path);
    write_all(run, writer, 1);
    EXPECT_EQ(Hdf5ResultReader(path).description().times.size(), 1U);
}

} // namespace
} // namespace jumelle
