// Prints how fast the flood model steps: cell updates per second, bytes per cell, and what share of the
// memory bandwidth measured in the same run it uses. Options: --cells N, --steps N, --repeats N, --threads N,
// --only TEXT (rows whose words contain it); --dry-domain N measures instead what dry land costs on N² cells,
// --local-steps N what local time steps save.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fmt/core.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "bench/cases/speed_cases.hpp"
#include "bench/dry_domain.hpp"
#include "bench/local_steps.hpp"
#include "bench/triad.hpp"
#include "core/parallel/loops.hpp"
#include "core/parallel/wait_policy.hpp"
#include "models/flood/terrain.hpp"

namespace {

using namespace jumelle;

struct Options {
    Index cells = 128, steps = 5, dry_domain = 0, local_steps = 0;
    int repeats = 1, threads = 2;
    Index triad_elements = 1 << 16;
    std::string only; ///< what a row's words must contain
};

Options read_options(int count, char** words) {
    Options options;
    for (int i = 1; i + 1 < count; i += 2) {
        std::string_view const key = words[i];
        if (key == "--only") {
            options.only = words[i + 1];
            continue;
        }
        long const value = std::strtol(words[i + 1], nullptr, 10);
        if (value <= 0) throw std::invalid_argument(fmt::format("{} wants a positive whole number", key));
        if (key == "--cells")
            options.cells = value;
        else if (key == "--steps")
            options.steps = value;
        else if (key == "--repeats")
            options.repeats = static_cast<int>(value);
        else if (key == "--dry-domain")
            options.dry_domain = value;
        else if (key == "--local-steps")
            options.local_steps = value;
        else if (key == "--threads")
            options.threads = static_cast<int>(value);
        else
            throw std::invalid_argument(fmt::format("unknown option {}", key));
    }
    if (count % 2 == 0) throw std::invalid_argument("every option wants a value");
    bool const is_large = options.cells >= 512;
    constexpr Index beyond_caches = Index{1} << 24, quick = Index{1} << 16;
    options.triad_elements = is_large ? beyond_caches : quick;
    return options;
}

/// Bytes that one update moves between memory and processor where each array is read and written once: depth,
/// two velocities or discharges and (float) the depth's remainder read and written, ground and friction read;
/// under rain its share read and depth, speed, hazard and time kept (read and written). Still and falling
/// water leaves what is kept untouched.
double bytes_per_update(bool is_float, bool has_rain) {
    double const number = is_float ? 4.0 : 8.0, kept = sizeof(float);
    double const state = 3.0 * 2.0 * number + 2.0 * number + (is_float ? 2.0 * number : 0.0);
    return state + (has_rain ? kept + 4.0 * 2.0 * kept : 0.0);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Cells with water deep enough to move: neither solid ones nor dry ones count as work done.
double wet_cells(cases::FloodRun& run, double dry_depth_m) {
    auto const& depth_m = run.field("water_depth");
    return sum_rows(depth_m.rows(), [&](Index row) {
        double const* const cells = depth_m.row(row);
        return static_cast<double>(std::count_if(cells, cells + depth_m.columns(),
                                                 [&](double depth) { return depth > dry_depth_m; }));
    });
}

struct Speed {
    double per_wall_s = 0.0, per_cpu_s = 0.0;
};

Speed measured(cases::FloodCase const& problem, Options const& options) {
    std::vector<double> wall, cpu;
    double const dry_depth_m = flood::parameters_from(Value::make_map(problem.parameters)).dry_depth_m;
    for (int repeat = 0; repeat < options.repeats; ++repeat) {
        cases::FloodRun run(problem);
        Duration now;
        auto const step = [&] {
            Duration const length = run.model().longest_step();
            run.model().step(now, length);
            now = now + length;
        };
        step(); // touches all memory once
        double const wet_before = wet_cells(run, dry_depth_m);
        auto const start = std::chrono::steady_clock::now();
        std::clock_t const cpu_start = std::clock();
        for (Index i = 0; i < options.steps; ++i) step();
        double const cpu_s = static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
        double const wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        double const wet = 0.5 * (wet_before + wet_cells(run, dry_depth_m));
        double const updates = wet * static_cast<double>(options.steps);
        wall.push_back(updates / wall_s);
        cpu.push_back(updates / cpu_s);
    }
    return {median(wall), median(cpu)};
}

/// Bytes that the solver holds per cell, scratch of a few rows apart.
double bytes_per_cell(cases::FloodCase const& problem) {
    auto const parameters = flood::parameters_from(Value::make_map(problem.parameters));
    auto const ground = flood::ground_from(problem.territory.fields, parameters);
    auto const solver = flood::make_solver(parameters.precision, ground, {}, {});
    return solver->bytes() / static_cast<double>(problem.territory.grid.size());
}

void print_rows(std::string const& name, cases::FloodCase problem, Options const& options,
                double triad_bytes_per_s) {
    constexpr double million = 1e6;
    for (std::string const scheme : {"inertial", "first_order", "second_order"}) {
        for (std::string const precision : {"float", "double"}) {
            std::string const words = fmt::format("{} {} {}", name, scheme, precision);
            if (words.find(options.only) == std::string::npos) continue;
            problem.parameters["scheme"] = Value::make_text(scheme);
            problem.parameters["precision"] = Value::make_text(precision);
            Speed const speed = measured(problem, options);
            double const bytes =
                bytes_per_update(precision == "float", problem.forcing.rain_mps.maximum() > 0.0);
            fmt::print("| {} | {} | {} | {} | {:.1f} | {:.1f} | {:.0f} | {:.0f} | {:.0f} % |\n", name, scheme,
                       precision, loop_threads(), speed.per_wall_s / million, speed.per_cpu_s / million,
                       bytes_per_cell(problem), bytes, 100.0 * speed.per_wall_s * bytes / triad_bytes_per_s);
        }
    }
}

} // namespace

int main(int count, char** words) {
    constexpr double bytes_per_gigabyte = 1e9;
    jumelle::let_idle_threads_sleep(words);
    try {
        Options const options = read_options(count, words);
        if (options.local_steps > 0) {
            set_loop_threads(options.threads);
            bench::print_local_steps(options.local_steps);
            return 0;
        }
        if (options.dry_domain > 0) {
            set_loop_threads(options.threads);
            bench::print_dry_domain(options.dry_domain, options.steps);
            return 0;
        }
        cases::FloodCase const dam = cases::circular_dam_break(options.cells);
        cases::FloodCase const town = cases::rain_over_town(options.cells);
        fmt::print("{}² cells, {} steps, median of {}\n\n", options.cells, options.steps, options.repeats);
        fmt::print("| case | scheme | numbers | threads | million updates/s | per CPU second | bytes/cell | "
                   "bytes/update | "
                   "of triad |\n|---|---|---|---:|---:|---:|---:|---:|---:|\n");
        std::string triads;
        for (int threads = 1; threads <= options.threads; ++threads) {
            set_loop_threads(threads);
            double const triad = bench::triad_bytes_per_s(options.triad_elements, 5);
            triads += fmt::format("Triad, {} threads: {:.1f} GB/s\n", threads, triad / bytes_per_gigabyte);
            print_rows("circular dam break", dam, options, triad);
            print_rows("rain over the town", town, options, triad);
        }
        fmt::print("\n{}", triads);
    } catch (std::exception const& error) {
        fmt::print(stderr, "flood_speed: {}\n", error.what());
        return 2;
    }
    return 0;
}
