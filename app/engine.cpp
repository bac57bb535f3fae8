#include "app/engine.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/compare/indicator.hpp"
#include "core/run/apply_measures.hpp"
#include "core/run/place_facilities.hpp"
#include "core/run/places.hpp"
#include "core/run/structures_from.hpp"
#include "core/scenario/design_storm.hpp"
#include "core/territory/field_catalog.hpp"
#include "core/territory/region.hpp"
#include "core/territory/town/town.hpp"
#include "io/checksum/sha256.hpp"
#include "io/hdf5/netcdf_weather.hpp"
#include "io/hdf5/omx.hpp"
#include "io/network/read_drains.hpp"
#include "io/network/read_roads.hpp"
#include "io/raster/rain_maps.hpp"
#include "io/raster/raster_reader.hpp"
#include "io/units/units.hpp"
#include "io/weather/series.hpp"
#include "io/weather/weather.hpp"

namespace jumelle::app {

namespace {

LanguageParts::NamedField named(FieldInfo const& info) {
    return {info.name, info.unit, info.long_name};
}

/// Towns lie in Lambert-93 unless the scenario says otherwise, so that their maps open somewhere in France.
constexpr char const* town_crs = "EPSG:2154";

Territory town_of(TerritorySpec const& spec) {
    TownOptions options;
    options.seed = spec.town->seed;
    options.width_m = spec.town->width_m;
    options.height_m = spec.town->height_m;
    options.cell_m = spec.resolution_m;
    if (spec.fine_cells > 0) {
        // Whole cells of the grid, each of whole cells of the terrain.
        auto const whole = [&](double size_m) {
            return std::max(std::round(size_m / spec.resolution_m), 1.0) * spec.resolution_m;
        };
        options.width_m = whole(options.width_m);
        options.height_m = whole(options.height_m);
        options.cell_m = spec.resolution_m / spec.fine_cells;
    }
    std::string const name = spec.crs.empty() ? town_crs : spec.crs;
    auto const crs = find_crs(name);
    if (!crs)
        throw InputError(spec.where["crs"].fault(fmt::format("the CRS '{}' is not known", name),
                                                 "write an EPSG code, for example EPSG:2154"));
    options.crs = *crs;
    if (auto const why = why_no_town(options); !why.empty())
        throw InputError(spec.town->where.fault(why, ""));
    Town town = make_town(options);
    auto& places = town.territory.places;
    places = {{"centre", town.landmarks.centre},
              {"river_inflow", town.landmarks.river_inflow},
              {"river_outflow", town.landmarks.river_outflow}};
    for (auto const& facility : town.territory.facilities)
        places[facility.kind] = town.territory.roads.node[static_cast<std::size_t>(facility.node)];
    for (std::size_t b = 0; b < town.landmarks.bridges.size(); ++b) {
        places[fmt::format("bridge_{}", b + 1)] = town.landmarks.bridges[b];
    }
    return std::move(town.territory);
}

ZoneMatrix matrix_of(DemandSpec const& spec) {
    return read_omx(spec.omx, spec.matrix, spec.lookup);
}

/// A territory of roads without a grid; only its CRS is known, where the scenario names one.
Territory network_alone(TerritorySpec const& spec) {
    Territory territory;
    if (spec.crs.empty()) return territory;
    auto const crs = find_crs(spec.crs);
    if (!crs)
        throw InputError(spec.where["crs"].fault(fmt::format("the CRS '{}' is not known", spec.crs),
                                                 "write an EPSG code, for example EPSG:2154"));
    territory.grid.crs = *crs;
    return territory;
}

UnitConversion converter() {
    return [](double value, std::string const& from, std::string const& to) {
        auto const conversion = common_units().between(from, to);
        return conversion ? std::optional<double>((*conversion)(value)) : std::nullopt;
    };
}

void add_checksums(std::vector<InputRecord>& inputs) {
    for (auto& input : inputs) {
        bool const is_file = input.sha256.empty() && std::filesystem::is_regular_file(input.name);
        if (is_file) input.sha256 = sha256_of_file(input.name);
    }
}

/// Reads the series of a scenario's forcing; names every table it read.
class ForcingReader {
  public:
    ForcingReader(Scenario const& scenario, Territory& territory, ModelRegistry const& registry)
        : scenario_(scenario), territory_(territory), outputs_(language(registry).outputs) {}

