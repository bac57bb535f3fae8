#include "core/parallel/error_collector.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

namespace jumelle {
namespace {

TEST(ErrorCollector, without_errors_throws_nothing) {
    ErrorCollector errors(3);
    errors.guard(1, [] {});
    EXPECT_NO_THROW(errors.rethrow_first());
    EXPECT_EQ(errors.errors().size(), 3u);
}

TEST(ErrorCollector, throws_the_error_of_the_lowest_slot_whatever_came_first) {
    ErrorCollector errors(3);
    errors.guard(2, [] { throw std::runtime_error("late slot"); });
    errors.guard(1, [] { throw std::logic_error("early slot"); });
    EXPECT_THROW(errors.rethrow_first(), std::logic_error);
}

TEST(ErrorCollector, keeps_the_type_and_text_of_what_was_thrown) {
    ErrorCollector errors(1);
    errors.guard(0, [] { throw std::out_of_range("cell 7"); });
    try {
        errors.rethrow_first();
        FAIL() << "nothing was thrown";
    } catch (std::out_of_range const& error) {
        EXPECT_STREQ(error.what(), "cell 7");
    }
}

TEST(ErrorCollector, does_the_work_before_it_fails) {
    ErrorCollector errors(1);
    int done = 0;
    errors.guard(0, [&] {
        ++done;
        throw 1;
    });
    EXPECT_EQ(done, 1);
    EXPECT_TRUE(errors.errors()[0]);
}

} // namespace
} // namespace jumelle
