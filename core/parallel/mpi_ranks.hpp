#pragma once

#include <memory>
#include <string>

#include "core/parallel/communicator.hpp"

namespace jumelle {

/// The communicator of this process: over MPI where the program was built with it and `mpirun` or `srun`
/// started several, else `SerialCommunicator`. Made once, by the thread that will use it, and kept until the
/// end: MPI lasts as long as it does. A program that was started alone does not touch MPI.
std::unique_ptr<Communicator> join_ranks();

/// Name and version of the MPI library that the program was built with; `no` where it was built without.
std::string mpi_version();

} // namespace jumelle
