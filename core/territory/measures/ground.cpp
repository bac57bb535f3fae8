#include "core/territory/measures/ground.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <numbers>
#include <utility>

#include "core/base/error.hpp"
#include "core/territory/field_catalog.hpp"
#include "core/territory/measures/surface.hpp"
#include "core/territory/retention.hpp"

namespace jumelle {

namespace {

double code(LandCover cover) {
    return static_cast<double>(cover);
}

/// Basins and swales are so much shallower as their ground was raised.
void fill_up(Territory& territory, Array2D<double> const& ground_before_m) {
    Array2D<double> const& ground_m = territory.fields.at("elevation").cells;
    Array2D<double>& depth_m = territory.fields.at(retention_depth_field).cells;
    for (Index r = 0; r < depth_m.rows(); ++r) {
        for (Index c = 0; c < depth_m.columns(); ++c) {
            double const rise_m = ground_m(r, c) - ground_before_m(r, c);
            if (rise_m > 0.0) depth_m(r, c) = std::max(depth_m(r, c) - rise_m, 0.0);
        }
    }
}

/// Changes one field in a region.
MeasureRecord changed(Territory& territory, std::string const& field, Region const& region,
                      std::function<double(Cell, double)> const& now) {
    MeasureRecord record;
    bool const may_fill_up = field == "elevation" && territory.fields.has(retention_depth_field);
    Array2D<double> const ground_before_m =
        may_fill_up ? territory.fields.at(field).cells : Array2D<double>();
    Surface surface(territory, field);
    surface.change(cells_inside(region, surface.grid()), now, record);
    surface.finish();
    if (may_fill_up) fill_up(territory, ground_before_m);
    return record;
}

/// Gives cells another land cover. Their roughness follows where it was that of the class before, as it is
/// where it was made from the land cover; a roughness of its own stays.
MeasureRecord cover_cells(Territory& territory, std::vector<Cell> const& cells,
                          std::function<double(Cell, double)> const& now) {
    Surface cover(territory, "land_cover");
    Array2D<double> const before = cover.cells();
    MeasureRecord record, unused;
    cover.change(cells, now, record);
    cover.finish();
    if (!has_field(territory, "manning")) return record;
    Surface roughness(territory, "manning");
    auto const follows = [&](Cell cell, double manning) {
        auto const* const was = find_land_cover(before(cell.row, cell.column));
        auto const* const is = find_land_cover(cover.cells()(cell.row, cell.column));
        return was != nullptr && is != nullptr && manning == was->manning.value ? is->manning.value : manning;
    };
    roughness.change(cells, follows, unused);
    roughness.finish();
    return record;
}

/// The grid on which land cover lies.
Grid const& cover_grid(Territory const& territory) {
    bool const is_fine = territory.fine.has_value() && lies_on_fine_terrain("land_cover");
    return is_fine ? territory.fine->grid : territory.grid;
}

/// The land cover of a region, where the territory has one; the record keeps to the main field.
void cover_with(Territory& territory, Region const& region, LandCover to) {
    if (!has_field(territory, "land_cover")) return;
    cover_cells(territory, cells_inside(region, cover_grid(territory)),
                [&](Cell, double) { return code(to); });
}

double distance_to_segment(Point p, Point a, Point b) {
    double const x = b.x_m - a.x_m, y = b.y_m - a.y_m, square = x * x + y * y;
    double const along = square > 0.0 ? ((p.x_m - a.x_m) * x + (p.y_m - a.y_m) * y) / square : 0.0;
    double const t = std::clamp(along, 0.0, 1.0);
    return std::hypot(p.x_m - (a.x_m + t * x), p.y_m - (a.y_m + t * y));
}

double distance_to_line(Point p, std::vector<Point> const& line) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < line.size(); ++i) {
        nearest = std::min(nearest, distance_to_segment(p, line[i - 1], line[i]));
    }
    return nearest;
}

/// Cells within a distance of a line.
std::vector<Cell> cells_beside(std::vector<Point> const& line, double distance_m, Grid const& grid) {
    std::vector<Cell> cells;
    for (Index r = 0; r < grid.rows; ++r) {
        for (Index c = 0; c < grid.columns; ++c) {
            if (distance_to_line(grid.centre({r, c}), line) < distance_m) cells.push_back({r, c});
        }
    }
    return cells;
}

