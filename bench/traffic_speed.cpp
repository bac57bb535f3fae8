// Prints how fast equilibria are found: processor seconds from the loaded network to relative gaps of 1e-6
// and 1e-10, hierarchy included. Options: --network NAME (or all), --threads N, --repeats N, --history GAP;
// --warm NAME measures warm starts after closures and floods (--floods N of each kind) to both gaps, or with
// --history GAP tells of each iteration; --closures N single closures on a network.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fmt/core.h>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <vector>

#include "bench/traffic_cases/networks.hpp"
#include "core/parallel/loops.hpp"
#include "core/parallel/wait_policy.hpp"
#include "models/traffic/assignment.hpp"

namespace {

using namespace jumelle;
using traffic_cases::Loaded;
using traffic_cases::Published;

constexpr double usual_gap = 1e-6, fine_gap = 1e-10;
constexpr int most_iterations = 200;

struct Options {
    std::string network = "SiouxFalls", warm;
    int threads = 1, repeats = 1;
    long closures = 0;
    std::size_t floods = 4;
    double history_gap = 0.0;
};

Options read_options(int count, char** words) {
    Options options;
    if (count % 2 == 0) throw std::invalid_argument("every option wants a value");
    for (int i = 1; i + 1 < count; i += 2) {
        std::string_view const key = words[i];
        char const* const value = words[i + 1];
        if (key == "--network")
            options.network = value;
        else if (key == "--warm")
            options.warm = value;
        else if (key == "--threads")
            options.threads = std::max(std::atoi(value), 1);
        else if (key == "--repeats")
            options.repeats = std::max(std::atoi(value), 1);
        else if (key == "--closures")
            options.closures = std::atol(value);
        else if (key == "--floods")
            options.floods = static_cast<std::size_t>(std::max(std::atoi(value), 0));
        else if (key == "--history")
            options.history_gap = std::strtod(value, nullptr);
        else
            throw std::invalid_argument(fmt::format("unknown option {}", key));
    }
    return options;
}

/// Processor and wall seconds since it was made.
class Watch {
  public:
    double cpu_s() const { return static_cast<double>(std::clock() - cpu_) / CLOCKS_PER_SEC; }
    double wall_s() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
    }

  private:
    std::clock_t cpu_ = std::clock();
    std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
};

long peak_mebibytes() {
    constexpr long kibibytes = 1024;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / kibibytes;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Run {
    double cpu_s = 0.0, wall_s = 0.0, gap = 0.0, objective = 0.0;
    std::size_t iterations = 0;
};

Run cold_run(Loaded const& loaded, double gap) {
    Watch const watch;
    traffic::Tapas solver(loaded.network, loaded.trips, traffic::elimination_order(loaded.network));
    auto const report = solver.solve({gap, most_iterations});
    return {watch.cpu_s(), watch.wall_s(), report.gap, solver.objective(), report.iterations.size() - 1};
}

Run median_run(Loaded const& loaded, double gap, int repeats) {
    std::vector<double> cpu, wall;
    Run last;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        last = cold_run(loaded, gap);
        cpu.push_back(last.cpu_s);
        wall.push_back(last.wall_s);
    }
    last.cpu_s = median(cpu);
    last.wall_s = median(wall);
    return last;
}

void print_cold(Published const& given, Loaded const& loaded, Options const& options) {
    Run const usual = median_run(loaded, usual_gap, options.repeats);
    Run const fine = median_run(loaded, fine_gap, options.repeats);
    fmt::print("| {} | {} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {} | {} | {:.1e} | {} |\n", given.name,
               options.threads, usual.cpu_s, fine.cpu_s, usual.wall_s, fine.wall_s, usual.iterations,
               fine.iterations, fine.objective / given.objective - 1.0, peak_mebibytes());
}

void print_iterations(traffic::TapasReport const& report) {
    for (auto const& i : report.iterations)
        fmt::print("origins {} gap {:.3e} pairs {} cpu {:.4f} s\n", i.origins, i.gap, i.pairs, i.cpu_s);
    std::fflush(stdout);
}

void print_history(Loaded const& loaded, double gap) {
    Watch const watch;
    auto const order = traffic::elimination_order(loaded.network);
    double const ordered_s = watch.cpu_s();
    traffic::Tapas solver(loaded.network, loaded.trips, order);
    fmt::print("order {:.4f} s, hierarchy {:.4f} s\n", ordered_s, watch.cpu_s() - ordered_s);
    print_iterations(solver.solve({gap, most_iterations}));
}

