#include "io/hdf5/owner_lock.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.hpp"
#include "tests/io/hdf5/temporary_folder.hpp"

namespace jumelle::hdf5 {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class OwnerLockFile : public jumelle::testing::InTemporaryFolder {
  protected:
    std::string refusal() {
        try {
            OwnerLock const second(path);
            return "no refusal";
        } catch (IoError const& error) {
            return error.what();
        }
    }
    std::string content() {
        std::string text;
        std::getline(std::ifstream(lock), text);
        return text;
    }
    void leave(std::string const& text) { std::ofstream(lock) << text; }
};

TEST_F(OwnerLockFile, is_there_while_the_owner_lives_and_gone_after) {
    {
        OwnerLock const owner(path);
        EXPECT_TRUE(std::filesystem::exists(lock));
        EXPECT_THAT(content(), HasSubstr(std::to_string(::getpid())));
    }
    EXPECT_FALSE(std::filesystem::exists(lock));
}

TEST_F(OwnerLockFile, keeps_a_second_writer_away_and_says_who_writes) {
    OwnerLock const owner(path);
    EXPECT_THAT(refusal(),
                AllOf(HasSubstr(path.string() + " is being written by process " + std::to_string(::getpid())),
                      HasSubstr("delete " + lock.string())));
    EXPECT_TRUE(std::filesystem::exists(lock));
}

TEST_F(OwnerLockFile, of_a_dead_process_is_taken_over) {
    pid_t const child = ::fork();
    if (child == 0) {
        new OwnerLock(path);
        ::_exit(0); // without removing the lock, as a killed process does
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(std::filesystem::exists(lock));
    OwnerLock const owner(path);
    EXPECT_THAT(content(), HasSubstr(std::to_string(::getpid())));
}

TEST_F(OwnerLockFile, of_an_earlier_process_with_the_same_number_is_taken_over) {
    std::string text;
    {
        OwnerLock const owner(path);
        text = content();
    }
    auto const begin = text.find(' ');
    auto const end = text.rfind(' ');
    leave(text.substr(0, begin) + " 1" + text.substr(end)); // started right after boot
    EXPECT_NO_THROW(OwnerLock{path});
}

TEST_F(OwnerLockFile, of_another_host_is_left_alone) {
    leave("1 1 another-host\n");
    EXPECT_THAT(refusal(), HasSubstr("process 1 on another-host"));
    EXPECT_TRUE(std::filesystem::exists(lock));
}

TEST_F(OwnerLockFile, that_nobody_can_read_is_left_alone) {
    leave("what is this\n");
    EXPECT_THAT(refusal(), HasSubstr("unknown host"));
}

TEST_F(OwnerLockFile, of_a_process_that_was_killed_before_it_wrote_its_name_is_taken_over) {
    leave("");
    OwnerLock const owner(path);
    EXPECT_THAT(content(), HasSubstr(std::to_string(::getpid())));
}

TEST_F(OwnerLockFile, in_a_missing_folder_names_the_folder) {
    try {
        OwnerLock const owner(folder / "missing" / "run.nc");
        FAIL() << "a lock in a missing folder";
    } catch (IoError const& error) {
        EXPECT_THAT(error.what(),
                    HasSubstr("the folder " + (folder / "missing").string() + " does not exist"));
    }
}

} // namespace
} // namespace jumelle::hdf5
