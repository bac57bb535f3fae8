#include "core/parallel/state_over_ranks.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/parallel/thread_ranks.hpp"

namespace jumelle {
namespace {

// That all kinds of states come over is among the checks of every communicator (communicator_checks.hpp).

/// A rank with a column more than those before it.
void pass_cells(Communicator& ranks) {
    Array2D<double> cells(2, 3 + ranks.rank(), 1.0);
    StateTeller teller(ranks);
    StateHearer hearer(ranks);
    StateArchive& archive = ranks.rank() == 0 ? static_cast<StateArchive&>(teller) : hearer;
    archive("cells", cells);
}

TEST(StateOverRanks, is_refused_where_a_rank_has_an_array_of_another_shape) {
    try {
        run_as_ranks(2, pass_cells);
        FAIL() << "must throw";
    } catch (IoError const& error) {
        EXPECT_STREQ(error.what(), "rank 0 has 6 numbers in 'cells', and this rank 8");
    }
}

} // namespace
} // namespace jumelle
