#include "core/base/version.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jumelle {
namespace {

TEST(Version, is_three_numbers) {
    EXPECT_THAT(version(), testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
}

TEST(Version, revision_is_a_commit_or_unknown) {
    EXPECT_THAT(git_revision(), testing::AnyOf("unknown", testing::MatchesRegex("[-.0-9A-Za-z]+\\+?")));
}

TEST(Version, compiler_has_a_name_and_a_version) {
    EXPECT_THAT(compiler(), testing::MatchesRegex("[A-Za-z]+ [0-9.]+"));
}

} // namespace
} // namespace jumelle
