#include "bench/dry_domain.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <fmt/core.h>
#include <limits>
#include <stdexcept>

#include "core/base/constants.hpp"
#include "models/flood/parameters.hpp"

namespace jumelle::bench {

namespace {

using namespace flood;

/// A lake of `side`² cells in the middle of a plateau of `cells`² cells, deeper in the west than in the east.
Ground lake_in_plateau(Index cells, Index side) {
    constexpr double plateau_m = 10.0, deep_m = 3.0, shallow_m = 2.0;
    Ground ground;
    ground.level_m = Array2D<double>(cells, cells, plateau_m);
    ground.friction = Array2D<double>(cells, cells, gravity_mps2 * usual_manning * usual_manning);
    ground.rain_share = Array2D<float>(cells, cells, 1.0F);
    ground.depth_m = Array2D<double>(cells, cells, 0.0);
    Index const begin = (cells - side) / 2;
    for (Index r = begin; r < begin + side; ++r) {
        for (Index c = begin; c < begin + side; ++c) {
            ground.level_m(r, c) = 0.0;
            ground.depth_m(r, c) = c < begin + side / 2 ? deep_m : shallow_m;
        }
    }
    return ground;
}

std::unique_ptr<Solver> lake_solver(Index cells, Index side, Precision precision, Scheme scheme) {
    SolverSettings settings;
    settings.scheme = scheme;
    settings.courant = scheme == Scheme::inertial ? largest_inertial_courant(inertial_theta) : usual_courant;
    settings.wet = {usual_dry_depth_m, usual_arrival_depth_m};
    return make_solver(precision, lake_in_plateau(cells, side), {}, settings);
}

/// @returns CPU seconds a step takes, the first apart: the least of some rounds, for the machine may be
/// shared
double seconds_per_step(Solver& solver, Index steps) {
    double now_s = 0.0;
    auto const step = [&] {
        StepInput input;
        input.length_s = solver.longest_step_s({});
        now_s += input.length_s;
        input.end_s = now_s;
        solver.step(input);
        if (solver.broken_cell()) throw std::runtime_error("the lake broke");
    };
    step();
    constexpr int rounds = 3;
    double least_s = std::numeric_limits<double>::infinity();
    for (int round = 0; round < rounds; ++round) {
        std::clock_t const start = std::clock();
        for (Index i = 0; i < steps; ++i) step();
        least_s = std::min(least_s, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return least_s / static_cast<double>(steps);
}

void print_arrays(Solver const& solver, char const* numbers, double cells) {
    fmt::print("\nBytes per cell, {}:", numbers);
    for (ArrayBytes const& array : solver.arrays())
        fmt::print(" {} {:.2f};", array.name, array.bytes / cells);
    fmt::print(" together {:.1f}\n", solver.bytes() / cells);
}

} // namespace

void print_dry_domain(Index cells, Index steps) {
    constexpr Index lake_share = 10; // of each side
    constexpr double milliseconds = 1e3;
    Index const side = cells / lake_share;
    fmt::print("{}² cells, dry but for a lake of {}², {} steps\n\n", cells, side, steps);
    fmt::print("| scheme | numbers | lake alone, CPU ms/step | in the dry domain, CPU ms/step | ratio |\n");
    fmt::print("|---|---|---:|---:|---:|\n");
    struct Named {
        Scheme scheme;
        char const* name;
    };
    for (Named const scheme : {Named{Scheme::inertial, "inertial"}, Named{Scheme::first_order, "first_order"},
                               Named{Scheme::second_order, "second_order"}}) {
        for (Precision const precision : {Precision::binary32, Precision::binary64}) {
            auto const alone = lake_solver(side, side, precision, scheme.scheme);
            double const lake_s = seconds_per_step(*alone, steps);
            auto const whole = lake_solver(cells, side, precision, scheme.scheme);
            double const domain_s = seconds_per_step(*whole, steps);
            fmt::print("| {} | {} | {:.2f} | {:.2f} | {:.2f} |\n", scheme.name,
                       precision == Precision::binary32 ? "float" : "double", milliseconds * lake_s,
                       milliseconds * domain_s, domain_s / lake_s);
        }
    }
    for (Precision const precision : {Precision::binary32, Precision::binary64}) {
        auto const whole = lake_solver(cells, side, precision, Scheme::second_order);
        print_arrays(*whole, precision == Precision::binary32 ? "float" : "double",
                     static_cast<double>(cells * cells));
    }
}

} // namespace jumelle::bench
