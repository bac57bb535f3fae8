#include "core/base/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jumelle {
namespace {

using testing::HasSubstr;
using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

class Log : public testing::Test {
  protected:
    void TearDown() override { set_log_level(LogLevel::info); }
};

TEST_F(Log, line_names_its_level) {
    CaptureStderr();
    log_info("{} cells", 12);
    log_warning("dry");
    std::string const text = GetCapturedStderr();
    EXPECT_THAT(text, HasSubstr("info: 12 cells\n"));
    EXPECT_THAT(text, HasSubstr("warning: dry\n"));
}

TEST_F(Log, lower_levels_are_silent) {
    set_log_level(LogLevel::warning);
    CaptureStderr();
    log_info("not this");
    log_line(LogLevel::debug, "nor this");
    log_line(LogLevel::error, "but this");
    EXPECT_EQ(GetCapturedStderr(), "error: but this\n");
}

TEST_F(Log, debug_is_silent_unless_asked_for) {
    CaptureStderr();
    log_line(LogLevel::debug, "first");
    set_log_level(LogLevel::debug);
    log_line(LogLevel::debug, "second");
    EXPECT_EQ(GetCapturedStderr(), "debug: second\n");
}

TEST_F(Log, off_silences_errors_too) {
    set_log_level(LogLevel::off);
    CaptureStderr();
    log_line(LogLevel::error, "nothing");
    EXPECT_EQ(GetCapturedStderr(), "");
}

TEST_F(Log, text_with_braces_is_written_as_it_is) {
    CaptureStderr();
    log_line(LogLevel::info, "{0} {} {name}");
    EXPECT_EQ(GetCapturedStderr(), "info: {0} {} {name}\n");
}

TEST_F(Log, nothing_goes_to_standard_output) {
    testing::internal::CaptureStdout();
    CaptureStderr();
    log_warning("dry");
    GetCapturedStderr();
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

} // namespace
} // namespace jumelle
