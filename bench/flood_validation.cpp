// Prints the table of docs/validation.md: errors of the flood model against exact answers at three
// resolutions, and the observed order.
#include <array>
#include <cmath>
#include <fmt/core.h>
#include <functional>
#include <string>

#include "bench/cases/smooth_cases.hpp"
#include "bench/cases/validation_cases.hpp"
#include "bench/reference_tables.hpp"

namespace {

using namespace jumelle;
using cases::CaseOptions;
using cases::CaseResult;

struct Row {
    std::string name;
    std::array<Index, 3> cells;
    std::function<CaseResult(CaseOptions const&)> run;
};

/// log2 of how much the error falls when the cells are halved.
std::string order(double coarse, double fine) {
    return coarse > 0.0 && fine > 0.0 ? fmt::format("{:.2f}", std::log2(coarse / fine)) : std::string("–");
}

/// What is far below a rounding is printed as zero.
double without_dust(double error) {
    constexpr double dust = 1e-20;
    return error < dust ? 0.0 : error;
}

void print_row(Row const& row, std::string const& scheme) {
    CaseResult before;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        CaseOptions options;
        options.cells = row.cells[i];
        options.scheme = scheme;
        CaseResult const now = row.run(options);
        fmt::print("| {} | {} | {:.3e} | {} | {:.3e} | {} | {:.1e} |\n", i == 0 ? row.name : std::string(),
                   row.cells[i], now.error.depth, i == 0 ? "" : order(before.error.depth, now.error.depth),
                   now.error.momentum, i == 0 ? "" : order(before.error.momentum, now.error.momentum),
                   without_dust(now.balance_error));
        before = now;
    }
}

auto smooth_rows() {
    using Shape = exact::SmoothBump::Shape;
    auto const over = [](exact::SmoothBump const& bump) {
        return [=](CaseOptions const& o) { return cases::smooth_bump(o, bump); };
    };
    return std::array{
        Row{"Simple wave", {160, 320, 640}, cases::simple_wave},
        Row{"Travelling vortex", {80, 160, 320}, cases::travelling_vortex},
        Row{"Subcritical bump, smooth", {100, 200, 400}, over(exact::subcritical_bump(Shape::smooth))},
        Row{"Subcritical bump, parabola", {100, 200, 400}, over(exact::subcritical_bump(Shape::parabola))},
        Row{"Transcritical bump, smooth", {100, 200, 400}, over(exact::transcritical_bump(Shape::smooth))},
        Row{"Transcritical bump, parabola",
            {100, 200, 400},
            over(exact::transcritical_bump(Shape::parabola))},
        Row{"Gentle channel", {50, 100, 200}, cases::gentle_channel}};
}

auto shock_rows() {
    using cases::FirstWater;
    exact::MacDonald const dry_sky{2.0, 0.0}, rain{1.0, 0.001};
    auto const pair = [](double right_m) {
        return [=](CaseOptions const& o) { return cases::dam_break_pair(o, right_m); };
    };
    auto const channel = [](exact::MacDonald const& flow, FirstWater first) {
        return [=](CaseOptions const& o) { return cases::mac_donald(o, flow, first); };
    };
    return std::array{
        Row{"Stoker 10 m / 1 m", {250, 500, 1000}, cases::stoker},
        Row{"Ritter 10 m / 0 m", {250, 500, 1000}, cases::ritter},
        Row{"Bump, transcritical with shock", {125, 250, 500}, cases::bump_shock},
        Row{"MacDonald", {100, 200, 400}, channel(dry_sky, FirstWater::exact)},
        Row{"MacDonald with rain", {100, 200, 400}, channel(rain, FirstWater::exact)},
        Row{"MacDonald, from dry ground", {100, 200, 400}, channel(dry_sky, FirstWater::none)},
        Row{"MacDonald with rain, from dry ground", {100, 200, 400}, channel(rain, FirstWater::none)},
        Row{"Stoker 1 m / 0.5 m", {250, 500, 1000}, pair(0.5)},
        Row{"Stoker 1 m / 0.1 m", {250, 500, 1000}, pair(0.1)},
        Row{"Stoker 1 m / 0.01 m", {250, 500, 1000}, pair(0.01)},
        Row{"Stoker 1 m / 0.0001 m", {250, 500, 1000}, pair(0.0001)}};
}

auto bowl_rows() {
    using cases::BowlPart;
    auto const bowl = [](CaseResult (*run)(CaseOptions const&, BowlPart), BowlPart part) {
        return [=](CaseOptions const& o) { return run(o, part); };
    };
    return std::array{Row{"Thacker, planar", {100, 200, 400}, bowl(cases::thacker_planar, BowlPart::all)},
                      Row{"Thacker, planar, always deep",
                          {100, 200, 400},
                          bowl(cases::thacker_planar, BowlPart::always_deep)},
                      Row{"Thacker, radial", {50, 100, 200}, bowl(cases::thacker_radial, BowlPart::all)},
                      Row{"Thacker, radial, always deep",
                          {50, 100, 200},
                          bowl(cases::thacker_radial, BowlPart::always_deep)}};
}

void print_scheme(std::string const& scheme) {
    fmt::print("\n### `{}`\n\n", scheme);
    fmt::print("| case | cells | depth L1 | order | momentum L1 | order | volume error |\n");
    fmt::print("|---|---:|---:|---:|---:|---:|---:|\n");
    for (Row const& row : smooth_rows()) print_row(row, scheme);
    for (Row const& row : shock_rows()) print_row(row, scheme);
    for (Row const& row : bowl_rows()) print_row(row, scheme);
}

void print_lakes() {
    fmt::print("### Lake at rest\n\n| case | scheme | largest speed [m/s] | largest error of level [m] |\n");
    fmt::print("|---|---|---:|---:|\n");
    constexpr Index cells = 200;
    constexpr double crest_m = 0.2; // of the bump
    for (std::string const scheme : {"second_order", "first_order"}) {
        for (double const level_m : {0.5, 0.1}) {
            CaseOptions options;
            options.cells = cells;
            options.scheme = scheme;
            auto const lake = cases::lake_over_bump(options, level_m);
            fmt::print("| bump {} | `{}` | {:.1e} | {:.1e} |\n", level_m > crest_m ? "immersed" : "emerged",
                       scheme, lake.largest_speed_mps, lake.largest_level_error_m);
        }
    }
}

} // namespace

// flood_validation [exact | references]: one part alone.
int main(int count, char const* const* arguments) {
    std::string const part = count > 1 ? arguments[1] : "";
    if (part != "references") {
        print_lakes();
        print_scheme("second_order");
        print_scheme("first_order");
    }
    if (part != "exact") print_references();
    return 0;
}
