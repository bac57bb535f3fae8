#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "io/raster/layer_faults.hpp"
#include "io/raster/paint.hpp"
#include "io/raster/polygon_csv.hpp"
#include "io/raster/raster_reader.hpp"

namespace jumelle {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Reads the fields of one territory, one after the other.
class Reader {
  public:
    Reader(TerritorySpec const& spec, UnitConversion const& convert, FaultList& faults)
        : spec_(spec), convert_(convert), faults_(faults) {}

    Territory read() {
        try {
            territory_.grid = territory_grid(spec_);
        } catch (InputError const& error) {
            tell(error);
            check_files(error);
            return std::move(territory_);
        }
        return paint_onto(std::move(territory_));
    }

    Territory paint_onto(Territory base) {
        territory_ = std::move(base);
        outside_ = Array2D<unsigned char>(territory_.grid.rows, territory_.grid.columns, 0);
        for (auto const& field : spec_.fields) read_field(field);
        for (auto const& field : spec_.fields) complete(field);
        if (faults_.empty()) cut_outside();
        return std::move(territory_);
    }

  private:
    void tell(InputError const& error) {
        for (auto const& fault : error.faults()) faults_.add(fault);
    }

    /// Without a grid nothing can be painted, but the files can be opened: all that is wrong with them is
    /// told.
    void check_files(InputError const& told) {
        auto const crs = find_crs(spec_.crs);
        for (auto const& field : spec_.fields) {
            for (auto const& layer : field.layers) {
                try {
                    if (crs) check_file(layer, *crs);
                } catch (InputError const& error) {
                    if (std::string(error.what()) != told.what()) tell(error);
                }
            }
        }
    }

    static void check_file(FieldLayer const& layer, Crs const& crs) {
        if (layer.kind == FieldLayer::Kind::raster)
            with_place(part_of(layer.where, "raster"), [&] {
                return gis_driver().facts({layer.file, layer.band, layer.crs}, crs);
            });
        if (layer.kind != FieldLayer::Kind::polygons) return;
        for (auto const& file : layer.files) (void)read_polygon_csv(file, part_of(layer.where, "polygons"));
    }

    /// What the first layer is painted over: the field as the base has it, or nothing.
    Array2D<double> cells_before(std::string const& name) const {
        if (territory_.fields.has(name)) return territory_.fields.at(name).cells;
        return {territory_.grid.rows, territory_.grid.columns, nothing};
    }

    void read_field(FieldSpec const& spec) {
        CatalogField const* const known = find_catalog_field(spec.name);
        if (known == nullptr) {
            std::vector<std::string> names;
            for (auto const& field : field_catalog()) names.push_back(field.info.name);
            faults_.add(spec.where.fault(fmt::format("there is no field '{}'", spec.name),
                                         hint_for_name(spec.name, names)));
            return;
        }
        Array2D<double> cells = cells_before(spec.name);
        bool sound = true;
        for (auto const& layer : spec.layers) {
            try {
                auto records = paint_layer({territory_.grid, *known, layer, convert_}, cells);
                std::move(records.begin(), records.end(), std::back_inserter(territory_.inputs));
            } catch (InputError const& error) {
                tell(error);
                sound = false;
            }
        }
        if (!sound) return;
        bool const outside = std::any_of(spec.layers.begin(), spec.layers.end(),
                                         [](FieldLayer const& layer) { return layer.missing_is_outside; });
        if (outside) mark_outside(cells);
        territory_.fields.put({known->info, std::move(cells), {}});
    }

    void mark_outside(Array2D<double> const& cells) {
        for (Index row = 0; row < cells.rows(); ++row) {
            for (Index column = 0; column < cells.columns(); ++column) {
                if (std::isnan(cells(row, column))) outside_(row, column) = 1;
            }
        }
    }

