// Prints how fast equilibria are found: processor seconds from the loaded network to relative gaps of 1e-6 and
// 1e-10, hierarchy included. Options: --network NAME (all small ones unless told), --threads N, --gap G,
// --history 1.
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fmt/core.h>
#include <stdexcept>
#include <string>
#include <string_view>

#include "bench/traffic_cases/networks.hpp"
#include "core/parallel/loops.hpp"
#include "core/parallel/wait_policy.hpp"
#include "models/traffic/assignment.hpp"

namespace {

using namespace jumelle;

double cpu_s() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void measure(traffic_cases::Published const& given, double gap, bool history) {
    if (!traffic_cases::data_folder()) {fmt::print("no data\n"); return;}
    auto const folder = traffic_cases::data_folder();
    auto const loaded = traffic_cases::load(given, *folder);
    double const start = cpu_s();
    auto const order = traffic::elimination_order(loaded.network);
    double const ordered = cpu_s();
    traffic::Tapas solver(loaded.network, loaded.trips, order);
    double const ready = cpu_s();
    auto const report = solver.solve({gap, 60});
    double const done = cpu_s();
    fmt::print("{}: order {:.4f} s, hierarchy {:.4f} s, solve {:.4f} s, all {:.4f} s; gap {:.2e} after {} "
               "iterations, objective {:.12f} relative {:.2e}, {} MB\n",
               given.name, ordered - start, ready - ordered, done - ready, done - start, report.gap,
               report.iterations.size() - 1, solver.objective(), solver.objective() / given.objective - 1.0,
               solver.bytes() >> 20);
    if (history) {
        for (auto const& i : report.iterations) {
            fmt::print("    gap {:.3e} pairs {} cpu {:.4f}\n", i.gap, i.pairs, i.cpu_s);
        }
    }
}

} // namespace

int main(int count, char** words) {
    jumelle::let_idle_threads_sleep(words);
    std::string name;
    double gap = 1e-6;
    int threads = 1;
    bool history = false;
    for (int i = 1; i + 1 < count; i += 2) {
        std::string_view const key = words[i];
        if (key == "--network") name = words[i + 1];
        if (key == "--gap") gap = std::strtod(words[i + 1], nullptr);
        if (key == "--threads") threads = std::atoi(words[i + 1]);
        if (key == "--history") history = true;
    }
    set_loop_threads(threads);
    for (auto const& given : traffic_cases::published_networks()) {
        if (name.empty() || given.name == name) measure(given, gap, history);
    }
}
