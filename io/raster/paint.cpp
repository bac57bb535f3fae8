#include "io/raster/paint.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numeric>

#include "io/raster/layer_faults.hpp"
#include "io/raster/polygon_csv.hpp"

namespace jumelle {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// number in the field's unit = factor · number in the file + offset
struct UnitChange {
    double factor = 1.0, offset = 0.0;
    double operator()(double number) const { return factor * number + offset; }
};

/// How the file's numbers become the field's. `said_by_file` may be anything that a producer wrote there.
UnitChange unit_change(PaintTask const& task, std::string const& said_by_file) {
    std::string const& to = task.field.info.unit;
    std::string const& from = task.layer.unit.empty() ? said_by_file : task.layer.unit;
    if (from.empty() || from == to || task.field.categorical) return {};
    auto const zero = task.convert ? task.convert(0.0, from, to) : std::nullopt;
    auto const one = task.convert ? task.convert(1.0, from, to) : std::nullopt;
    if (zero && one) return {*one - *zero, *zero};
    std::string const whose =
        task.layer.unit.empty() ? fmt::format("{} says that its unit is ", task.layer.file) : "";
    throw InputError(part_of(task.layer.where, "unit")
                         .fault(fmt::format("{}'{}', which cannot become '{}' of {}", whose, from, to,
                                            task.field.info.name),
                                "say the unit of the file's numbers, for example unit: cm", FaultKind::data));
}

Resampling habit(PaintTask const& task, RasterFacts const& facts) {
    std::string const& asked = task.layer.resample;
    if (asked == "nearest") return Resampling::nearest;
    if (asked == "bilinear") return Resampling::bilinear;
    if (asked == "average") return Resampling::average;
    if (task.field.categorical) return Resampling::nearest;
    if (task.field.count) return Resampling::sum;
    // A point between four cells says nothing of the many others that a larger cell covers.
    constexpr double finer = 0.75; // of the grid's cell
    bool const is_finer = std::max(facts.cell_width_m, facts.cell_height_m) < finer * task.grid.cell_m;
    return is_finer ? Resampling::average : Resampling::bilinear;
}

char const* name_of(Resampling resampling) {
    switch (resampling) {
    case Resampling::nearest:
        return "nearest neighbour";
    case Resampling::average:
        return "averaged";
    case Resampling::sum:
        return "total kept";
    case Resampling::bilinear:
        break;
    }
    return "bilinear";
}

void check_overlap(PaintTask const& task, RasterFacts const& facts) {
    Grid const& grid = task.grid;
    bool const apart = facts.east_m <= grid.west_m || facts.west_m >= grid.east_m() ||
                       facts.north_m <= grid.south_m() || facts.south_m >= grid.north_m;
    if (!apart) return;
    throw InputError(
        part_of(task.layer.where, "raster")
            .fault(fmt::format("{} lies at x {:.0f} .. {:.0f}, y {:.0f} .. {:.0f}, the territory at x "
                               "{:.0f} .. {:.0f}, y {:.0f} .. {:.0f}: they do not meet",
                               task.layer.file, facts.west_m, facts.east_m, facts.south_m, facts.north_m,
                               grid.west_m, grid.east_m(), grid.south_m(), grid.north_m),
                   "is the raster's CRS right? crs: names another one", FaultKind::data));
}

void check_finite(PaintTask const& task, Array2D<double> const& cells) {
    Index infinite = 0;
    Cell first;
    for (Index row = 0; row < cells.rows(); ++row) {
        for (Index column = 0; column < cells.columns(); ++column) {
            if (!std::isinf(cells(row, column))) continue;
            if (infinite++ == 0) first = {row, column};
        }
    }
    if (infinite == 0) return;
    Point const at = task.grid.centre(first);
    throw InputError(part_of(task.layer.where, "raster")
                         .fault(fmt::format("{} is infinite in {} cell(s), the first at x {:.1f}, y {:.1f}",
                                            task.layer.file, infinite, at.x_m, at.y_m),
                                "give the file a nodata value in place of infinity", FaultKind::data));
}

InputRecord record_of(PaintTask const& task, std::string const& file, std::string note) {
    InputRecord record;
    record.name = file;
    record.used_for = task.layer.where.path();
    if (record.used_for.empty()) record.used_for = fmt::format("territory.fields.{}", task.field.info.name);
    record.note = std::move(note);
    return record;
}

InputRecord raster_record(PaintTask const& task, RasterFacts const& facts, RasterReading const& reading,
                          Resampling resampling) {
    constexpr double percent = 100.0;
    double const covered =
        percent * static_cast<double>(reading.covered) / static_cast<double>(task.grid.size());
    auto record =
        record_of(task, task.layer.file,
                  fmt::format("{} × {} cells of {:.6g} m, {}, {:.4g} % covered", facts.columns, facts.rows,
                              facts.cell_width_m,
                              reading.copied ? "copied cell by cell" : name_of(resampling), covered));
    record.crs = facts.crs;
    return record;
}

/// A raster on the grid, in the unit of the field; nothing where it has no number.
struct RasterOnGrid {
    Array2D<double> cells;
    InputRecord record;
};

RasterOnGrid read_raster(PaintTask const& task, std::string const& file) {
    RasterSource const source{file, task.layer.band, task.layer.crs};
    RasterFacts const facts = gis_driver().facts(source, task.grid.crs);
    UnitChange const change = unit_change(task, facts.unit);
    Resampling const resampling = habit(task, facts);
    check_overlap(task, facts);
    RasterOnGrid made{{task.grid.rows, task.grid.columns}, {}};
    RasterReading const reading = gis_driver().read(source, task.grid, resampling, made.cells.view());
    check_finite(task, made.cells);
    made.record = raster_record(task, facts, reading, resampling);
    made.record.name = file;
    for (Index row = 0; row < task.grid.rows; ++row) {
        for (Index column = 0; column < task.grid.columns; ++column) {
            double& number = made.cells(row, column);
            if (!std::isnan(number)) number = change(number);
        }
    }
    return made;
}

std::vector<InputRecord> paint_raster(PaintTask const& task, Array2D<double>& cells) {
    FieldLayer const& layer = task.layer;
    std::vector<InputRecord> records;
    RasterOnGrid read =
        with_place(part_of(layer.where, "raster"), [&] { return read_raster(task, layer.file); });
    records.push_back(std::move(read.record));
    if (!layer.minus.empty()) {
        RasterOnGrid taken =
            with_place(part_of(layer.where, "minus"), [&] { return read_raster(task, layer.minus); });
        records.push_back(std::move(taken.record));
        for (Index row = 0; row < cells.rows(); ++row) {
            for (Index column = 0; column < cells.columns(); ++column)
                read.cells(row, column) -= taken.cells(row, column);
        }
    }
    for (Index row = 0; row < cells.rows(); ++row) {
        for (Index column = 0; column < cells.columns(); ++column) {
            double const number = read.cells(row, column);
            if (std::isnan(number)) continue;
            cells(row, column) = layer.least && number < *layer.least ? 0.0 : number;
        }
    }
    return records;
}

/// The cells that a feature reaches, each once, in row order.
std::vector<Cell> cells_of(VectorFeature const& feature, Grid const& grid) {
    std::vector<Cell> cells;
    auto const append = [&](std::vector<Cell> const& more) {
        cells.insert(cells.end(), more.begin(), more.end());
    };
    for (auto const& polygon : feature.polygons) append(cells_inside({polygon, {}, {}}, grid));
    for (auto const& line : feature.lines) append(cells_touched(line, grid));
    append(cells_inside({{}, {}, feature.points}, grid));
    auto const before = [](Cell const& a, Cell const& b) {
        return a.row != b.row ? a.row < b.row : a.column < b.column;
    };
    std::sort(cells.begin(), cells.end(), before);
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    return cells;
}

/// A count must not be lost because its polygon is too small to hold a cell's centre.
std::vector<Cell> cell_of_first_corner(VectorFeature const& feature, Grid const& grid) {
    if (feature.polygons.empty() || feature.polygons.front().front().empty()) return {};
    auto const cell = grid.cell_at(feature.polygons.front().front().front());
    return cell ? std::vector{*cell} : std::vector<Cell>{};
}

void paint_feature(PaintTask const& task, VectorFeature const& feature, double value,
                   Array2D<double>& cells) {
    auto reached = cells_of(feature, task.grid);
    if (!task.field.count) {
        for (auto const& cell : reached) cells(cell.row, cell.column) = value;
        return;
    }
    if (reached.empty()) reached = cell_of_first_corner(feature, task.grid);
    double const share = value / static_cast<double>(reached.size());
    for (auto const& cell : reached) {
        double& number = cells(cell.row, cell.column);
        number = std::isnan(number) ? share : number + share;
    }
}

void check_values(PaintTask const& task, VectorReading const& reading) {
    FieldLayer const& layer = task.layer;
    if (layer.attribute.empty() || layer.missing || layer.missing_is_outside) return;
    auto const empty = std::count_if(reading.features.begin(), reading.features.end(),
                                     [](VectorFeature const& feature) { return !feature.value; });
    if (empty == 0) return;
    throw InputError(
        part_of(layer.where, "attribute")
            .fault(fmt::format("'{}' is empty in {} of {} features of {}", layer.attribute, empty,
                               reading.features.size(), layer.file),
                   fmt::format("say what to take there, for example missing: 6 {}", task.field.info.unit),
                   FaultKind::data));
}

std::vector<InputRecord> paint_vector(PaintTask const& task, Array2D<double>& cells) {
    FieldLayer const& layer = task.layer;
    return with_place(part_of(layer.where, "vector"), [&] {
        VectorReading const reading =
            gis_driver().read(VectorSource{layer.file, layer.layer, layer.attribute, layer.crs}, task.grid);
        UnitChange const change = unit_change(task, "");
        check_values(task, reading);
        for (auto const& feature : reading.features) {
            double value = layer.value;
            if (!layer.attribute.empty())
                value = feature.value ? change(*feature.value) : layer.missing.value_or(nothing);
            paint_feature(task, feature, value, cells);
        }
        auto record = record_of(task, layer.file,
                                fmt::format("{} features of layer {} meet the territory",
                                            reading.features.size(), reading.layer));
        record.crs = reading.crs;
        return std::vector{record};
    });
}

/// Tables of corners are taken as they are, so they must be in the territory's own CRS.
void check_system_of_corners(PaintTask const& task) {
    if (task.layer.crs.empty()) return;
    auto const said = find_crs(task.layer.crs);
    if (said && said->wkt == task.grid.crs.wkt) return;
    throw InputError(part_of(task.layer.where, "crs")
                         .fault(fmt::format("tables of corners must be in the territory's CRS, {}, not in {}",
                                            task.grid.crs.name, task.layer.crs),
                                "give the shapes as a vector file, for example GeoPackage or GeoJSON"));
}

std::vector<InputRecord> paint_polygons(PaintTask const& task, Array2D<double>& cells) {
    FieldLayer const& layer = task.layer;
    Value const& where = part_of(layer.where, "polygons");
    if (layer.files.empty())
        throw InputError(
            where.fault("no file has such a name", "the pattern may hold * and ?", FaultKind::data));
    check_system_of_corners(task);
    std::vector<InputRecord> records;
    for (auto const& file : layer.files) {
        Region const region{{read_polygon_csv(file, where)}, {}, {}};
        auto const inside = cells_inside(region, task.grid);
        for (auto const& cell : inside) cells(cell.row, cell.column) = layer.value;
        std::string note = fmt::format("{} corners, {} cells", region.rings.front().size(), inside.size());
        if (reaches_outside(region, task.grid)) note += ", reaches outside the territory";
        records.push_back(record_of(task, file, std::move(note)));
    }
    return records;
}

} // namespace