/// Links that are no connectors, in a random order that is always the same.
std::vector<std::size_t> shuffled_streets(traffic::LinkNetwork const& network) {
    std::vector<std::size_t> streets;
    auto const is_terminal = [&](std::int32_t node) {
        return !network.is_terminal.empty() && network.is_terminal[static_cast<std::size_t>(node)] != 0;
    };
    for (std::size_t link = 0; link < network.to.size(); ++link) {
        if (!is_terminal(network.from[link]) && !is_terminal(network.to[link]) &&
            network.free_time[link] > 0.0)
            streets.push_back(link);
    }
    std::mt19937 generator; // its standard seed
    for (std::size_t left = streets.size(); left > 1; --left)
        std::swap(streets[left - 1], streets[generator() % left]);
    return streets;
}

/// Streets in the order in which a flood that rises from one street reaches them.
std::vector<std::size_t> streets_around(traffic::LinkNetwork const& network,
                                        std::vector<std::size_t> const& streets, std::size_t first) {
    std::vector<std::vector<std::size_t>> at_node(static_cast<std::size_t>(network.nodes));
    for (std::size_t const link : streets) {
        at_node[static_cast<std::size_t>(network.from[link])].push_back(link);
        at_node[static_cast<std::size_t>(network.to[link])].push_back(link);
    }
    std::vector<std::uint8_t> is_wet(network.to.size(), 0);
    std::vector<std::size_t> wet{first};
    is_wet[first] = 1;
    for (std::size_t i = 0; i < wet.size(); ++i) {
        for (std::int32_t const node : {network.from[wet[i]], network.to[wet[i]]}) {
            for (std::size_t const link : at_node[static_cast<std::size_t>(node)]) {
                if (is_wet[link] != 0) continue;
                is_wet[link] = 1;
                wet.push_back(link);
            }
        }
    }
    return wet;
}

/// The first streets of a list: one in a hundred of all links closed, then four driven at a third of the
/// speed.
traffic::LinkNetwork flooded(traffic::LinkNetwork network, std::vector<std::size_t> const& streets) {
    constexpr double slower = 3.0;
    network.is_closed.assign(network.to.size(), 0);
    std::size_t const closed = network.to.size() / 100, wet = 4 * closed;
    for (std::size_t i = 0; i < closed + wet && i < streets.size(); ++i) {
        if (i < closed)
            network.is_closed[streets[i]] = 1;
        else
            network.free_time[streets[i]] *= slower;
    }
    return network;
}

void print_warm_history(std::string const& name, Loaded const& wet, traffic::Tapas const& dry, double gap) {
    fmt::print("{}, cold: ", name);
    print_history(wet, gap);
    traffic::Tapas variant = dry;
    variant.set_network(wet.network);
    fmt::print("{}, warm:\n", name);
    print_iterations(variant.solve({gap, most_iterations}));
}

void print_warm_row(std::string const& name, Loaded const& wet, traffic::Tapas const& dry) {
    for (double const gap : {usual_gap, fine_gap}) {
        Run const cold = cold_run(wet, gap);
        traffic::Tapas variant = dry;
        Watch const watch;
        variant.set_network(wet.network);
        auto const report = variant.solve({gap, most_iterations});
        double const warm_s = watch.cpu_s();
        double stranded = 0.0;
        for (auto const& trip : variant.stranded()) stranded += trip.volume;
        fmt::print("| {} | {:.0e} | {:.3f} | {:.3f} | {:.2f} | {} | {} | {:.1e} | {:.0f} |\n", name, gap,
                   cold.cpu_s, warm_s, warm_s / cold.cpu_s, cold.iterations, report.iterations.size() - 1,
                   variant.objective() / cold.objective - 1.0, stranded);
        std::fflush(stdout);
    }
}

/// Whether a flood leaves everybody a way. `whole`: where there is none without a flood is no matter.
bool strands_nobody(Loaded const& wet, std::size_t whole) {
    traffic::Tapas probe(wet.network, wet.trips, traffic::elimination_order(wet.network));
    probe.solve({1.0, 0});
    return probe.stranded().size() <= whole;
}

