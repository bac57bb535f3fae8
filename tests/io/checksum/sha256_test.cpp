#include "io/checksum/sha256.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

#include "core/base/error.hpp"

namespace jumelle {
namespace {

// Source: NIST FIPS 180-4 example values.
constexpr char const* sum_of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr char const* sum_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr char const* sum_of_million_a = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
constexpr std::size_t million = 1'000'000;

class Sha256OfFile : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("jumelle_sha256_" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path write(std::string const& text) {
        auto const path = folder_ / "file";
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    std::filesystem::path folder_;
};

TEST(Sha256OfText, of_nothing_is_the_published_value) {
    EXPECT_EQ(sha256_of_text(""), sum_of_nothing);
}

TEST(Sha256OfText, of_abc_is_the_published_value) {
    EXPECT_EQ(sha256_of_text("abc"), sum_of_abc);
}

TEST(Sha256OfText, of_a_million_letters_is_the_published_value) {
    EXPECT_EQ(sha256_of_text(std::string(million, 'a')), sum_of_million_a);
}

TEST(Sha256OfText, does_not_stop_at_a_zero_byte) {
    EXPECT_NE(sha256_of_text(std::string_view("a\0b", 3)), sha256_of_text("a"));
}

TEST(Sha256, does_not_depend_on_how_the_bytes_are_cut) {
    Sha256 sum;
    sum.add("a");
    sum.add("");
    sum.add("bc");
    EXPECT_EQ(sum.hex(), sum_of_abc);
}

TEST_F(Sha256OfFile, equals_that_of_its_text) {
    EXPECT_EQ(sha256_of_file(write("abc")), sum_of_abc);
}

TEST_F(Sha256OfFile, reads_an_empty_file) {
    EXPECT_EQ(sha256_of_file(write("")), sum_of_nothing);
}

TEST_F(Sha256OfFile, reads_files_longer_than_one_block) {
    std::string const text(3 * million, 'x');
    EXPECT_EQ(sha256_of_file(write(text)), sha256_of_text(text));
}

TEST_F(Sha256OfFile, names_a_missing_file_and_the_reason) {
    auto const path = folder_ / "missing.tif";
    try {
        sha256_of_file(path);
        FAIL() << "a missing file was read";
    } catch (IoError const& error) {
        EXPECT_EQ(std::string(error.what()), "cannot read " + path.string() + ": No such file or directory");
    }
}

TEST_F(Sha256OfFile, refuses_a_folder) {
    EXPECT_THROW(sha256_of_file(folder_), IoError);
}

} // namespace
} // namespace jumelle