/// Whether a point lies under a crown of the lattice: the three nearest lattice points are looked at by
/// rounding to the two rows around it.
bool under_lattice(Point p, double spacing_m, double radius_m) {
    double const row_m = spacing_m * std::numbers::sqrt3 / 2.0;
    double const below = std::floor(p.y_m / row_m);
    for (double const row : {below, below + 1.0}) {
        double const shift = std::fmod(std::abs(row), 2.0) == 1.0 ? 0.5 * spacing_m : 0.0;
        double const x = std::round((p.x_m - shift) / spacing_m) * spacing_m + shift;
        if (std::hypot(p.x_m - x, p.y_m - row * row_m) <= radius_m) return true;
    }
    return false;
}

/// Which cells get a tree.
class Planting {
  public:
    Planting(Trees const& trees, Grid const& grid)
        : trees_(trees),
          grid_(grid),
          spacing_m_(trees.crown_radius_m *
                     std::sqrt(2.0 * std::numbers::pi / (std::numbers::sqrt3 * trees.cover))),
          by_crowns_(trees.crown_radius_m >= grid.cell_m && trees.cover <= densest_cover) {}

    bool takes(Cell cell) {
        if (by_crowns_) return under_lattice(grid_.centre(cell), spacing_m_, trees_.crown_radius_m);
        owed_ += trees_.cover;
        if (owed_ < 1.0 - rounding) return false;
        owed_ -= 1.0;
        return true;
    }

  private:
    static constexpr double densest_cover = 0.9; // of circles that do not overlap: pi / sqrt(12) = 0.907
    static constexpr double rounding = 1e-9;
    Trees trees_;
    Grid const& grid_;
    double spacing_m_;
    bool by_crowns_;
    double owed_ = 0.0;
};

Field const& required_field(Territory const& territory, std::string const& name) {
    if (territory.fields.has(name)) return territory.fields.at(name);
    Fault fault;
    fault.message = fmt::format("the territory has no field '{}'", name);
    fault.hint = "give it to the territory, under fields:";
    throw InputError(fault);
}

/// Cells that touch each other at their sides, together; patches and their cells in row order.
/// @pre each cell once, in row order
std::vector<std::vector<Cell>> patches_of(std::vector<Cell> const& cells) {
    std::map<std::pair<Index, Index>, std::size_t> patch_of; // none yet: `cells.size()`
    for (Cell const cell : cells) patch_of[{cell.row, cell.column}] = cells.size();
    std::vector<std::vector<Cell>> patches;
    for (Cell const seed : cells) {
        if (patch_of.at({seed.row, seed.column}) != cells.size()) continue;
        std::vector<Cell> waiting{seed};
        patches.emplace_back();
        while (!waiting.empty()) {
            Cell const cell = waiting.back();
            waiting.pop_back();
            auto const found = patch_of.find({cell.row, cell.column});
            if (found == patch_of.end() || found->second != cells.size()) continue;
            found->second = patches.size() - 1;
            patches.back().push_back(cell);
            for (auto const& [down, right] : {std::pair{-1, 0}, {1, 0}, {0, -1}, {0, 1}})
                waiting.push_back({cell.row + down, cell.column + right});
        }
        std::sort(patches.back().begin(), patches.back().end(), [](Cell a, Cell b) {
            return std::pair{a.row, a.column} < std::pair{b.row, b.column};
        });
    }
    return patches;
}

/// Cells of the grid that may now fill to `depth_m`, or deeper where they could before.
void retain(Territory& territory, std::vector<Cell> const& cells,
            std::function<double(Cell)> const& depth_m) {
    MeasureRecord unused;
    Surface(territory, retention_depth_field)
        .change(
            cells, [&](Cell cell, double before_m) { return std::max(before_m, depth_m(cell)); }, unused);
}

} // namespace

MeasureRecord set_field(Territory& territory, Region const& region, FieldValue const& to) {
    return changed(territory, to.field, region, [&](Cell, double value) {
        if (to.change == FieldChange::add) return value + to.value;
        return to.change == FieldChange::multiply ? value * to.value : to.value;
    });
}

MeasureRecord raise_ground(Territory& territory, Region const& region, double by_m) {
    return changed(territory, "elevation", region, [&](Cell, double z_m) { return z_m + by_m; });
}

MeasureRecord level_ground(Territory& territory, Region const& region, double to_m) {
    return changed(territory, "elevation", region, [&](Cell, double) { return to_m; });
}

MeasureRecord dig_basin(Territory& territory, Region const& region, double depth_m) {
    Surface surface(territory, "elevation");
    MeasureRecord record;
    for (auto const& patch : patches_of(cells_inside(region, surface.grid()))) {
        double lowest_m = std::numeric_limits<double>::infinity();
        for (Cell const cell : patch) {
            double const z_m = surface.cells()(cell.row, cell.column);
            if (z_m < lowest_m) lowest_m = z_m;
        }
        surface.change(
            patch, [&](Cell, double) { return lowest_m - depth_m; }, record);
    }
    surface.finish();
    retain(territory, cells_inside(region, territory.grid), [&](Cell) { return depth_m; });
    cover_with(territory, region, LandCover::grass);
    return record;
}

