// Prints what shade and sky view of a city cost: processor seconds per million cells.
// Options: --cells N (side of the
// town), --bilbao 1 (that city instead), --repeats N, --threads N.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fmt/core.h>
#include <string>
#include <string_view>

#include "bench/heat_cases/cities.hpp"
#include "core/parallel/loops.hpp"
#include "core/parallel/wait_policy.hpp"
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

void measure(std::string const& name, heat_cases::City const& city, int repeats) {
    CityHeights const bare = city.without_trees();
    CityHeights const green = city.heights();
    std::string const full = fmt::format("{}, {} x {}", name, bare.rows(), bare.columns());
    measure_shade(full + ", no trees", bare, repeats);
    measure_shade(full + ", trees", green, repeats);
    measure_sky(full + ", no trees", bare, repeats);
    measure_sky(full + ", trees", green, repeats);
}

} // namespace

int main(int count, char** words) {
    let_idle_threads_sleep(words);
    Index side = 256;
    int repeats = 1, threads = 1;
    bool only_bilbao = false;
    for (int i = 1; i + 1 < count; i += 2) {
        std::string_view const key = words[i];
        int const value = std::atoi(words[i + 1]);
        if (key == "--cells") side = value;
        if (key == "--repeats") repeats = value;
        if (key == "--threads") threads = value;
        if (key == "--bilbao") only_bilbao = value != 0;
    }
    set_loop_threads(std::max(1, threads));
    if (only_bilbao) {
        auto const city = heat_cases::bilbao();
        if (!city) {
            fmt::print("NOT MEASURED: the reference data of Bilbao are not there\n");
            return 1;
        }
        measure("Bilbao", *city, std::max(1, repeats));
        return 0;
    }
    measure("town", heat_cases::grid_town(side), std::max(1, repeats));
}
