// Prints what shade, sky view and the whole model of a city cost: processor seconds per million cells.
// Options: --cells N (side of the town), --bilbao 1 (that city instead), --repeats N, --threads N, --only
// hour, --sizes N (the hour of towns of 1, 4, 16, 36 and 64 million cells up to N, and its memory).
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <sys/resource.h>

#include "bench/heat_cases/cities.hpp"
#include "core/parallel/loops.hpp"
#include "core/parallel/wait_policy.hpp"
#include "models/heat/heat_model.hpp"
#include "models/heat/kernels/shade.hpp"
#include "models/heat/kernels/sky_view.hpp"

namespace {

using namespace jumelle;
using namespace jumelle::heat;

double cpu_s() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// The least processor time of several tries [s].
template <class Work>
double fastest(int repeats, Work const& work) {
    double best = 1e30;
    for (int i = 0; i < repeats; ++i) {
        double const start = cpu_s();
        work();
        best = std::min(best, cpu_s() - start);
    }
    return best;
}

void measure_shade(std::string const& name, CityHeights const& city, int repeats) {
    WallFacets const walls(city);
    Shade shade(city, walls);
    double const megacells = static_cast<double>(city.rows() * city.columns()) * 1e-6;
    for (double const elevation : {10.0, 60.0}) {
        for (double const azimuth : {170.0, 250.0}) {
            constexpr int samples = 6;
            std::vector<SunSample> sun;
            for (int i = 0; i < samples; ++i) sun.push_back({azimuth + i, elevation});
            double const s = fastest(repeats, [&] {
                shade.compute(sun, transmissivity_with_leaves);
                if (shade.flat()(0, 0) < 0.0F) std::abort();
            });
            fmt::print("{}: shade, sun at {:.0f} {:.0f}: {:.5f} CPU-s/Mpx and position\n", name, azimuth,
                       elevation, s / samples / megacells);
        }
    }
}

void measure_sky(std::string const& name, CityHeights const& city, int repeats) {
    WallFacets const walls(city);
    double const cells = static_cast<double>(city.rows() * city.columns());
    double mean = 0.0;
    double const s = fastest(repeats, [&] {
        auto const views = sky_views(city, walls);
        for (Index r = 0; r < city.rows(); ++r) mean += views.sky(r, city.columns() / 2);
    });
    fmt::print("{}: sky view with links, 32 azimuths: {:.3f} CPU-s/Mpx; {:.3f} walls a cell, mean {:.3f}\n",
               name, s / cells * 1e6, static_cast<double>(walls.size()) / cells,
               mean / repeats / static_cast<double>(city.rows()));
}

double wall_s() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void put(FieldStore& fields, std::string name, Array2D<double> cells) {
    Field field;
    field.info.name = std::move(name);
    field.cells = std::move(cells);
    fields.put(std::move(field));
}

/// Asphalt with a lawn on every third strip and below trees.
FieldStore fields_of(heat_cases::City const& city) {
    constexpr double asphalt = 2.0, grass = 4.0;
    Index const rows = city.ground.rows(), columns = city.ground.columns();
    Array2D<double> ground(rows, columns), building(rows, columns), canopy(rows, columns),
        cover(rows, columns);
    for (Index r = 0; r < rows; ++r) {
        for (Index c = 0; c < columns; ++c) {
            auto const low = static_cast<double>(city.ground(r, c)),
                       high = static_cast<double>(city.surface(r, c));
            auto const crown = static_cast<double>(city.crown_top(r, c));
            ground(r, c) = low;
            building(r, c) = high - low > 2.0 ? high - low : 0.0;
            canopy(r, c) = std::isnan(crown) ? 0.0 : std::fmax(0.0, crown - low);
            cover(r, c) = (r / 64) % 3 == 0 || canopy(r, c) > 0.0 ? grass : asphalt;
        }
    }
    FieldStore fields;
    put(fields, "elevation", std::move(ground));
    put(fields, "building_height", std::move(building));
    put(fields, "canopy_height", std::move(canopy));
    put(fields, "land_cover", std::move(cover));
    return fields;
}

/// A clear hot day at the equinox.
Weather hot_day() {
    constexpr double noon_wpm2 = 800.0, mean_k = 300.0, swing_k = 6.0, vapour_pa = 1500.0, wind_mps = 2.5;
    Weather made;
    made.latitude_deg = 43.3;
    made.start = Instant::from_ticks(0);
    for (int hour = 0; hour < 24; ++hour) {
        double const time_s = hour * 3600.0, angle = (hour - 6.0) / 12.0 * 3.14159265;
        made.global_wpm2.time_s.push_back(time_s);
        made.global_wpm2.value.push_back(std::fmax(0.0, noon_wpm2 * std::sin(angle)));
        made.air_temperature_k.time_s.push_back(time_s);
        made.air_temperature_k.value.push_back(mean_k + swing_k * std::sin(angle - 0.8));
    }
    made.global_wpm2.interpolation = Interpolation::steps;
    made.vapour_pressure_pa = TimeSeries::constant(vapour_pa);
    made.wind_speed_mps = TimeSeries::constant(wind_mps);
    made.wind_from_deg = TimeSeries::constant(250.0);
    made.pressure_pa = TimeSeries::constant(101325.0);
    return made;
}

Value usual_parameters() {
    return Value::make_map({{"step", Value::make_quantity(600.0)},
                            {"spin_up", Value::make_quantity(0.0)},
                            {"sky", Value::make_text("perez")},
                            {"evaporation", Value::make_text("resistances")},
                            {"posture", Value::make_text("standing")},
                            {"indoor_temperature", Value::make_quantity(297.15)},
                            {"soil_moisture", Value::make_quantity(0.6)},
                            {"leaf_transmissivity", Value::make_quantity(0.03)},
                            {"materials", Value::make_map({})}});
}

/// What an hour with everything on costs, per million cells.
struct HourCost {
    double looking_cpu_s = 0.0, cpu_s = 0.0, wall_s = 0.0;
};

/// The whole model: six steps of an hour before noon, the least of several.
HourCost hour_of(FieldStore& fields, Grid const& grid, int repeats) {
    Territory territory;
    territory.grid = grid;
    Forcing forcing;
    forcing.weather = hot_day();
    Value const parameters = usual_parameters();
    auto const model =
        entry().make({territory, fields, forcing, parameters, Duration::from_seconds(86400.0)});
    double const megacells = static_cast<double>(grid.size()) * 1e-6;
    double const start = cpu_s();
    model->begin();
    HourCost made;
    made.looking_cpu_s = (cpu_s() - start) / megacells;
    constexpr double first_s = 9.0 * 3600.0, step_s = 600.0;
    constexpr int steps = 6;
    double now_s = first_s, least_wall_s = 1e30;
    made.cpu_s = fastest(repeats,
                         [&] {
                             double const begin = wall_s();
                             for (int i = 0; i < steps; ++i) {
                                 model->step(Duration::from_seconds(now_s), Duration::from_seconds(step_s));
                                 now_s += step_s;
                             }
                             least_wall_s = std::min(least_wall_s, wall_s() - begin);
                         }) /
                 megacells;
    made.wall_s = least_wall_s / megacells;
    return made;
}

Grid grid_of(heat_cases::City const& city) {
    Grid grid;
    grid.rows = city.ground.rows();
    grid.columns = city.ground.columns();
    grid.cell_m = city.cell_m;
    return grid;
}

void measure_hour(std::string const& name, heat_cases::City const& city, int repeats) {
    FieldStore fields = fields_of(city);
    HourCost const cost = hour_of(fields, grid_of(city), repeats);
    fmt::print("{}: looking around: {:.3f} CPU-s/Mpx\n", name, cost.looking_cpu_s);
    fmt::print("{}: an hour with everything on: {:.3f} CPU-s/Mpx, {:.3f} s/Mpx of wall time on {} threads\n",
               name, cost.cpu_s, cost.wall_s, loop_threads());
}

/// Most memory that this process has held so far [bytes].
double peak_bytes() {
    constexpr double bytes_per_kib = 1024.0;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * bytes_per_kib;
}

/// Towns that grow: what a million cells cost must not. Each peak is above that of the size before.
void measure_sizes(double most_megacells, int repeats) {
    double const before = peak_bytes();
    fmt::print("million cells | looking around, CPU-s/Mpx | an hour, CPU-s/Mpx | on {} threads, s/Mpx | "
               "bytes a cell\n",
               loop_threads());
    for (Index const side : {1000, 2000, 4000, 6000, 8000}) {
        if (static_cast<double>(side * side) > most_megacells * 1e6) break;
        Grid grid;
        FieldStore fields;
        {
            auto const city = heat_cases::grid_town(side);
            grid = grid_of(city);
            fields = fields_of(city);
        }
        HourCost const cost = hour_of(fields, grid, repeats);
        fmt::print("{} | {:.3f} | {:.3f} | {:.3f} | {:.0f}\n", side * side / 1'000'000, cost.looking_cpu_s,
                   cost.cpu_s, cost.wall_s, (peak_bytes() - before) / static_cast<double>(grid.size()));
    }
}

void measure(std::string const& name, heat_cases::City const& city, int repeats) {
    CityHeights const bare = city.without_trees();
    CityHeights const green = city.heights();
    std::string const full = fmt::format("{}, {} x {}", name, bare.rows(), bare.columns());
    measure_shade(full + ", no trees", bare, repeats);
    measure_shade(full + ", trees", green, repeats);
    measure_sky(full + ", no trees", bare, repeats);
    measure_sky(full + ", trees", green, repeats);
    measure_hour(full, city, repeats);
}

} // namespace

