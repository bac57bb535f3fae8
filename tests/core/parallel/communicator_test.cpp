#include "core/parallel/communicator.hpp"

#include <gtest/gtest.h>
#include <vector>

#include "core/base/sum.hpp"

namespace jumelle {
namespace {

TEST(SerialCommunicator, is_rank_zero_of_one) {
    SerialCommunicator serial;
    EXPECT_EQ(serial.rank(), 0);
    EXPECT_EQ(serial.size(), 1);
}

TEST(SerialCommunicator, sums_rows_in_their_order_with_compensation) {
    SerialCommunicator serial;
    std::vector<double> const terms{1.0, 1e100, 1.0, -1e100};
    EXPECT_EQ(serial.sum(terms), 2.0);
    EXPECT_EQ(serial.sum({}), 0.0);
}

TEST(SerialCommunicator, largest_and_smallest_of_one_rank_are_its_own) {
    SerialCommunicator serial;
    EXPECT_EQ(serial.max(-2.0), -2.0);
    EXPECT_EQ(serial.min(3.0), 3.0);
    EXPECT_NO_THROW(serial.barrier());
}

TEST(SerialCommunicator, leaves_halos_at_the_border_of_the_grid_as_they_are) {
    SerialCommunicator serial;
    Array2D<double> band(5, 3, 1.0);
    band(0, 1) = 7.0;
    band(4, 2) = 9.0;
    serial.exchange_halo(band.view(), 1);
    EXPECT_EQ(band(0, 1), 7.0);
    EXPECT_EQ(band(4, 2), 9.0);
    EXPECT_EQ(band(2, 1), 1.0);
}

TEST(BandOfRank, bands_follow_each_other_without_gap_and_cover_all_rows) {
    for (Index const rows : {0, 1, 7, 64, 1001}) {
        for (int size = 1; size <= 9; ++size) {
            Index next = 0;
            for (int rank = 0; rank < size; ++rank) {
                RowRange const band = band_of_rank(rows, rank, size);
                ASSERT_EQ(band.begin, next);
                next = band.end;
            }
            ASSERT_EQ(next, rows);
        }
    }
}

TEST(BandOfRank, bands_differ_by_one_row_at_most) {
    for (int rank = 0; rank < 7; ++rank) {
        RowRange const band = band_of_rank(100, rank, 7);
        EXPECT_GE(band.end - band.begin, 14);
        EXPECT_LE(band.end - band.begin, 15);
    }
}

} // namespace
} // namespace jumelle
