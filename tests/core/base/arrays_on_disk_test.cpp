#include "core/base/arrays_on_disk.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <optional>
#include <string>

#include "core/base/error.hpp"
#include "core/base/large_vector.hpp"
#include "core/base/view.hpp"

namespace jumelle {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

/// A folder of the test, empty at its end.
class OnDisk : public ::testing::Test {
  protected:
    OnDisk() {
        std::string name = (fs::temp_directory_path() / "arrays_on_disk_XXXXXX").string();
        folder = mkdtemp(name.data());
    }
    ~OnDisk() override {
        EXPECT_TRUE(fs::is_empty(folder));
        fs::remove_all(folder);
    }
    fs::path folder;
};

/// Whether the process has mapped a file that lies below the folder where `data` points to.
bool lies_in(fs::path const& folder, void const* data) {
    std::ifstream maps("/proc/self/maps");
    auto const place = reinterpret_cast<std::uintptr_t>(data);
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t const begin = std::stoull(line, nullptr, 16);
        std::uintptr_t const end = std::stoull(line.substr(line.find('-') + 1), nullptr, 16);
        if (begin <= place && place < end) return line.find(folder.string()) != std::string::npos;
    }
    return false;
}

std::string message_of(auto const& action) {
    try {
        action();
    } catch (IoError const& error) {
        return error.what();
    }
    return "nothing was thrown";
}

TEST_F(OnDisk, large_arrays_lie_in_the_folder_and_small_ones_in_memory) {
    ArraysOnDisk const disk(folder, 100'000);
    Array2D<double> const large(100, 200), small(100, 100);
    EXPECT_TRUE(lies_in(folder, large.row(0)));
    EXPECT_FALSE(lies_in(folder, small.row(0)));
}

TEST_F(OnDisk, large_vectors_lie_there_too) {
    ArraysOnDisk const disk(folder, least_bytes_on_disk);
    LargeVector<int> numbers;
    for (int i = 0; i < 10'000; ++i) numbers.push_back(i);
    EXPECT_TRUE(lies_in(folder, numbers.data()));
    for (int i = 0; i < 10'000; ++i) ASSERT_EQ(numbers[static_cast<std::size_t>(i)], i);
}

TEST_F(OnDisk, only_while_it_lives) {
    { ArraysOnDisk const disk(folder, least_bytes_on_disk); }
    Array2D<double> const array(100, 100);
    EXPECT_FALSE(lies_in(folder, array.row(0)));
    EXPECT_EQ(ArraysOnDisk::in_force(), nullptr);
}

TEST_F(OnDisk, arrays_may_come_before_it_and_outlive_it) {
    Array2D<double> before(64, 64, 1.0), after;
    {
        ArraysOnDisk const disk(folder, least_bytes_on_disk);
        after = Array2D<double>(64, 64, 2.0);
        before = after;
    }
    EXPECT_EQ(before(63, 63), 2.0);
    EXPECT_EQ(after(63, 63), 2.0);
    after = {};
    before = {};
}

TEST_F(OnDisk, arrays_are_aligned_and_keep_what_is_written) {
    ArraysOnDisk const disk(folder, least_bytes_on_disk);
    for (Index const columns : {511, 512, 513, 5000, 300'000}) {
        Array2D<double> array(3, columns, 0.5);
        array(2, columns - 1) = 7.0;
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(array.row(1)) % array_alignment_bytes, 0U);
        EXPECT_EQ(array(0, 0), 0.5);
        EXPECT_EQ(array(2, columns - 1), 7.0);
    }
}

TEST_F(OnDisk, the_room_of_an_array_is_free_when_it_ends) {
    auto const free_bytes = [this] { return fs::space(folder).free; };
    ArraysOnDisk const disk(folder);
    constexpr Index rows = 1000, columns = 10'000; // 80 MB
    std::uintmax_t const before = free_bytes();
    std::optional<Array2D<double>> array(std::in_place, rows, columns);
    std::uintmax_t const with_it = free_bytes();
    array.reset();
    // Others may write to the same disk meanwhile, but not that much.
    EXPECT_GT(before, with_it + 40'000'000);
    EXPECT_GT(free_bytes(), with_it + 40'000'000);
}

TEST_F(OnDisk, a_folder_that_is_not_there_is_refused) {
    EXPECT_THAT(message_of([&] { ArraysOnDisk const disk(folder / "missing"); }),
                AllOf(HasSubstr("scratch folder " + (folder / "missing").string()),
                      HasSubstr("No such file or directory"), HasSubstr("hint: name a folder")));
    EXPECT_EQ(ArraysOnDisk::in_force(), nullptr);
}

TEST_F(OnDisk, a_file_is_no_folder) {
    std::ofstream(folder / "file") << "text";
    EXPECT_THAT(message_of([&] { ArraysOnDisk const disk(folder / "file"); }), HasSubstr("Not a directory"));
    fs::remove(folder / "file");
}

TEST_F(OnDisk, an_array_larger_than_the_disk_is_told_with_place_reason_and_hint) {
    ArraysOnDisk const disk(folder);
    constexpr Index rows = 1'000'000, columns = 10'000'000; // 80 TB
    EXPECT_THAT(message_of([&] { Array2D<double> const array(rows, columns); }),
                AllOf(HasSubstr("no room for an array of 8e+04 GB in the scratch folder " + folder.string()),
                      HasSubstr("hint: make room on that disk, or name a folder of a larger one")));
}

} // namespace
} // namespace jumelle