MeasureRecord dig_swale(Territory& territory, std::vector<Point> const& line, Swale const& swale) {
    MeasureRecord record;
    double const half_m = 0.5 * swale.width_m;
    Surface ground(territory, "elevation");
    auto const depth_m = [&](Point centre) {
        double const d = distance_to_line(centre, line) / half_m;
        return swale.depth_m * (1.0 - d * d);
    };
    auto const lowered = [&](Cell cell, double z_m) { return z_m - depth_m(ground.grid().centre(cell)); };
    ground.change(cells_beside(line, half_m, ground.grid()), lowered, record);
    ground.finish();
    retain(territory, cells_beside(line, half_m, territory.grid),
           [&](Cell cell) { return depth_m(territory.grid.centre(cell)); });
    if (!has_field(territory, "land_cover")) return record;
    cover_cells(territory, cells_beside(line, half_m, cover_grid(territory)),
                [](Cell, double) { return code(LandCover::grass); });
    return record;
}

MeasureRecord unseal(Territory& territory, Region const& region, LandCover to) {
    auto const cells = cells_inside(region, cover_grid(territory));
    return cover_cells(territory, cells, [&](Cell, double cover) {
        bool const sealed = cover == code(LandCover::asphalt) || cover == code(LandCover::paved);
        return sealed ? code(to) : cover;
    });
}

MeasureRecord plant_trees(Territory& territory, Region const& region, Trees const& trees) {
    Surface const buildings(territory, "building_height");
    bool const knows_cover = has_field(territory, "land_cover");
    auto const& built_m = territory.fields.at("building_height").cells;
    Planting planting(trees, territory.grid);
    return changed(territory, "canopy_height", region, [&](Cell cell, double height_m) {
        double const cover =
            knows_cover ? territory.fields.at("land_cover").cells(cell.row, cell.column) : 0.0;
        bool const is_free = !(built_m(cell.row, cell.column) > 0.0) && cover != code(LandCover::water) &&
                             cover != code(LandCover::building);
        return is_free && planting.takes(cell) ? std::max(height_m, trees.height_m) : height_m;
    });
}

MeasureRecord resurface(Territory& territory, Region const& region, Surfacing what, double albedo) {
    bool const of_roofs = what == Surfacing::roofs;
    Array2D<double> const& known =
        required_field(territory, of_roofs ? "building_height" : "land_cover").cells;
    Grid const& grid = territory.grid;
    if (!territory.fields.has("albedo")) {
        Array2D<double> of_materials(grid.rows, grid.columns, std::numeric_limits<double>::quiet_NaN());
        territory.fields.put({find_catalog_field("albedo")->info, std::move(of_materials), {}});
    }
    Array2D<double>& now = territory.fields.at("albedo").cells;
    MeasureRecord record;
    for (Cell const cell : cells_inside(region, grid)) {
        double const value = known(cell.row, cell.column);
        bool const is_meant =
            of_roofs ? value > 0.0 : value == code(LandCover::asphalt) || value == code(LandCover::paved);
        if (!is_meant || now(cell.row, cell.column) == albedo) continue;
        now(cell.row, cell.column) = albedo;
        ++record.cells;
        record.area_m2 += grid.cell_area_m2();
    }
    return record;
}

MeasureRecord green_roofs(Territory& territory, Region const& region, double storage_m) {
    if (!has_field(territory, "building_height")) required_field(territory, "building_height");
    Surface buildings(territory, "building_height");
    return changed(territory, "roof_storage", region, [&](Cell cell, double held_m) {
        return buildings.cells()(cell.row, cell.column) > 0.0 ? storage_m : held_m;
    });
}

MeasureRecord build(Territory& territory, Region const& region, double height_m) {
    cover_with(territory, region, LandCover::building);
    return changed(territory, "building_height", region, [&](Cell, double) { return height_m; });
}

MeasureRecord demolish(Territory& territory, Region const& region, LandCover left) {
    if (has_field(territory, "land_cover")) {
        auto const cells = cells_inside(region, cover_grid(territory));
        cover_cells(territory, cells, [&](Cell, double cover) {
            return cover == code(LandCover::building) ? code(left) : cover;
        });
    }
    return changed(territory, "building_height", region, [](Cell, double) { return 0.0; });
}

} // namespace jumelle
