// Started by mpirun: holds the communicator over MPI against what every communicator must do.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/parallel/mpi_ranks.hpp"
#include "tests/core/parallel/communicator_checks.hpp"

int main(int argc, char** argv) {
    auto const ranks = jumelle::join_ranks();
    int const expected = argc > 1 ? std::atoi(argv[1]) : 1;
    if (ranks->size() != expected) {
        std::fprintf(stderr, "%d ranks, expected %d\n", ranks->size(), expected);
        return 1;
    }
    try {
        jumelle::test::check_communicator(*ranks);
    } catch (std::exception const& error) {
        std::fprintf(stderr, "rank %d: %s\n", ranks->rank(), error.what());
        ranks->end_all(1);
    }
    return 0;
}
