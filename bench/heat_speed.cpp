// Prints what shade and sky view of a city cost: processor seconds per million cells, and bytes per cell.
// Options: --cells N (side of the synthetic city), --repeats N, --threads N.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fmt/core.h>
#include <string_view>

#include "core/parallel/loops.hpp"
#include "core/parallel/wait_policy.hpp"
#include "models/heat/kernels/shade.hpp"
#include "models/heat/kernels/sky_view.hpp"

namespace {

using namespace jumelle;
using namespace jumelle::heat;

struct Rasters {
    Array2D<float> surface, ground, top, base;
    double cell_m = 1.0;
};

/// Blocks of houses with yards in a grid of streets, trees along the streets.
Rasters synthetic_city(Index side) {
    constexpr float no_tree = -1.0e4F;
    Rasters city{Array2D<float>(side, side), Array2D<float>(side, side), Array2D<float>(side, side),
                 Array2D<float>(side, side)};
    for (Index r = 0; r < side; ++r) {
        for (Index c = 0; c < side; ++c) {
            constexpr Index street = 60, house = 45, yard = 12, tree = 8, wave = 997;
            Index const x = c % street, y = r % street;
            Index const mixed = (r / street * 131 + c / street * 71) % 17;
            bool const built =
                x < house && y < house && (std::min({x, y, house - 1 - x, house - 1 - y}) < yard);
            bool const trunk = !built && r % tree < 4 && c % tree < 4 && (x > house || y > house);
            auto const ground = 0.01F * static_cast<float>((r + c) % wave);
            city.ground(r, c) = ground;
            city.surface(r, c) = ground + (built ? 8.0F + static_cast<float>(mixed) : 0.0F);
            city.top(r, c) = trunk ? ground + 9.0F : no_tree;
            city.base(r, c) = trunk ? ground + 2.5F : no_tree;
        }
    }
    return city;
}

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

void measure_shade(char const* name, CityHeights const& city, int repeats) {
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

void measure_sky(char const* name, CityHeights const& city, int repeats) {
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

void measure(char const* name, Rasters const& city, int repeats) {
    CityHeights const bare({city.surface.view(), city.ground.view(), {}, {}, city.cell_m});
    CityHeights const green(
        {city.surface.view(), city.ground.view(), city.top.view(), city.base.view(), city.cell_m});
    measure_shade(fmt::format("{}, {} x {}", name, bare.rows(), bare.columns()).c_str(), bare, repeats);
    measure_shade(fmt::format("{} with trees", name).c_str(), green, repeats);
    measure_sky(name, bare, repeats);
    measure_sky(fmt::format("{} with trees", name).c_str(), green, repeats);
}

} // namespace

int main(int count, char** words) {
    let_idle_threads_sleep(words);
    Index side = 256;
    int repeats = 1, threads = 1;
    for (int i = 1; i + 1 < count; i += 2) {
        std::string_view const key = words[i];
        int const value = std::atoi(words[i + 1]);
        if (key == "--cells") side = value;
        if (key == "--repeats") repeats = value;
        if (key == "--threads") threads = value;
    }
    set_loop_threads(std::max(1, threads));
    measure("town", synthetic_city(side), std::max(1, repeats));
}