int main(int count, char** words) {
    let_idle_threads_sleep(words);
    Index side = 256;
    int repeats = 1, threads = 1;
    bool only_bilbao = false, only_hour = false;
    double most_megacells = 0.0;
    auto const run = [&](std::string const& name, heat_cases::City const& city) {
        (only_hour ? measure_hour : measure)(name, city, std::max(1, repeats));
    };
    for (int i = 1; i + 1 < count; i += 2) {
        std::string_view const key = words[i];
        int const value = std::atoi(words[i + 1]);
        if (key == "--cells") side = value;
        if (key == "--repeats") repeats = value;
        if (key == "--threads") threads = value;
        if (key == "--bilbao") only_bilbao = value != 0;
        if (key == "--sizes") most_megacells = value;
        if (key == "--only") only_hour = std::string_view(words[i + 1]) == "hour";
    }
    set_loop_threads(std::max(1, threads));
    if (most_megacells > 0.0) {
        measure_sizes(most_megacells, std::max(1, repeats));
        return 0;
    }
    if (only_bilbao) {
        auto const city = heat_cases::bilbao();
        if (!city) {
            fmt::print("NOT MEASURED: the reference data of Bilbao are not there\n");
            return 1;
        }
        run("Bilbao", *city);
        return 0;
    }
    run("town", heat_cases::grid_town(side));
}