std::vector<Cell> cells_touched(std::vector<Point> const& line, Grid const& grid) {
    std::vector<Cell> cells;
    for (std::size_t i = 1; i < line.size(); ++i) {
        Point const a = line[i - 1];
        Point const b = line[i];
        // Every crossing of a cell border cuts the segment; the middle of each piece lies in a touched cell.
        std::vector<double> cuts{0.0, 1.0};
        auto const cut = [&](double from, double to) {
            double const low = std::max(std::min(from, to), 0.0);
            double const high =
                std::min(std::max(from, to), static_cast<double>(std::max(grid.rows, grid.columns)));
            for (double border = std::ceil(low); border <= high; ++border) {
                if (from != to) cuts.push_back((border - from) / (to - from));
            }
        };
        cut((a.x_m - grid.west_m) / grid.cell_m, (b.x_m - grid.west_m) / grid.cell_m);
        cut((grid.north_m - a.y_m) / grid.cell_m, (grid.north_m - b.y_m) / grid.cell_m);
        std::sort(cuts.begin(), cuts.end());
        for (std::size_t k = 1; k < cuts.size(); ++k) {
            double const middle = 0.5 * (cuts[k - 1] + cuts[k]);
            auto const cell =
                grid.cell_at({std::lerp(a.x_m, b.x_m, middle), std::lerp(a.y_m, b.y_m, middle)});
            if (cell) cells.push_back(*cell);
        }
    }
    return cells;
}

std::vector<InputRecord> paint_layer(PaintTask const& task, Array2D<double>& cells) {
    switch (task.layer.kind) {
    case FieldLayer::Kind::raster:
        return paint_raster(task, cells);
    case FieldLayer::Kind::vector:
        return paint_vector(task, cells);
    case FieldLayer::Kind::polygons:
        return paint_polygons(task, cells);
    case FieldLayer::Kind::constant:
        break;
    }
    cells.fill(task.layer.value);
    return {};
}

} // namespace jumelle
