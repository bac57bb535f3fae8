#include "core/parallel/first_touch.hpp"

#include <gtest/gtest.h>

namespace jumelle {
namespace {

TEST(FirstTouched, array_holds_the_value_everywhere_padding_included) {
    auto const array = first_touched<double>(17, 5, 2.5);
    for (Index row = 0; row < 17; ++row) {
        for (Index i = 0; i < array.row_stride(); ++i) ASSERT_EQ(array.row(row)[i], 2.5);
    }
}

TEST(FirstTouched, array_has_the_asked_shape) {
    auto const array = first_touched<float>(3, 100, 0.0F);
    EXPECT_EQ(array.rows(), 3);
    EXPECT_EQ(array.columns(), 100);
}

TEST(FirstTouched, array_without_rows_can_be_made) {
    EXPECT_TRUE(first_touched<double>(0, 4, 1.0).empty());
}

} // namespace
} // namespace jumelle