    Forcing read() {
        Forcing forcing;
        ForcingSpec const& spec = scenario_.forcing;
        if (spec.storm) forcing.rain_mps = hyetograph(*spec.storm);
        if (spec.rain_maps) forcing.rain_maps = rain_maps(*spec.rain_maps);
        if (spec.rain_mps) forcing.rain_mps = series(*spec.rain_mps, {"m/s", Interpolation::steps, {}, 0.0});
        if (spec.evaporation_mps)
            forcing.evaporation_mps = series(*spec.evaporation_mps, {"m/s", Interpolation::steps, {}, 0.0});
        if (spec.weather) forcing.weather = weather(*spec.weather);
        for (auto const& inflow : spec.inflows) forcing.inflows.push_back(inflow_of(inflow));
        for (auto const& level : spec.levels) forcing.levels.push_back(level_of(level));
        forcing.borders = {border(spec.north), border(spec.east), border(spec.south), border(spec.west)};
        Index const last_row = territory_.grid.rows - 1, last_column = territory_.grid.columns - 1;
        hold_border(spec.north, {0, 0}, {0, last_column}, forcing.levels);
        hold_border(spec.east, {0, last_column}, {last_row, last_column}, forcing.levels);
        hold_border(spec.south, {last_row, 0}, {last_row, last_column}, forcing.levels);
        hold_border(spec.west, {0, 0}, {last_row, 0}, forcing.levels);
        for (auto const& gauge : scenario_.outputs.gauges) read_observed(gauge, forcing.observed);
        return forcing;
    }

  private:
    void record(std::string const& file, Value const& where) {
        InputRecord record;
        record.name = file;
        record.used_for = where.path();
        territory_.inputs.push_back(std::move(record));
    }

    TimeSeries series(SeriesSpec const& spec, SeriesUse use) {
        use.start = scenario_.time.start;
        use.run_s = scenario_.time.duration.seconds();
        if (!spec.csv.empty()) record(spec.csv, spec.where);
        return read_series(spec, use, units_);
    }

    void read_observed(GaugeSpec const& gauge, std::vector<ObservedSeries>& observed) {
        for (auto const& [field, table] : gauge.tables) {
            auto const known =
                std::find_if(outputs_.begin(), outputs_.end(),
                             [&, name = field](auto const& output) { return output.name == name; });
            JUMELLE_EXPECTS(known != outputs_.end()); // the language names no others
            observed.push_back({gauge.name, field, series(table, {known->unit, Interpolation::linear, {}})});
        }
    }

    Weather weather(WeatherSpec const& spec) {
        record(spec.file(), spec.where);
        WeatherUse const use{scenario_.time.start, scenario_.time.duration};
        if (spec.netcdf.empty()) return read_weather(spec, use, units_);
        WeatherTable table =
            hdf5::read_netcdf_weather(spec.netcdf, {spec.latitude_deg, spec.longitude_deg}, units_);
        if (!spec.stamp.empty()) table.stamp = stamp_of(spec.stamp);
        return read_weather_table(table, spec, use);
    }

    RainMaps rain_maps(RainMapsSpec const& spec) {
        for (auto const& file : spec.files) record(file, spec.where);
        return read_rain_maps(spec, territory_.grid, scenario_.time.start, converter());
    }

    Point point_of(LinePoint const& corner) const {
        if (corner.place.empty()) return {corner.x_m, corner.y_m};
        return find_place(territory_, corner.place, corner.where);
    }

    Region region_of(RegionSpec const& spec) {
        Region region;
        if (!spec.line.empty()) {
            region.lines.emplace_back();
            for (auto const& corner : spec.line) region.lines.back().push_back(point_of(corner));
            return region;
        }
        if (spec.place.empty()) return read_region(spec, territory_.grid.crs);
        region.points.push_back(find_place(territory_, spec.place, spec.where));
        return region;
    }

    /// Cells of a named area. @throws InputError where it leaves the grid or covers no cell
    std::vector<Cell> cells_of(RegionSpec const& spec, std::string const& what) {
        Region const region = region_of(spec);
        auto const& where = spec.where;
        if (reaches_outside(region, territory_.grid)) {
            throw InputError(where.fault(fmt::format("{} reaches outside the grid", what),
                                         fmt::format("the grid reaches from x {} to {} and from y {} to {}",
                                                     territory_.grid.west_m, territory_.grid.east_m(),
                                                     territory_.grid.south_m(), territory_.grid.north_m)));
        }
        auto cells = cells_inside(region, territory_.grid);
        if (cells.empty()) {
            throw InputError(where.fault(fmt::format("{} covers no cell centre", what),
                                         "make the area larger than a cell, or give a point (at: [x, y])"));
        }
        return cells;
    }

    Inflow inflow_of(InflowSpec const& spec) {
        Inflow inflow{spec.name, cells_of(spec.region, fmt::format("inflow '{}'", spec.name)),
                      series(spec.discharge_m3ps, {"m3/s", {}, {}})};
        inflow.place = spec.region.where.place();
        inflow.key = spec.region.where.path();
        return inflow;
    }

    HeldLevel level_of(HeldLevelSpec const& spec) {
        HeldLevel level{spec.name,
                        cells_of(spec.region, fmt::format("level '{}'", spec.name)),
                        {series(spec.level_m, {"m", Interpolation::linear, {}})}};
        level.place = spec.region.where.place();
        level.key = spec.region.where.path();
        level.spin_up_s = spec.spin_up_s;
        if (spec.absorbing) level.absorbing = {spec.absorbing->relaxation_s, spec.absorbing->reflection};
        return level;
    }

