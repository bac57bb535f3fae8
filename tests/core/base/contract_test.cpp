#include "core/base/contract.hpp"

#include <gtest/gtest.h>

namespace jumelle {
namespace {

TEST(ContractDeathTest, broken_promise_ends_the_program_and_names_condition_file_and_line) {
    EXPECT_DEATH(contract_broken("depth >= 0", "flood.cpp", 12),
                 "contract broken at flood.cpp:12: depth >= 0");
}

TEST(Contract, kept_promise_does_nothing) {
    int asked = 0;
    JUMELLE_EXPECTS(++asked > 0);
    EXPECT_LE(asked, 1);
}

} // namespace
} // namespace jumelle
