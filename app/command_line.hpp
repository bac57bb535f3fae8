#pragma once

#include "core/parallel/communicator.hpp"

namespace jumelle::app {

/// Reads the command line, does what it says, prints errors.
/// @returns the exit code of the process
int run_command_line(int argc, char** argv, Communicator& ranks);

} // namespace jumelle::app
