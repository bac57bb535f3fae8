#include "core/parallel/wait_policy.hpp"

#include <cstdlib>
#include <unistd.h>

namespace jumelle {

void let_idle_threads_sleep(char** argv) {
    bool const chosen = std::getenv("OMP_WAIT_POLICY") != nullptr || std::getenv("GOMP_SPINCOUNT") != nullptr;
    if (chosen || setenv("OMP_WAIT_POLICY", "passive", 1) != 0) return;
    execv("/proc/self/exe",
          argv); // comes back only where it failed: then threads spin, and nothing else changes
}

} // namespace jumelle
