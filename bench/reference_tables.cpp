#include "bench/reference_tables.hpp"

#include <array>
#include <fmt/core.h>
#include <string>

#include "bench/cases/coast_case.hpp"
#include "bench/cases/ea_cases.hpp"
#include "bench/cases/film_case.hpp"
#include "bench/cases/laboratory_cases.hpp"

namespace {

using namespace jumelle;
using cases::CaseOptions;
using cases::Film;

constexpr std::array schemes{"second_order", "first_order"};

void print_films() {
    fmt::print(
        "\n### Rain film on a slope of 30 %\n\n| slope | scheme | numbers | cells | |outflow − rain| / "
        "rain | largest error of depth | ripple in time |\n|---|---|---|---:|---:|---:|---:|\n");
    for (auto const fall : {Film::Fall::along_the_grid, Film::Fall::oblique}) {
        for (std::string const scheme : schemes) {
            for (std::string const precision : {"double", "float"}) {
                for (Index const cells : {20, 40, 80, 160, 320}) {
                    CaseOptions options;
                    options.cells = cells;
                    options.scheme = scheme;
                    options.precision = precision;
                    Film film;
                    film.fall = fall;
                    auto const result = cases::rain_film(options, film);
                    fmt::print("| {} | `{}` | {} | {} | {:.0e} | {:.2f} % | {:.0e} |\n",
                               fall == Film::Fall::oblique ? "oblique" : "along the grid", scheme, precision,
                               cells, result.outflow_error, 100.0 * result.largest_depth_error,
                               result.ripple_in_time);
                }
            }
        }
    }
}

constexpr flood::EddyViscosity no_viscosity;

std::string said(flood::EddyViscosity const& viscosity) {
    if (!viscosity.acts()) return "none";
    return fmt::format("{} m²/s + {} u* h + ({} dx)² |S|", viscosity.constant_m2ps, viscosity.bed_friction,
                       viscosity.smagorinsky);
}

void print_monai() {
    fmt::print(
        "\n### Monai valley\n\n| cell [m] | n | eddy viscosity | gauge | mean error [mm] | of the observed "
        "range | over the raster's bed | highest [m] | at [s] "
        "|\n|---:|---:|---|---|---:|---:|---:|---:|---:|\n");
    struct Setting {
        Index merged;
        double manning;
        flood::EddyViscosity viscosity;
    };
    constexpr double usual_n = 0.01, smooth_n = 0.0025;
    for (Setting const& setting :
         {Setting{4, usual_n, cases::flume_viscosity}, Setting{2, usual_n, cases::flume_viscosity},
          Setting{1, usual_n, cases::flume_viscosity}, Setting{2, usual_n, no_viscosity},
          Setting{2, smooth_n, no_viscosity}}) {
        cases::MonaiOptions options;
        options.merged = setting.merged;
        options.manning = setting.manning;
        options.viscosity = setting.viscosity;
        auto const result = cases::monai_valley(options);
        if (!result) return fmt::print("not run: no data\n");
        std::string const row =
            fmt::format("| {:.3f} | {} | {} |", 0.014 * static_cast<double>(setting.merged), setting.manning,
                        said(setting.viscosity));
        for (std::size_t i = 0; i < result->gauges.size(); ++i) {
            auto const& g = result->gauges[i];
            fmt::print("{} {} | {:.2f} | {:.4f} | {:.4f} | {:.4f} | {:.2f} |\n", row, g.name,
                       1000.0 * g.mean_error_m, g.error_of_range(),
                       result->gauges_on_raster[i].error_of_range(), g.highest_m, g.highest_s);
        }
        for (auto const& u : result->run_ups) {
            fmt::print("{} run-up at ({}, {}) | observed {} to {} m | | | {:.3f} | |\n", row, u.x_m, u.y_m,
                       u.lowest_observed_m, u.highest_observed_m, u.computed_m);
        }
    }
}

void print_building_row(cases::BuildingOptions const& options) {
    auto const result = cases::isolated_building(options);
    if (!result) return fmt::print("not run: no data\n");
    fmt::print("| `{}` | {} | {} | {} | {} |", options.scheme, options.cell_m, options.manning,
               options.reservoir_end_m, said(options.viscosity));
    for (auto const& g : result->gauges) {
        fmt::print(" {:+.1f} % |", 100.0 * (g.computed_mean_m / g.observed_mean_m - 1.0));
    }
    for (auto const& v : result->velocities) fmt::print(" {:.3f}", v.mean_error_mps);
    fmt::print(" |\n");
}

/// Differences of the window means, and mean errors of the velocities at 1, 3, 5, 10 and 15 s.
void print_building() {
    fmt::print(
        "\n### Isolated building\n\n| scheme | cell [m] | n | reservoir to [m] | eddy viscosity | G1 | G2 | "
        "G3 | G4 | G5 | G6 | velocity errors [m/s] "
        "|\n|---|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---|\n");
    for (std::string const scheme : schemes) {
        for (double const cell_m : {0.2, 0.1, 0.05}) {
            for (auto const& viscosity : {no_viscosity, cases::flume_viscosity}) {
                print_building_row({.cell_m = cell_m, .scheme = scheme, .viscosity = viscosity});
            }
        }
    }
    constexpr double elder_along = 5.93, rougher_n = 0.011, other_end_m = 6.75;
    for (double const factor : {0.15, 0.6, 1.0, 1.4, 1.6, 2.0, elder_along}) {
        print_building_row({.viscosity = {0.0, factor, 0.0}});
    }
    for (double const constant_m2ps : {0.002, 0.0055})
        print_building_row({.viscosity = {constant_m2ps, 0.0, 0.0}});
    for (double const factor : {0.2, 0.5}) print_building_row({.viscosity = {0.0, 0.0, factor}});
    print_building_row({.manning = rougher_n});
    print_building_row({.reservoir_end_m = other_end_m});
}

void print_agency() {
    fmt::print("\n### Environment Agency\n\n| test | scheme | cell [m] | figure |\n|---|---|---:|---|\n");
    for (std::string const scheme : schemes) {
        CaseOptions options;
        options.scheme = scheme;
        for (Index const cells : {35, 70, 140}) {
            options.cells = cells;
            auto const pond = cases::pond_behind_sill(options);
            fmt::print("| 1 | `{}` | {} | level in the pond {:.3f} m at the end, sill 10.25 m |\n", scheme,
                       700 / cells, pond.final_m);
        }
        for (Index const cells : {30, 60, 120}) {
            options.cells = cells;
            auto const hump = cases::over_hump(options);
            fmt::print(
                "| 3 | `{}` | {} | {:.0f} m³ poured, {:.0f} m³ fit before the hump, {:.0f} m³ are behind "
                "it |\n",
                scheme, 300.0 / static_cast<double>(cells), hump.inflow_m3, hump.capacity_m3, hump.second_m3);
        }
        for (Index const cells : {25, 50, 100}) {
            options.cells = cells;
            for (auto const& c : cases::spread_over_plain(options).contours) {
                fmt::print(
                    "| 4 | `{}` | {} | {} m deep after {:.0f} h: {:.0f} m east, {:.0f} m north-east, {:.0f} "
                    "m north |\n",
                    scheme, 1000 / cells, c.depth_m, c.time_s / 3600.0, c.east_m, c.diagonal_m, c.north_m);
            }
        }
    }
}

void print_coast() {
    constexpr double first_output_s = 600.0;
    fmt::print(
        "\n### Coast of SFINCS\n\n| scheme | station | largest difference [m] | at [s] | mean [m] | mean "
        "step [s] |\n|---|---|---:|---:|---:|---:|\n");
    for (std::string const scheme : schemes) {
        auto const result = cases::coast(scheme, first_output_s);
        if (!result) return fmt::print("not run: no data\n");
        for (auto const& s : result->stations) {
            fmt::print("| `{}` | {} | {:.3f} | {:.0f} | {:.3f} | {:.2f} |\n", scheme, s.name,
                       s.largest_difference_m, s.at_s, s.mean_difference_m, result->mean_step_s);
        }
    }
}

} // namespace

void print_references() {
    print_films();
    print_agency();
    print_monai();
    print_building();
    print_coast();
}