/// Floods that rise from random streets, then the first of them that leave everybody a way, then wet streets
/// all over the town.
void print_warm(std::string const& name, Loaded const& loaded, Options const& options) {
    constexpr std::size_t most_tries = 60;
    std::size_t const floods = options.floods;
    auto const print = [&](std::string const& kind, Loaded const& wet, traffic::Tapas const& dry) {
        if (options.history_gap > 0.0)
            print_warm_history(name + kind, wet, dry, options.history_gap);
        else
            print_warm_row(name + kind, wet, dry);
    };
    traffic::Tapas solver(loaded.network, loaded.trips, traffic::elimination_order(loaded.network));
    solver.solve({usual_gap, most_iterations});
    std::size_t const whole = solver.stranded().size();
    auto const streets = shuffled_streets(loaded.network);
    auto const flood_of = [&](std::size_t first) {
        return Loaded{flooded(loaded.network, streets_around(loaded.network, streets, streets[first])),
                      loaded.trips};
    };
    for (std::size_t first = 0; first < floods; ++first)
        print(fmt::format(", flood {}", first + 1), flood_of(first), solver);
    std::size_t kind = 0;
    for (std::size_t first = 0; first < most_tries && kind < floods; ++first) {
        Loaded const wet = flood_of(first);
        if (!strands_nobody(wet, whole)) continue;
        print(fmt::format(", flood {}, all arrive", first + 1), wet, solver);
        ++kind;
    }
    print(", scattered", {flooded(loaded.network, streets), loaded.trips}, solver);
}

void print_closures(std::string const& name, Loaded const& loaded, long count) {
    traffic::Tapas const base = [&] {
        traffic::Tapas solver(loaded.network, loaded.trips, traffic::elimination_order(loaded.network));
        solver.solve({usual_gap, most_iterations});
        return solver;
    }();
    auto const streets = shuffled_streets(loaded.network);
    std::vector<double> cpu_s;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count) && i < streets.size(); ++i) {
        Watch const watch;
        traffic::Tapas variant = base;
        auto closed = loaded.network;
        closed.is_closed.assign(closed.to.size(), 0);
        closed.is_closed[streets[i]] = 1;
        variant.set_network(closed);
        if (!variant.solve({usual_gap, most_iterations}).has_converged)
            fmt::print("closure of link {} did not converge\n", streets[i]);
        cpu_s.push_back(watch.cpu_s());
    }
    double sum = 0.0;
    for (double const s : cpu_s) sum += s;
    constexpr double milliseconds = 1e3;
    fmt::print("{}: {} closures, mean {:.2f} ms, median {:.2f} ms, longest {:.2f} ms\n", name, cpu_s.size(),
               milliseconds * sum / static_cast<double>(cpu_s.size()), milliseconds * median(cpu_s),
               milliseconds * *std::max_element(cpu_s.begin(), cpu_s.end()));
}

void run(Options const& options) {
    auto const folder = traffic_cases::data_folder();
    if (!folder) {
        fmt::print("traffic_speed: the reference data are not there; set JUMELLE_DATA to their folder\n");
        return;
    }
    set_loop_threads(options.threads);
    if (!options.warm.empty()) {
        if (options.history_gap == 0.0)
            fmt::print("| network | gap | cold CPU s | warm CPU s | ratio | iterations | warm | objective | "
                       "stranded |\n"
                       "|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        print_warm(options.warm, traffic_cases::load(traffic_cases::published(options.warm), *folder),
                   options);
        return;
    }
    bool const is_table = options.closures == 0 && options.history_gap == 0.0;
    if (is_table)
        fmt::print(
            "| network | threads | CPU s to 1e-6 | to 1e-10 | wall s to 1e-6 | to 1e-10 | iterations | to "
            "1e-10 | objective − best known | peak MiB |\n"
            "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (auto const& given : traffic_cases::published_networks()) {
        if (options.network != "all" && given.name != options.network) continue;
        Loaded const loaded = traffic_cases::load(given, *folder);
        if (options.closures > 0)
            print_closures(given.name, loaded, options.closures);
        else if (options.history_gap > 0.0)
            print_history(loaded, options.history_gap);
        else
            print_cold(given, loaded, options);
    }
}

} // namespace

int main(int count, char** words) {
    jumelle::let_idle_threads_sleep(words);
    try {
        run(read_options(count, words));
    } catch (std::exception const& error) {
        fmt::print(stderr, "traffic_speed: {}\n", error.what());
        return 2;
    }
    return 0;
}
