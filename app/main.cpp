#include "app/command_line.hpp"
#include "core/parallel/mpi_ranks.hpp"
#include "core/parallel/wait_policy.hpp"

int main(int argc, char** argv) {
    jumelle::let_idle_threads_sleep(argv);
    auto const ranks = jumelle::join_ranks();
    return jumelle::app::run_command_line(argc, argv, *ranks);
}
