#include "core/parallel/wait_policy.hpp"

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <string>
#include <unistd.h>

#include "core/parallel/thread_budget.hpp"

namespace jumelle {

namespace {

/// Looks that a waiting thread takes before it sleeps; one takes about 40 ns (a `pause` of the processor).
/// Measured on rain over a town, 2 threads: 1000 to 4000 are equally good from 128² to 1024² cells.
constexpr char const* looks_before_sleep = "2000";

/// Whether each thread that runs now, this one included, can have a core.
bool has_a_core_for_all() {
    std::ifstream file("/proc/loadavg");
    std::string text;
    std::getline(file, text);
    auto const running = running_threads(text);
    return running && *running <= available_cores();
}

} // namespace

std::optional<int> running_threads(std::string_view proc_loadavg) {
    std::size_t const slash = proc_loadavg.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    std::size_t const space = proc_loadavg.rfind(' ', slash);
    std::size_t const begin = space == std::string_view::npos ? 0 : space + 1;
    int count = 0;
    auto const [end, error] =
        std::from_chars(proc_loadavg.data() + begin, proc_loadavg.data() + slash, count);
    if (error != std::errc() || end != proc_loadavg.data() + slash) return std::nullopt;
    return count;
}

void let_idle_threads_sleep(char** argv) {
    bool const chosen = std::getenv("OMP_WAIT_POLICY") != nullptr || std::getenv("GOMP_SPINCOUNT") != nullptr;
    if (chosen) return;
    int const failed = has_a_core_for_all() ? setenv("GOMP_SPINCOUNT", looks_before_sleep, 1)
                                            : setenv("OMP_WAIT_POLICY", "passive", 1);
    if (failed != 0) return;
    execv("/proc/self/exe",
          argv); // comes back only where it failed: then threads spin, and nothing else changes
}

} // namespace jumelle
