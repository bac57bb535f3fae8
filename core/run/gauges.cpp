#include "core/run/gauges.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/base/sum.hpp"
#include "core/run/places.hpp"
#include "core/territory/region.hpp"

namespace jumelle {

namespace {

/// Nothing, and a fault, where the gauge stands at a place that nobody knows.
std::optional<Point> position_of(GaugeSpec const& spec, Territory const& territory, FaultList& faults) {
    if (spec.place.empty()) return Point{spec.x_m, spec.y_m};
    try {
        return find_place(territory, spec.place, spec.where);
    } catch (InputError const& error) {
        faults.add(error.faults().front());
        return std::nullopt;
    }
}

std::vector<Cell> cells_of(Point at, double radius_m, Grid const& grid) {
    Region region;
    if (radius_m > 0.0) region.circles.push_back({at, radius_m});
    std::vector<Cell> cells = cells_inside(region, grid);
    // A radius smaller than a cell may hold no cell centre: then the gauge is read from the cell it lies in.
    if (cells.empty()) cells.push_back(*grid.cell_at(at));
    return cells;
}

bool all_outside_territory(std::vector<Cell> const& cells, FieldStore const& fields) {
    if (!fields.has("elevation")) return false;
    auto const& elevation_m = fields.at("elevation").cells;
    return std::all_of(cells.begin(), cells.end(),
                       [&](Cell cell) { return std::isnan(elevation_m(cell.row, cell.column)); });
}

void check_observed(GaugeSpec const& spec, std::vector<FieldInfo> const& output_fields, FaultList& faults) {
    std::vector<std::string> known;
    for (auto const& info : output_fields) known.push_back(info.name);
    auto const check = [&](std::string const& field) {
        if (std::find(known.begin(), known.end(), field) != known.end()) return;
        faults.add(spec.where.fault(fmt::format("observes '{}', which is not among the outputs", field),
                                    hint_for_name(field, known)));
    };
    for (auto const& [field, value] : spec.observed) check(field);
    for (auto const& table : spec.tables) check(table.field);
}

} // namespace

std::vector<Gauge> place_gauges(OutputSpec const& outputs, std::vector<FieldInfo> const& output_fields,
                                Territory const& territory, FaultList& faults) {
    std::vector<Gauge> gauges;
    Grid const& grid = territory.grid;
    for (auto const& spec : outputs.gauges) {
        check_observed(spec, output_fields, faults);
        auto const found = position_of(spec, territory, faults);
        if (!found) continue;
        Point const at = *found;
        if (!grid.cell_at(at)) {
            faults.add(spec.where.fault(
                fmt::format("gauge '{}' at ({}, {}) lies outside the grid", spec.name, at.x_m, at.y_m),
                fmt::format("the grid reaches from x {} to {} and from y {} to {} ({})", grid.west_m,
                            grid.east_m(), grid.south_m(), grid.north_m, grid.crs.name)));
            continue;
        }
        auto cells = cells_of(at, spec.radius_m, grid);
        if (all_outside_territory(cells, territory.fields)) {
            faults.add(spec.where.fault(fmt::format("gauge '{}' lies on cells without elevation", spec.name),
                                        "move it, or fill the elevation there (missing: …)"));
        }
        gauges.push_back({spec.name, at, spec.radius_m, std::move(cells)});
    }
    return gauges;
}

double read_gauge(Gauge const& gauge, Field const& field) {
    CompensatedSum sum;
    double count = 0.0;
    for (Cell const cell : gauge.cells) {
        double const value = field.cells(cell.row, cell.column);
        if (std::isnan(value)) continue;
        sum.add(value);
        count += 1.0;
    }
    return count > 0.0 ? sum.value() / count : std::numeric_limits<double>::quiet_NaN();
}

namespace {

/// What a scenario says, which is in SI units, in the unit that a field is written in.
double in_unit_of(FieldInfo const& field, double si) {
    constexpr double zero_celsius_k = 273.15, seconds_per_hour = 3600.0;
    if (field.unit == "degC") return si - zero_celsius_k;
    bool const counts_hours = field.unit == "h" || field.unit == "K h";
    return counts_hours ? si / seconds_per_hour : si;
}

} // namespace

std::vector<GaugeComparison> compare_gauges(OutputSpec const& outputs, std::vector<Gauge> const& gauges,
                                            FieldStore const& fields) {
    std::vector<GaugeComparison> rows;
    for (std::size_t g = 0; g < gauges.size(); ++g) {
        for (auto const& [name, observed] : outputs.gauges[g].observed) {
            Field const& field = fields.at(name);
            rows.push_back({gauges[g].name, name, field.info.unit, in_unit_of(field.info, observed),
                            read_gauge(gauges[g], field)});
        }
    }
    return rows;
}

} // namespace jumelle
