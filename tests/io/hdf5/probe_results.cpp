// Reads a file of write_sample with the project's own reader and checks the numbers of every step that
// counts:
//   probe_results PATH    says how many steps are whole; fails where a number is wrong
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "io/hdf5/hdf5_result_reader.hpp"
#include "tests/io/hdf5/sample_run.hpp"

namespace {

constexpr double half_precision_m = 0.5e-4;

bool is_right(jumelle::Hdf5ResultReader const& results, jumelle::Index step) {
    auto const depth = results.read_field("water_depth", step);
    for (jumelle::Index row = 0; row < depth.cells.rows(); ++row) {
        for (jumelle::Index column = 0; column < depth.cells.columns(); ++column) {
            double const expected =
                jumelle::testing::SampleRun::depth_m(step, {row, column}, depth.cells.rows());
            if (!(std::abs(depth.cells(row, column) - expected) <= half_precision_m)) return false;
        }
    }
    return results.description().times[static_cast<std::size_t>(step)] ==
           jumelle::testing::time_of_step(step);
}

int probe(char const* path) {
    jumelle::Hdf5ResultReader const results(path);
    auto const steps = static_cast<jumelle::Index>(results.description().times.size());
    for (jumelle::Index step = 0; step < steps; ++step) {
        if (!is_right(results, step)) {
            std::fprintf(stderr, "step %td is wrong\n", step);
            return EXIT_FAILURE;
        }
    }
    std::printf("%td\n", steps);
    return EXIT_SUCCESS;
}

} // namespace

int main(int, char** words) {
    try {
        return probe(words[1]);
    } catch (std::exception const& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return EXIT_FAILURE;
    }
}
