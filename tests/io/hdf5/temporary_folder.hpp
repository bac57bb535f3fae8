#pragma once

#include <filesystem>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <string>

namespace jumelle::testing {

/// A folder of its own for each test, gone after it.
class InTemporaryFolder : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "jumelle_hdf5_XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder = name;
        path = folder / "run.nc";
        part = folder / "run.nc.part";
        lock = folder / "run.nc.lock";
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::filesystem::path folder, path, part, lock;
};

} // namespace jumelle::testing
