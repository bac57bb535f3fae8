#pragma once

#include <gtest/gtest.h>
#include <iostream>

#include "bench/traffic_cases/networks.hpp"
#include "core/parallel/loops.hpp"
#include "tests/models/traffic/equilibrium_check.hpp"

/// Ends a test that needs the reference data where they are not there, and says so loudly.
#define JUMELLE_NEEDS_TRAFFIC_DATA(name)                                                                     \
    if (!jumelle::traffic_cases::data_folder()) {                                                            \
        std::cerr << "\n*** NOT TESTED: equilibrium of " << (name)                                           \
                  << "; the reference data are not there.\n"                                                 \
                  << "*** Set JUMELLE_DATA to the folder of the reference data.\n\n";                        \
        GTEST_SKIP() << "no reference data";                                                                 \
    }

namespace jumelle::traffic_tests {

/// What a test asks of a published network.
struct Expected {
    char const* name;
    double objective_error; ///< largest relative error of the objective
    double gap;             ///< to be reached
};
inline void PrintTo(Expected const& expected, std::ostream* stream) {
    *stream << expected.name;
}
inline std::string name_of(testing::TestParamInfo<Expected> const& info) {
    std::string name = info.param.name;
    for (char& letter : name) letter = letter == '-' ? '_' : letter;
    return name;
}

/// Solves it from nothing and checks it by other means.
inline void expect_published_equilibrium(Expected const& expected) {
    auto const& published = traffic_cases::published(expected.name);
    auto const loaded = traffic_cases::load(published, *traffic_cases::data_folder());
    traffic::Assignment assignment(loaded.network, loaded.trips);
    auto const equilibrium = solved(loaded.network, loaded.trips, assignment, expected.gap);
    EXPECT_NEAR(equilibrium.objective / published.objective, 1.0, expected.objective_error);
    EXPECT_NEAR(equilibrium.stranded_volume, published.stranded, 1e-6);
    EXPECT_NEAR(plain_objective(loaded.network, equilibrium.flow) / equilibrium.objective, 1.0, 1e-13);
}

/// Flows of all links, with so many threads, checked.
inline std::vector<double> flows_by(int threads, traffic_cases::Loaded const& loaded, double gap) {
    int const before = loop_threads();
    set_loop_threads(threads);
    traffic::Assignment assignment(loaded.network, loaded.trips);
    auto const flow = solved(loaded.network, loaded.trips, assignment, gap).flow;
    set_loop_threads(before);
    return flow;
}

} // namespace jumelle::traffic_tests
