#include "core/territory/measures/surface.hpp"

#include <cmath>
#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/territory/field_catalog.hpp"

namespace jumelle {

namespace {

Field default_field(std::string const& name, Grid const& grid) {
    CatalogField const* const known = find_catalog_field(name);
    if (known == nullptr || !known->has_default) {
        Fault fault;
        fault.message = fmt::format("the territory has no field '{}'", name);
        fault.hint = "give it to the territory, under fields:";
        throw InputError(fault);
    }
    return {known->info, Array2D<double>(grid.rows, grid.columns, known->default_value), {}};
}

} // namespace

bool has_field(Territory const& territory, std::string const& field) {
    return territory.fields.has(field) || (territory.fine && territory.fine->fields.has(field));
}

Surface::Surface(Territory& territory, std::string const& field)
    : territory_(territory),
      name_(field),
      is_fine_(territory.fine.has_value() && lies_on_fine_terrain(field)) {
    FieldStore& store = is_fine_ ? territory.fine->fields : territory.fields;
    field_ = store.has(field) ? &store.at(field) : &store.put(default_field(field, grid()));
}

Grid const& Surface::grid() const {
    return is_fine_ ? territory_.fine->grid : territory_.grid;
}

void Surface::change(std::vector<Cell> const& cells, std::function<double(Cell, double)> const& now,
                     MeasureRecord& record) {
    double const area_m2 = grid().cell_area_m2();
    for (Cell const cell : cells) {
        double& value = field_->cells(cell.row, cell.column);
        if (std::isnan(value)) continue;
        double const changed = now(cell, value), rise = changed - value;
        if (changed == value) continue;
        ++record.cells;
        record.area_m2 += area_m2;
        if (name_ == "elevation") (rise > 0.0 ? record.fill_m3 : record.cut_m3) += std::abs(rise) * area_m2;
        value = changed;
    }
}

void Surface::finish() {
    if (is_fine_) territory_.fields.put(coarsened(*field_, territory_.fine->ratio));
}

} // namespace jumelle