    /// An absorbing border: the cells along it, from the first to the last one, hold its level.
    void hold_border(BorderSpec const& spec, Cell first, Cell last, std::vector<HeldLevel>& levels) {
        if (!spec.absorbing) return;
        HeldLevel level{spec.where.path(), {}, {series(spec.series, {"m", Interpolation::linear, {}})}};
        level.place = spec.where.place();
        level.key = spec.where.path();
        level.spin_up_s = spec.spin_up_s;
        level.absorbing = {spec.absorbing->relaxation_s, spec.absorbing->reflection};
        for (Index row = first.row; row <= last.row; ++row) {
            for (Index column = first.column; column <= last.column; ++column)
                level.cells.push_back({row, column});
        }
        levels.push_back(std::move(level));
    }

    Border border(BorderSpec const& spec) {
        Border made;
        if (spec.absorbing) return made; // a wall behind cells that hold the level
        switch (spec.kind) {
        case BorderSpec::Kind::wall:
            break;
        case BorderSpec::Kind::open:
            made.kind = BorderKind::open;
            break;
        case BorderSpec::Kind::normal_depth:
            made.kind = BorderKind::normal_depth;
            made.slope = spec.slope;
            break;
        case BorderSpec::Kind::level:
            made.kind = BorderKind::level;
            made.level_m = series(spec.series, {"m", Interpolation::linear, {}});
            break;
        case BorderSpec::Kind::discharge:
            made.kind = BorderKind::discharge;
            made.discharge_m3ps = series(spec.series, {"m3/s", Interpolation::linear, {}});
            break;
        }
        return made;
    }

    Scenario const& scenario_;
    Territory& territory_;
    std::vector<LanguageParts::NamedField> const outputs_;
    UnitSystem const& units_ = common_units();
};

void note_input(Territory& territory, std::string const& file, Value const& where) {
    InputRecord record;
    record.name = file;
    record.used_for = where.path();
    territory.inputs.push_back(std::move(record));
}

Structures structures_of(Scenario const& scenario, Territory& territory, FaultList& faults) {
    StructureSources sources;
    sources.series = [&](SeriesSpec const& spec, std::string const& unit) {
        if (!spec.csv.empty()) note_input(territory, spec.csv, spec.where);
        return read_series(spec, {unit, Interpolation::linear, scenario.time.start, 0.0}, common_units());
    };
    sources.line = [&](Value const& file) {
        note_input(territory, file.text(), file);
        return read_line(file.text(), territory.grid.crs, file);
    };
    return structures_from(scenario.territory, territory, sources, faults);
}

void change_by_measures(Scenario const& scenario, Territory& territory, FaultList& faults) {
    MeasureSources sources;
    sources.region = [&](RegionSpec const& spec) {
        if (!spec.polygons.empty()) note_input(territory, spec.polygons, spec.where);
        return read_region(spec, territory.grid.crs);
    };
    sources.line = [&](Value const& file) {
        note_input(territory, file.text(), file);
        return read_line(file.text(), territory.grid.crs, file);
    };
    apply_measures(scenario.measures, territory, sources, faults);
}

} // namespace

LanguageParts language(ModelRegistry const& registry) {
    LanguageParts parts;
    for (auto const& field : field_catalog()) parts.fields.push_back(named(field.info));
    for (auto const& entry : registry.all()) {
        parts.models.emplace_back(entry.description.name, entry.description.parameters);
        for (auto const& info : entry.description.writes) parts.outputs.push_back(named(info));
        for (auto const& info : entry.description.on_request) parts.outputs.push_back(named(info));
    }
    for (auto const& indicator : indicators()) parts.indicators.push_back(indicator.name);
    return parts;
}

Territory load_land(Scenario const& scenario) {
    UnitConversion const convert = converter();
    FaultList faults;
    TerritorySpec const& spec = scenario.territory;
    Territory territory = !spec.has_grid ? network_alone(spec)
                          : spec.town    ? paint_fields(town_of(spec), spec, convert, faults)
                                         : read_territory(spec, convert, faults);
    if (spec.roads) add_roads(spec, territory, matrix_of, faults);
    auto const layer_table = [&](std::string const& file, std::string const& layer, Value const& where) {
        return read_layer_table(file, layer, territory.grid.crs, where);
    };
    if (spec.drains) add_drains(*spec.drains, territory, layer_table, faults);
    faults.throw_if_any();
    place_facilities(spec.facilities, territory, faults);
    faults.throw_if_any();
    add_checksums(territory.inputs);
    return territory;
}

void plan_on(Territory& land, Scenario const& scenario) {
    FaultList faults;
    change_by_measures(scenario, land, faults);
    faults.throw_if_any();
    land.structures = structures_of(scenario, land, faults);
    faults.throw_if_any();
    add_checksums(land.inputs);
}

Territory load_territory(Scenario const& scenario) {
    Territory territory = load_land(scenario);
    plan_on(territory, scenario);
    return territory;
}

Forcing load_forcing(Scenario const& scenario, Territory& territory, ModelRegistry const& registry) {
    Forcing forcing = ForcingReader(scenario, territory, registry).read();
    add_checksums(territory.inputs);
    return forcing;
}

} // namespace jumelle::app
