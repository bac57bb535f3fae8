#include "core/base/view.hpp"

#include <cstdint>
#include <gtest/gtest.h>
#include <type_traits>
#include <utility>
#include <vector>

namespace jumelle {
namespace {

TEST(View, reads_and_writes_by_row_and_column) {
    std::vector<int> numbers{1, 2, 3, 4, 5, 6};
    View2D<int> const view(numbers.data(), 2, 3, 3);
    EXPECT_EQ(view(1, 2), 6);
    view(0, 1) = 9;
    EXPECT_EQ(numbers[1], 9);
}

TEST(View, with_a_stride_skips_what_lies_between_rows) {
    std::vector<int> numbers{1, 2, -1, 3, 4, -1};
    View2D<int> const view(numbers.data(), 2, 2, 3);
    EXPECT_EQ(view(1, 0), 3);
    EXPECT_EQ(view.row(1)[1], 4);
    EXPECT_EQ(view.size(), 4);
}

TEST(View, with_a_negative_stride_turns_the_rows_round) {
    std::vector<int> numbers{1, 2, 3, 4};
    View2D<int> const view(numbers.data() + 2, 2, 2, -2);
    EXPECT_EQ(view(0, 0), 3);
    EXPECT_EQ(view(1, 1), 2);
}

TEST(View, of_numbers_is_also_a_view_of_constant_numbers) {
    std::vector<int> numbers{1, 2};
    View2D<int> const view(numbers.data(), 1, 2, 2);
    View2D<int const> const constant = view;
    EXPECT_EQ(constant(0, 1), 2);
    EXPECT_FALSE((std::is_convertible_v<View2D<int const>, View2D<int>>));
}

TEST(View, copy_sees_the_same_numbers) {
    std::vector<int> numbers{1, 2};
    View2D<int> const view(numbers.data(), 1, 2, 2);
    View2D<int> const copy = view;
    copy(0, 0) = 7;
    EXPECT_EQ(view(0, 0), 7);
}

TEST(View, without_rows_or_columns_is_empty) {
    int number = 0;
    EXPECT_TRUE(View2D<int>().empty());
    EXPECT_TRUE(View2D<int>(&number, 0, 3, 3).empty());
    EXPECT_TRUE(View2D<int>(&number, 3, 0, 0).empty());
    EXPECT_FALSE(View2D<int>(&number, 1, 1, 1).empty());
}

template <class T>
class ArrayOf : public testing::Test {};
using NumberTypes = testing::Types<double, float, std::int32_t, std::uint8_t>;
TYPED_TEST_SUITE(ArrayOf, NumberTypes);

TYPED_TEST(ArrayOf, begins_each_row_at_a_cache_line) {
    Array2D<TypeParam> array(5, 13, TypeParam{1});
    for (Index row = 0; row < array.rows(); ++row) {
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(array.row(row)) % array_alignment_bytes, 0u);
    }
}

TYPED_TEST(ArrayOf, pads_rows_by_less_than_one_cache_line) {
    Array2D<TypeParam> const array(2, 13);
    auto const padding = static_cast<std::size_t>(array.row_stride() - array.columns()) * sizeof(TypeParam);
    EXPECT_LT(padding, array_alignment_bytes);
    EXPECT_GE(array.row_stride(), array.columns());
}

TEST(Array, fill_sets_every_value) {
    Array2D<double> array(3, 5, 2.5);
    for (Index row = 0; row < 3; ++row) {
        for (Index column = 0; column < 5; ++column) EXPECT_EQ(array(row, column), 2.5);
    }
}

TEST(Array, keeps_what_is_written_where_it_is_written) {
    Array2D<int> array(4, 3, 0);
    for (Index row = 0; row < 4; ++row) {
        for (Index column = 0; column < 3; ++column) array(row, column) = static_cast<int>(10 * row + column);
    }
    EXPECT_EQ(array(3, 2), 32);
    EXPECT_EQ(array(0, 2), 2);
    EXPECT_EQ(std::as_const(array).row(2)[1], 21);
}

TEST(Array, copy_is_independent) {
    Array2D<int> const original(2, 2, 1);
    Array2D<int> copy = original;
    copy(0, 0) = 5;
    EXPECT_EQ(original(0, 0), 1);
    EXPECT_EQ(copy(1, 1), 1);
}

TEST(Array, assignment_takes_over_another_shape) {
    Array2D<int> const large(3, 40, 7);
    Array2D<int> array(1, 1, 0);
    array = large;
    EXPECT_EQ(array.rows(), 3);
    EXPECT_EQ(array.columns(), 40);
    EXPECT_EQ(array(2, 39), 7);
}

TEST(Array, assignment_of_the_same_shape_keeps_its_memory) {
    Array2D<int> const source(2, 2, 7);
    Array2D<int> array(2, 2, 0);
    int const* const before = array.row(0);
    array = source;
    EXPECT_EQ(array.row(0), before);
    EXPECT_EQ(array(1, 1), 7);
}

TEST(Array, assignment_to_itself_changes_nothing) {
    Array2D<int> array(2, 2, 7);
    auto const& same = array;
    array = same;
    EXPECT_EQ(array(1, 1), 7);
}

TEST(Array, that_was_moved_from_is_empty) {
    Array2D<int> first(2, 2, 7);
    Array2D<int> second = std::move(first);
    EXPECT_TRUE(first.empty());
    EXPECT_EQ(first.rows(), 0);
    EXPECT_EQ(second(1, 1), 7);
    first = std::move(second);
    EXPECT_TRUE(second.empty());
    EXPECT_EQ(first(0, 1), 7);
}

TEST(Array, of_no_rows_or_columns_can_be_made_copied_and_filled) {
    Array2D<double> const none;
    Array2D<double> flat(0, 5, 1.0);
    Array2D<double> thin(5, 0, 1.0);
    flat = thin;
    EXPECT_TRUE(none.empty());
    EXPECT_EQ(flat.rows(), 5);
    EXPECT_TRUE(flat.empty());
}

TEST(Array, view_sees_the_array) {
    Array2D<int> array(2, 3, 0);
    array.view()(1, 2) = 4;
    EXPECT_EQ(array(1, 2), 4);
    EXPECT_EQ(array.view().row_stride(), array.row_stride());
}

} // namespace
} // namespace jumelle
