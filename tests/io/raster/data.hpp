#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace jumelle::testing_data {

/// The folder of real data: ${JUMELLE_DATA}, else `../shared/data` beside the checkout.
inline std::filesystem::path data_folder() {
    char const* const told = std::getenv("JUMELLE_DATA");
    if (told != nullptr && *told != '\0') return told;
    return std::filesystem::path(JUMELLE_SOURCE_DIR) / "../shared/data";
}

} // namespace jumelle::testing_data

/// Skips the running test, loudly, where the file of real data is not there.
#define JUMELLE_NEEDS_DATA(file)                                                                             \
    if (!std::filesystem::exists(jumelle::testing_data::data_folder() / (file)))                             \
    GTEST_SKIP() << "NOT TESTED: " << (jumelle::testing_data::data_folder() / (file)).string()               \
                 << " is not there; set JUMELLE_DATA"
