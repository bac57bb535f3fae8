// Prints what sharing a grid between ranks costs: start it with `mpirun -n N`. First the messages (latency,
// bandwidth, all-gather), then flood steps on ROWS × COLUMNS wet cells in all (strong scaling), or for each
// rank (`--weak 1`). Options: --rows N, --columns N, --steps N, --weak 0|1, --scheme NAME, --precision NAME.
// CPU seconds count whatever a rank does, its waiting apart, so they say more than the wall clock where ranks
// share cores with others.
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fmt/core.h>
#include <stdexcept>
#include <string>
#include <string_view>

#include "bench/cases/flood_run.hpp"
#include "core/parallel/grid_share.hpp"
#include "core/parallel/loops.hpp"
#include "core/parallel/mpi_ranks.hpp"

namespace {

using namespace jumelle;

struct Options {
    Index rows = 128, columns = 128, steps = 5;
    bool is_weak = false;
    std::string scheme = "inertial", precision = "float";
};

Options read_options(int count, char** words) {
    Options options;
    for (int i = 1; i + 1 < count; i += 2) {
        std::string_view const key = words[i];
        std::string const value = words[i + 1];
        long const number = std::strtol(value.c_str(), nullptr, 10);
        if (key == "--rows")
            options.rows = number;
        else if (key == "--columns")
            options.columns = number;
        else if (key == "--steps")
            options.steps = number;
        else if (key == "--weak")
            options.is_weak = number != 0;
        else if (key == "--scheme")
            options.scheme = value;
        else if (key == "--precision")
            options.precision = value;
        else
            throw std::invalid_argument(fmt::format("unknown option {}", key));
    }
    if (options.rows < 4 || options.columns < 1 || options.steps < 1)
        throw std::invalid_argument("rows, columns and steps are positive whole numbers, rows at least 4");
    return options;
}

double now_s() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Seconds of one exchange of `bytes` with each neighbour: the least of many, which other work disturbs
/// least.
double exchange_s(Communicator& ranks, std::size_t bytes) {
    constexpr int repeats = 200;
    bool const has_north = ranks.rank() > 0, has_south = ranks.rank() + 1 < ranks.size();
    double least_s = 1.0;
    for (int i = 0; i < repeats; ++i) {
        NeighbourMessages messages;
        if (has_north) messages.to_north.resize(bytes), messages.from_north.resize(bytes);
        if (has_south) messages.to_south.resize(bytes), messages.from_south.resize(bytes);
        ranks.barrier();
        double const begin_s = now_s();
        ranks.start(messages);
        ranks.finish(messages);
        least_s = std::min(least_s, now_s() - begin_s);
    }
    return ranks.max(least_s);
}

double gather_s(Communicator& ranks) {
    constexpr int repeats = 200;
    double least_s = 1.0;
    for (int i = 0; i < repeats; ++i) {
        ranks.barrier();
        double const begin_s = now_s();
        sum_of_ranks(ranks, 1.0);
        least_s = std::min(least_s, now_s() - begin_s);
    }
    return ranks.max(least_s);
}

void print_messages(Communicator& ranks) {
    constexpr std::size_t small = 8, large = std::size_t{1} << 22;
    double const latency_s = exchange_s(ranks, small), large_s = exchange_s(ranks, large);
    double const all_s = gather_s(ranks);
    if (ranks.rank() != 0) return;
    fmt::print(
        "exchange of 8 bytes {:.1f} us, of 4 MiB {:.0f} us ({:.2f} GB/s each way); gather of one number "
        "{:.1f} us\n",
        1e6 * latency_s, 1e6 * large_s, 1e-9 * static_cast<double>(large) / large_s, 1e6 * all_s);
}

/// Waves over a flat bed between walls: every cell is wet and moves.
cases::FloodCase waves(Options const& options, int ranks) {
    constexpr double still_m = 1.0, height_m = 0.3, per_cell = 0.05;
    cases::FloodCase made;
    made.territory =
        cases::flat_territory(options.is_weak ? options.rows * ranks : options.rows, options.columns, 1.0);
    cases::set_field(made.territory, "elevation", [](Cell) { return 0.0; });
    cases::set_field(made.territory, "initial_depth", [=](Cell c) {
        return still_m + height_m * std::sin(per_cell * static_cast<double>(c.row)) *
                             std::cos(per_cell * static_cast<double>(c.column));
    });
    made.parameters["scheme"] = Value::make_text(options.scheme);
    made.parameters["precision"] = Value::make_text(options.precision);
    return made;
}

void print_steps(Options const& options, Communicator& ranks) {
    cases::FloodRun run(waves(options, ranks.size()), ranks);
    Duration now;
    auto const step = [&] {
        Duration const length = run.model().longest_step();
        run.model().step(now, length);
        now = now + length;
    };
    step(); // touches all memory once
    SentCounts const before = ranks.counts().of_all(ranks);
    double const begun_s = now_s();
    std::clock_t const cpu_begun = std::clock();
    for (Index i = 0; i < options.steps; ++i) step();
    double const cpu_s = static_cast<double>(std::clock() - cpu_begun) / CLOCKS_PER_SEC;
    double const wall_s = now_s() - begun_s, steps = static_cast<double>(options.steps);
    double const most_cpu_s = ranks.max(cpu_s), all_cpu_s = sum_of_ranks(ranks, cpu_s);
    SentCounts const after = ranks.counts().of_all(ranks);
    if (ranks.rank() != 0) return;
    double const cells = static_cast<double>(run.grid().size());
    fmt::print(
        "{} ranks, {} x {} cells, {} {}: wall {:.2f} ms a step, CPU {:.2f} ms a step of the busiest rank, "
        "{:.2f} of all; {:.0f} Mcells per CPU second; {:.1f} messages and {:.0f} halo bytes a step\n",
        ranks.size(), run.grid().rows, run.grid().columns, options.scheme, options.precision,
        1e3 * wall_s / steps, 1e3 * most_cpu_s / steps, 1e3 * all_cpu_s / steps,
        1e-6 * cells * steps / all_cpu_s, (after.messages - before.messages) / steps,
        (after.bytes - before.bytes) / steps);
}

} // namespace

int main(int argc, char** argv) {
    auto const ranks = join_ranks();
    try {
        Options const options = read_options(argc, argv);
        set_loop_threads(1);
        if (ranks->size() > 1) print_messages(*ranks);
        print_steps(options, *ranks);
    } catch (std::exception const& error) {
        fmt::print(stderr, "{}\n", error.what());
        ranks->end_all(1);
    }
    return 0;
}
