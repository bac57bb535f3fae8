#include "bench/local_steps.hpp"

#include <chrono>
#include <cmath>
#include <fmt/core.h>

#include "bench/cases/local_step_cases.hpp"

namespace jumelle::bench {

namespace {

using cases::FloodCase;
using cases::FloodRun;

struct Outcome {
    Array2D<double> depth_m;
    double updates = 0.0, seconds = 0.0, volume_error = 0.0;
};

std::map<std::string, Value> said(char const* time_step, char const* precision) {
    return {{"time_step", Value::make_text(time_step)}, {"precision", Value::make_text(precision)}};
}

Outcome outcome_of(FloodCase problem, double time_s, std::map<std::string, Value> parameters) {
    problem.parameters = std::move(parameters);
    FloodRun run(std::move(problem));
    auto const start = std::chrono::steady_clock::now();
    run.run_until(time_s);
    std::chrono::duration<double> const taken = std::chrono::steady_clock::now() - start;
    Balance const balance = run.balance();
    return {run.field("water_depth"), run.model().cell_updates(), taken.count(),
            balance.stored / balance.stored_at_start - 1.0};
}

/// Σ |a − b| / Σ a
double difference(Array2D<double> const& a, Array2D<double> const& b) {
    double sum = 0.0, scale = 0.0;
    for (Index r = 0; r < a.rows(); ++r) {
        for (Index c = 0; c < a.columns(); ++c) {
            sum += std::abs(a(r, c) - b(r, c));
            scale += a(r, c);
        }
    }
    return sum / scale;
}

void print_case(char const* name, FloodCase const& problem, double time_s) {
    for (char const* const precision : {"double", "float"}) {
        Outcome const global = outcome_of(problem, time_s, said("global", precision));
        Outcome const local = outcome_of(problem, time_s, said("local", precision));
        fmt::print("| {} | {} | {:.2f} | {:.2f} | {:.1e} | {:.1e} |\n", name, precision,
                   global.updates / local.updates, global.seconds / local.seconds,
                   difference(global.depth_m, local.depth_m), std::abs(local.volume_error));
    }
}

} // namespace

void print_local_steps(Index cells) {
    constexpr double lake_s = 10.0, dam_s = 15.0, wave_m = 0.05, wave_s = 8.0;
    fmt::print("| case | numbers | updates global / local | seconds global / local | depth L1 between them | "
               "volume error |\n|---|---|---:|---:|---:|---:|\n");
    print_case("lake with a pit", cases::lake_with_pit(cells, cells, wave_m), lake_s);
    print_case("dam break on hills", cases::dam_break_on_hills(), dam_s);
    exact::SimpleWave const wave;
    double const global_m = cases::wave_error_m(wave, wave_s, said("global", "double"));
    double const local_m = cases::wave_error_m(wave, wave_s, said("local", "double"));
    fmt::print(
        "\nSmooth wave through tiles of several levels, mean error of the depth: global {:.3e} m, local "
        "{:.3e} m\n",
        global_m, local_m);
}

} // namespace jumelle::bench