    /// What cells take that no layer reached: the last `missing` of a raster; where only shapes were painted,
    /// what the field is when nothing is there.
    static std::optional<double> remainder(FieldSpec const& spec) {
        bool any_raster = false;
        std::optional<double> value;
        for (auto const& layer : spec.layers) {
            if (layer.kind != FieldLayer::Kind::raster) continue;
            any_raster = true;
            if (layer.missing) value = layer.missing;
        }
        CatalogField const* const known = find_catalog_field(spec.name);
        if (!any_raster && known->has_default) value = known->default_value;
        return value;
    }

    void complete(FieldSpec const& spec) {
        if (!territory_.fields.has(spec.name)) return; // its faults are told already
        Array2D<double>& cells = territory_.fields.at(spec.name).cells;
        auto const value = remainder(spec);
        Index empty = 0;
        Cell first;
        for (Index row = 0; row < cells.rows(); ++row) {
            for (Index column = 0; column < cells.columns(); ++column) {
                if (!std::isnan(cells(row, column)) || outside_(row, column) != 0) continue;
                if (value) {
                    cells(row, column) = *value;
                } else if (empty++ == 0) {
                    first = {row, column};
                }
            }
        }
        if (empty > 0) tell_empty(spec, empty, first);
        check_range(spec, cells);
    }

    /// Numbers that make no sense for the field are told with the first of their cells.
    void check_range(FieldSpec const& spec, Array2D<double> const& cells) {
        CatalogField const& known = *find_catalog_field(spec.name);
        for (Index row = 0; row < cells.rows(); ++row) {
            for (Index column = 0; column < cells.columns(); ++column) {
                double const value = cells(row, column);
                bool const sound = std::isnan(value) || (value >= known.lowest && value <= known.highest);
                if (sound) continue;
                Point const at = territory_.grid.centre({row, column});
                faults_.add(spec.where.fault(fmt::format("{} is {:g} {} at x {:.1f}, y {:.1f}", spec.name,
                                                         value, known.info.unit, at.x_m, at.y_m),
                                             fmt::format("it must lie in {:g} .. {:g} {}", known.lowest,
                                                         known.highest, known.info.unit),
                                             FaultKind::data));
                return;
            }
        }
    }

    void tell_empty(FieldSpec const& spec, Index empty, Cell first) {
        Grid const& grid = territory_.grid;
        Point const at = grid.centre(first);
        constexpr double percent = 100.0;
        double const share = percent * static_cast<double>(empty) / static_cast<double>(grid.size());
        auto const raster =
            std::find_if(spec.layers.rbegin(), spec.layers.rend(),
                         [](FieldLayer const& layer) { return layer.kind == FieldLayer::Kind::raster; });
        bool const from_raster = raster != spec.layers.rend();
        std::string const hint =
            from_raster
                ? "if these cells lie outside the territory, missing: outside; else the value to take, "
                  "missing: 0 with its unit"
                : "paint all cells first: a layer with value:, before the others";
        Value const& where = from_raster ? part_of(raster->where, "raster") : spec.where;
        faults_.add(
            where.fault(fmt::format("{} has no value in {} of {} cells ({:.2g} %), the first at x {:.1f}, y "
                                    "{:.1f}",
                                    spec.name, empty, grid.size(), share, at.x_m, at.y_m),
                        hint, FaultKind::data));
    }

    void cut_outside() {
        for (auto const& spec : spec_.fields) {
            Array2D<double>& cells = territory_.fields.at(spec.name).cells;
            for (Index row = 0; row < cells.rows(); ++row) {
                for (Index column = 0; column < cells.columns(); ++column) {
                    if (outside_(row, column) != 0) cells(row, column) = nothing;
                }
            }
        }
    }

