#include "app/command_line.hpp"
#include "core/parallel/wait_policy.hpp"

int main(int argc, char** argv) {
    jumelle::let_idle_threads_sleep(argv);
    return jumelle::app::run_command_line(argc, argv);
}
