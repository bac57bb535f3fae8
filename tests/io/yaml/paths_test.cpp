#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

#include "io/yaml/paths.hpp"

namespace jumelle::yaml {
namespace {

namespace fs = std::filesystem;

/// `project/study/` with a scenario's folder, `shared/data/` beside the project.
class Paths : public testing::Test {
  protected:
    void SetUp() override {
        std::string const name = testing::UnitTest::GetInstance()->current_test_info()->name();
        root_ = fs::temp_directory_path() / ("jumelle_paths_" + name + "_" + std::to_string(::getpid()));
        fs::remove_all(root_);
        fs::create_directories(root_ / "project" / "study");
        fs::create_directories(root_ / "shared" / "data");
        for (char const* file : {"project/study/dem.tif", "project/study/b2.csv", "project/study/b1.csv",
                                 "project/study/B3.csv", "shared/data/lidar.tif"}) {
            std::ofstream(root_ / file) << "x";
        }
        settings_ = {root_ / "project" / "study",
                     {{"JUMELLE_DATA", (root_ / "shared" / "data").string()}, {"EMPTY", ""}}};
    }
    void TearDown() override { fs::remove_all(root_); }

    fs::path root_;
    PathSettings settings_;
};

TEST_F(Paths, are_relative_to_the_folder_of_the_scenario) {
    auto const outcome = find_file("dem.tif", settings_);
    ASSERT_EQ(outcome.files.size(), 1U);
    EXPECT_EQ(outcome.files[0], (root_ / "project" / "study" / "dem.tif").string());
}

TEST_F(Paths, come_out_without_dots) {
    auto const outcome = find_file("../study/./dem.tif", settings_);
    ASSERT_EQ(outcome.files.size(), 1U);
    EXPECT_EQ(outcome.files[0], (root_ / "project" / "study" / "dem.tif").string());
}

TEST_F(Paths, may_be_absolute) {
    auto const outcome = find_file((root_ / "shared" / "data" / "lidar.tif").string(), settings_);
    EXPECT_EQ(outcome.files.size(), 1U);
}

TEST_F(Paths, expand_declared_variables_only) {
    EXPECT_EQ(find_file("${JUMELLE_DATA}/lidar.tif", settings_).files.size(), 1U);
    EXPECT_NE(find_file("${HOME}/lidar.tif", settings_).message, "");
    EXPECT_NE(find_file("$JUMELLE_DATA/lidar.tif", settings_).message, "");
}

TEST_F(Paths, tell_of_a_variable_without_a_value) {
    EXPECT_EQ(find_file("${EMPTY}/x", settings_).message, "'${EMPTY}' has no value");
}

TEST_F(Paths, of_missing_files_suggest_the_nearest_name) {
    EXPECT_EQ(find_file("dem.tiff", settings_).hint, "did you mean 'dem.tif'?");
}

TEST_F(Paths, with_stars_match_the_last_part_in_order) {
    auto const outcome = find_files("b*.csv", settings_);
    ASSERT_EQ(outcome.files.size(), 2U);
    EXPECT_TRUE(outcome.files[0].ends_with("b1.csv"));
    EXPECT_TRUE(outcome.files[1].ends_with("b2.csv"));
}

TEST_F(Paths, with_question_marks_match_one_character) {
    EXPECT_EQ(find_files("?1.csv", settings_).files.size(), 1U);
    EXPECT_EQ(find_files("b?.csv", settings_).files.size(), 2U);
    EXPECT_EQ(find_files("b1.csv?", settings_).files.size(), 0U);
}

TEST_F(Paths, with_many_stars_do_not_take_long) {
    std::ofstream(root_ / "project" / "study" / std::string(200, 'a')) << "x";
    std::string pattern;
    for (int i = 0; i < 60; ++i) pattern += "a*";
    EXPECT_EQ(find_files(pattern + "b", settings_).files.size(), 0U);
    EXPECT_EQ(find_files(pattern, settings_).files.size(), 1U);
}

TEST_F(Paths, find_shared_data_beside_the_checkout) {
    char const* set = std::getenv("JUMELLE_DATA");
    std::string const before = set == nullptr ? "" : set;
    unsetenv("JUMELLE_DATA");
    EXPECT_EQ(settings_for(root_ / "project" / "study").variables.at("JUMELLE_DATA"),
              (root_ / "shared" / "data").string());
    setenv("JUMELLE_DATA", "/elsewhere", 1);
    EXPECT_EQ(settings_for(root_ / "project" / "study").variables.at("JUMELLE_DATA"), "/elsewhere");
    if (set == nullptr) {
        unsetenv("JUMELLE_DATA");
    } else {
        setenv("JUMELLE_DATA", before.c_str(), 1);
    }
}

} // namespace
} // namespace jumelle::yaml