    TerritorySpec const& spec_;
    UnitConversion const& convert_;
    FaultList& faults_;
    Territory territory_;
    Array2D<unsigned char> outside_; ///< 1 where a field says that the territory ends
};

/// The part of a scenario's territory that lies on its fine terrain, or the rest.
TerritorySpec part_with(TerritorySpec const& spec, bool (*belongs)(std::string const&)) {
    TerritorySpec part = spec;
    std::erase_if(part.fields, [&](FieldSpec const& field) { return !belongs(field.name); });
    return part;
}

bool lies_on_coarse_grid(std::string const& field) {
    return !lies_on_fine_terrain(field);
}

/// Cells that are outside the territory: without elevation, or without a value where a field says so.
Array2D<unsigned char> outside_of(FieldStore const& fields, TerritorySpec const& spec) {
    std::vector<Field const*> telling;
    if (fields.has("elevation")) telling.push_back(&fields.at("elevation"));
    for (auto const& field : spec.fields) {
        bool const tells = std::any_of(field.layers.begin(), field.layers.end(),
                                       [](FieldLayer const& layer) { return layer.missing_is_outside; });
        if (tells && fields.has(field.name)) telling.push_back(&fields.at(field.name));
    }
    if (telling.empty()) return {};
    Array2D<unsigned char> outside(telling[0]->cells.rows(), telling[0]->cells.columns(), 0);
    for (Index row = 0; row < outside.rows(); ++row) {
        for (Index column = 0; column < outside.columns(); ++column) {
            for (auto const* field : telling) outside(row, column) |= std::isnan(field->cells(row, column));
        }
    }
    return outside;
}

/// Empties what lies outside in every field. @param ratio cells of the fields along the side of those told
void cut(FieldStore& fields, Array2D<unsigned char> const& outside, Index ratio) {
    if (outside.empty()) return;
    for (auto const& named : fields.all()) {
        Array2D<double>& cells = fields.at(named.first).cells;
        for (Index row = 0; row < cells.rows(); ++row) {
            for (Index column = 0; column < cells.columns(); ++column) {
                if (outside(row / ratio, column / ratio) != 0) cells(row, column) = nothing;
            }
        }
    }
}

/// Reads what lies on the fine terrain there, gives the coarse grid its summary, and reads the rest.
Territory with_fine_terrain(Territory base, TerritorySpec const& spec, UnitConversion const& convert,
                            FaultList& faults) {
    TerritorySpec const on_terrain = part_with(spec, &lies_on_fine_terrain);
    TerritorySpec const on_grid = part_with(spec, &lies_on_coarse_grid);
    Territory read = Reader(on_terrain, convert, faults).paint_onto(std::move(base));
    FineTerrain fine{read.grid, spec.fine_cells, {}};
    FieldStore coarse;
    for (auto const& [name, field] : read.fields.all()) {
        coarse.put(coarsened(field, fine.ratio));
        if (lies_on_fine_terrain(name)) fine.fields.put(std::move(read.fields.at(name)));
    }
    read.grid = coarser_grid(fine.grid, fine.ratio);
    read.fields = std::move(coarse);
    read = Reader(on_grid, convert, faults).paint_onto(std::move(read));
    if (!faults.empty()) return read;
    auto const outside = outside_of(read.fields, on_grid);
    cut(read.fields, outside, 1);
    cut(fine.fields, outside, fine.ratio);
    read.fine = std::move(fine);
    return read;
}

} // namespace

Territory read_territory(TerritorySpec const& spec, UnitConversion const& convert, FaultList& faults) {
    if (spec.fine_cells == 0) return Reader(spec, convert, faults).read();
    Territory fine;
    try {
        fine.grid = terrain_grid(spec);
    } catch (InputError const& error) {
        // Without the terrain the files can still be opened: what is wrong with them is told too.
        Territory read = Reader(spec, convert, faults).read();
        if (faults.empty()) {
            for (auto const& fault : error.faults()) faults.add(fault);
        }
        return read;
    }
    return with_fine_terrain(std::move(fine), spec, convert, faults);
}

Territory paint_fields(Territory base, TerritorySpec const& spec, UnitConversion const& convert,
                       FaultList& faults) {
    if (spec.fine_cells > 0) return with_fine_terrain(std::move(base), spec, convert, faults);
    return Reader(spec, convert, faults).paint_onto(std::move(base));
}

} // namespace jumelle
