#include "io/hdf5/netcdf_file.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "io/hdf5/attributes.hpp"
#include "io/hdf5/draft_file.hpp"
#include "io/hdf5/netcdf_input.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle::hdf5 {
namespace {

class NetcdfFileOnDisk : public jumelle::testing::InTemporaryFolder {
  protected:
    /// A file with `time`, which grows, and `x` of two numbers.
    NetcdfFile made() {
        NetcdfDraft draft;
        draft.add_coordinate("time", std::nullopt);
        draft.add_coordinate("x", 2);
        draft.write("x", std::vector<double>{3.0, 4.0});
        make_file(path, draft);
        return NetcdfFile(path);
    }
    void append(NetcdfFile& file, double value) {
        file.extend("time", times_ + 1);
        file.write_rows("time", times_, 1, std::vector<double>{value});
        ++times_;
    }

  private:
    hsize_t times_ = 0;
    Session session_;
};

TEST_F(NetcdfFileOnDisk, that_is_abandoned_stays_as_the_last_flush_left_it) {
    {
        NetcdfFile file = made();
        append(file, 1.0);
        file.flush();
        append(file, 2.0);
        put_text(file.root(), "late", "text");
        file.abandon();
        try {
            file.close();
        } catch (IoError const&) {
            // Where the rest went there is nothing to close.
        }
    }
    NetcdfInput const file(path);
    EXPECT_EQ(file.read("time"), std::vector<double>{1.0});
    EXPECT_EQ(get_text(file.root(), "late"), std::nullopt);
}

TEST_F(NetcdfFileOnDisk, that_was_abandoned_can_be_made_anew) {
    {
        NetcdfFile file = made();
        append(file, 1.0);
        file.abandon();
    }
    made().close();
    EXPECT_EQ(NetcdfInput(path).read("x"), (std::vector<double>{3.0, 4.0}));
    EXPECT_TRUE(NetcdfInput(path).read("time").empty());
}

TEST_F(NetcdfFileOnDisk, refuses_to_reserve_more_than_the_disk_holds) {
    NetcdfFile file = made();
    constexpr std::size_t more_than_any_disk = std::size_t{1} << 61;
    EXPECT_THROW(file.reserve(more_than_any_disk), IoError);
    file.close();
    EXPECT_EQ(NetcdfInput(path).read("x"), (std::vector<double>{3.0, 4.0}));
}

TEST_F(NetcdfFileOnDisk, gives_back_what_it_reserved) {
    NetcdfFile file = made();
    constexpr std::size_t reserve_bytes = 8U << 20;
    file.reserve(reserve_bytes);
    file.flush();
    file.close();
    EXPECT_LT(std::filesystem::file_size(path), reserve_bytes / 8);
}

TEST_F(NetcdfFileOnDisk, has_only_the_variables_that_it_was_made_with) {
    NetcdfFile file = made();
    EXPECT_THROW(file.variable("y"), IoError);
    EXPECT_THROW(file.extend("x", 3), IoError);
}

TEST_F(NetcdfFileOnDisk, is_not_there_before_it_is_made) {
    EXPECT_THROW(NetcdfFile{path}, IoError);
}

} // namespace
} // namespace jumelle::hdf5
