#include "bench/heat_cases/cities.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>

#include "core/territory/crs.hpp"
#include "io/raster/gis_driver.hpp"

namespace jumelle::heat_cases {

namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();
/// Part of a tree's height that is trunk. Source: Lindberg & Grimmond 2011, Theor. Appl. Climatol. 105,
/// 311-323.
constexpr float trunk_share = 0.25F;

City empty_city(Index rows, Index columns, double cell_m) {
    return {Array2D<float>(rows, columns, 0.0F), Array2D<float>(rows, columns, 0.0F),
            Array2D<float>(rows, columns, none), Array2D<float>(rows, columns, none), cell_m};
}

std::filesystem::path bilbao_folder() {
    char const* const named = std::getenv("JUMELLE_DATA");
    std::filesystem::path const data =
        named != nullptr && *named != '\0'
            ? std::filesystem::path(named)
            : std::filesystem::path(JUMELLE_SOURCE_DIR).parent_path() / "shared" / "data";
    return data / "heat" / "bilbao";
}

std::optional<Grid> bilbao_grid() {
    auto const crs = find_crs("EPSG:25830");
    if (!crs) return std::nullopt;
    Grid grid;
    grid.rows = grid.columns = 1200;
    grid.cell_m = 2.5;
    grid.west_m = 499600.0;
    grid.north_m = 4797000.0;
    grid.crs = *crs;
    return grid;
}

} // namespace

heat::CityHeights City::heights() const {
    return heat::CityHeights({surface.view(), ground.view(), crown_top.view(), crown_base.view(), cell_m});
}

heat::CityHeights City::without_trees() const {
    return heat::CityHeights({surface.view(), ground.view(), {}, {}, cell_m});
}

City grid_town(Index side) {
    constexpr Index street = 60, house = 45, yard = 12, tree_distance = 8, crown = 4, wave = 997;
    City city = empty_city(side, side, 1.0);
    for (Index r = 0; r < side; ++r) {
        for (Index c = 0; c < side; ++c) {
            Index const x = c % street, y = r % street;
            bool const in_block = x < house && y < house;
            bool const built = in_block && std::min({x, y, house - 1 - x, house - 1 - y}) < yard;
            Index const storeys = 2 + (r / street * 131 + c / street * 71) % 7;
            bool const tree = !in_block && r % tree_distance < crown && c % tree_distance < crown;
            float const ground = 0.01F * static_cast<float>((r + c) % wave);
            city.ground(r, c) = ground;
            city.surface(r, c) = ground + (built ? 3.0F * static_cast<float>(storeys) : 0.0F);
            if (!tree) continue;
            city.crown_base(r, c) = ground + 2.5F;
            city.crown_top(r, c) = ground + 9.0F;
        }
    }
    return city;
}

std::optional<Array2D<double>> bilbao_band(std::string const& file, int band) {
    auto const path = bilbao_folder() / file;
    auto const grid = bilbao_grid();
    if (!grid || !std::filesystem::exists(path)) return std::nullopt;
    Array2D<double> cells(grid->rows, grid->columns);
    gis_driver().read({path.string(), band, grid->crs.name}, *grid, Resampling::bilinear, cells.view());
    return cells;
}

std::optional<City> bilbao() {
    auto const surface = bilbao_band("dsm_cdsm_as_used.tif", 1);
    auto const crowns = bilbao_band("dsm_cdsm_as_used.tif", 2);
    auto const building = bilbao_band("BDSM.tif", 1);
    auto const grid = bilbao_grid();
    if (!surface || !crowns || !building || !grid) return std::nullopt;
    City city = empty_city(grid->rows, grid->columns, grid->cell_m);
    for (Index r = 0; r < grid->rows; ++r) {
        for (Index c = 0; c < grid->columns; ++c) {
            city.surface(r, c) = static_cast<float>((*surface)(r, c));
            double const height_m = (*building)(r, c);
            city.ground(r, c) = static_cast<float>((*surface)(r, c) - (height_m > 0.0 ? height_m : 0.0));
            auto const top = static_cast<float>((*crowns)(r, c));
            if (!(top > city.surface(r, c))) continue;
            city.crown_top(r, c) = top;
            city.crown_base(r, c) = city.ground(r, c) + trunk_share * (top - city.ground(r, c));
        }
    }
    return city;
}

} // namespace jumelle::heat_cases
