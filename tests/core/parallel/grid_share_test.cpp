#include "core/parallel/grid_share.hpp"

#include <gtest/gtest.h>

#include "core/parallel/thread_ranks.hpp"

namespace jumelle {
namespace {

/// The bands of all ranks.
std::vector<RowRange> bands_of(std::vector<double> const& weights, Index least_rows, int size) {
    std::vector<RowRange> bands(static_cast<std::size_t>(size));
    run_as_ranks(size, [&](Communicator& ranks) {
        GridShare const share(weights, least_rows, ranks);
        for (int rank = 0; rank < size; ++rank) {
            if (rank == ranks.rank()) bands[static_cast<std::size_t>(rank)] = share.own();
        }
    });
    return bands;
}

TEST(GridShare, of_one_rank_is_the_whole_grid) {
    GridShare const share(12);
    EXPECT_TRUE(share.is_whole());
    EXPECT_EQ(share.own().begin, 0);
    EXPECT_EQ(share.own().end, 12);
    EXPECT_EQ(share.around(3).end, 12);
    EXPECT_EQ(share.count(5.0), 5.0);
}

TEST(GridShare, bands_follow_each_other_without_gap_and_cover_all_rows) {
    for (std::size_t const rows : {std::size_t{1}, std::size_t{7}, std::size_t{64}, std::size_t{301}}) {
        for (int size = 1; size <= 6; ++size) {
            Index next = 0;
            for (RowRange const band : bands_of(std::vector<double>(rows, 1.0), 4, size)) {
                ASSERT_EQ(band.begin, next);
                next = band.end;
            }
            ASSERT_EQ(next, static_cast<Index>(rows));
        }
    }
}

TEST(GridShare, bands_have_about_the_same_weight) {
    std::vector<double> weights(100, 1.0);
    for (std::size_t r = 0; r < 50; ++r) weights[r] = 3.0;
    for (RowRange const band : bands_of(weights, 4, 4)) {
        double weight = 0.0;
        for (Index r = band.begin; r < band.end; ++r) weight += weights[static_cast<std::size_t>(r)];
        EXPECT_NEAR(weight, 50.0, 3.0);
    }
}

TEST(GridShare, bands_have_the_least_rows_though_all_weight_lies_in_one) {
    std::vector<double> weights(40, 0.0);
    weights[0] = 1.0;
    for (RowRange const band : bands_of(weights, 4, 4)) EXPECT_GE(band.end - band.begin, 4);
}

TEST(GridShare, last_ranks_get_no_rows_where_there_are_too_few) {
    auto const bands = bands_of(std::vector<double>(9, 1.0), 4, 4);
    EXPECT_GE(bands[0].end - bands[0].begin, 4);
    EXPECT_EQ(bands[1].end, 9);
    EXPECT_EQ(bands[2].begin, bands[2].end);
    EXPECT_EQ(bands[3].begin, bands[3].end);
}

TEST(GridShare, knows_who_owns_a_row) {
    run_as_ranks(3, [](Communicator& ranks) {
        GridShare const share(std::vector<double>(30, 1.0), 4, ranks);
        for (Index row = 0; row < 30; ++row) {
            RowRange const band = share.band(share.owner(row));
            EXPECT_TRUE(row >= band.begin && row < band.end) << row;
            EXPECT_EQ(share.owns(row), share.owner(row) == ranks.rank()) << row;
        }
    });
}

TEST(GridShare, puts_lists_together_that_are_sorted_by_row) {
    // Row r has r % 3 items.
    std::vector<std::size_t> first{0};
    for (std::size_t r = 0; r < 30; ++r) first.push_back(first.back() + r % 3);
    run_as_ranks(3, [&](Communicator& ranks) {
        GridShare const share(std::vector<double>(30, 1.0), 4, ranks);
        std::vector<int> items(first.back(), -1);
        for (auto i = first[static_cast<std::size_t>(share.own().begin)];
             i < first[static_cast<std::size_t>(share.own().end)]; ++i) {
            items[i] = static_cast<int>(i);
        }
        share.gather(std::span(items), [&](Index row) { return first[static_cast<std::size_t>(row)]; });
        for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ(items[i], static_cast<int>(i));
    });
}

} // namespace
} // namespace jumelle
