#include "io/hdf5/netcdf_file.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "io/hdf5/netcdf_input.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle::hdf5 {
namespace {

class NetcdfFileOnDisk : public jumelle::testing::InTemporaryFolder {
  protected:
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
        NetcdfFile file(path);
        file.add_coordinate("time", std::nullopt);
        append(file, 1.0);
        file.flush();
        append(file, 2.0);
        file.add_coordinate("late", 3);
        file.abandon();
        try {
            file.close();
        } catch (IoError const&) {
            // Where the rest went there is nothing to close.
        }
    }
    NetcdfInput const file(path);
    EXPECT_EQ(file.read("time"), std::vector<double>{1.0});
    EXPECT_FALSE(file.has("late"));
}

TEST_F(NetcdfFileOnDisk, that_was_abandoned_can_be_written_anew) {
    {
        NetcdfFile file(path);
        file.add_coordinate("x", 2);
        file.abandon();
    }
    NetcdfFile file(path);
    file.add_coordinate("x", 2);
    file.write("x", std::vector<double>{3.0, 4.0});
    file.close();
    EXPECT_EQ(NetcdfInput(path).read("x"), (std::vector<double>{3.0, 4.0}));
}

TEST_F(NetcdfFileOnDisk, refuses_to_reserve_more_than_the_disk_holds) {
    NetcdfFile file(path);
    file.add_coordinate("x", 1);
    file.write("x", std::vector<double>{7.0});
    file.flush();
    constexpr std::size_t more_than_any_disk = std::size_t{1} << 61;
    EXPECT_THROW(file.reserve(more_than_any_disk), IoError);
    file.close();
    EXPECT_EQ(NetcdfInput(path).read("x"), std::vector<double>{7.0});
}

TEST_F(NetcdfFileOnDisk, gives_back_what_it_reserved) {
    NetcdfFile file(path);
    constexpr std::size_t reserve_bytes = 8U << 20;
    file.reserve(reserve_bytes);
    file.flush();
    file.close();
    EXPECT_LT(std::filesystem::file_size(path), reserve_bytes / 8);
}

TEST_F(NetcdfFileOnDisk, lists_variables_in_the_order_of_their_creation) {
    NetcdfFile file(path);
    file.add_coordinate("y", 2);
    file.add_coordinate("x", 3);
    file.add_dimension("a", 4);
    file.close();
    EXPECT_EQ(NetcdfInput(path).variables(), (std::vector<std::string>{"y", "x", "a"}));
}

} // namespace
} // namespace jumelle::hdf5
