#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>

#include <fmt/format.h>

#include "app/exit_code.hpp"
#include "app/export_roads.hpp"
#include "app/options.hpp"
#include "core/base/file_faults.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/raster/export.hpp"
#include "io/raster/fine_depth.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;

InputError wrong_option(char const* option, std::string message, std::string hint) {
    Fault fault;
    fault.key = option;
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    return InputError(fault);
}

std::vector<FieldInfo> fields_on(Location location, std::vector<FieldInfo> const& infos) {
    std::vector<FieldInfo> kept;
    std::copy_if(infos.begin(), infos.end(), std::back_inserter(kept),
                 [&](FieldInfo const& info) { return info.location == location; });
    return kept;
}

std::vector<FieldInfo> cell_fields(std::vector<FieldInfo> const& infos) {
    return fields_on(Location::cell, infos);
}

/// The fields that were asked for by name; all where none was.
std::vector<FieldInfo> chosen(std::vector<FieldInfo> infos, std::vector<std::string> const& names) {
    if (names.empty()) return infos;
    std::erase_if(infos, [&](FieldInfo const& info) {
        return std::find(names.begin(), names.end(), info.name) == names.end();
    });
    return infos;
}

/// @throws InputError where a name is neither output nor summary nor constant
void check_names(std::vector<std::string> const& names, RunDescription const& run, Location location) {
    std::vector<std::string> known;
    for (auto const* list : {&run.outputs, &run.summaries, &run.constants}) {
        for (auto const& info : fields_on(location, *list)) known.push_back(info.name);
    }
    for (auto const& name : names) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        char const* const kind = location == Location::cell ? "cell" : "road";
        throw wrong_option("--field", fmt::format("the results have no {} field '{}'", kind, name),
                           hint_for_name(name, known));
    }
}

bool is_among(std::vector<FieldInfo> const& infos, std::string const& name) {
    return std::any_of(infos.begin(), infos.end(), [&](FieldInfo const& info) { return info.name == name; });
}

/// Positions of the output times that `--time` asks for.
std::vector<Index> chosen_steps(std::string const& text, RunDescription const& run) {
    auto const count = static_cast<Index>(run.times.size());
    if (count == 0) return {};
    if (text == "last") return {count - 1};
    std::vector<Index> steps;
    for (Index step = 0; step < count; ++step) steps.push_back(step);
    if (text == "all") return steps;
    double wanted_s = 0.0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), wanted_s);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(wanted_s)) {
        throw wrong_option("--time", fmt::format("'{}' is not a time", text),
                           "write last, all, or seconds since the start");
    }
    return {*std::min_element(steps.begin(), steps.end(), [&](Index a, Index b) {
        auto const distance = [&](Index step) {
            return std::abs(run.times[static_cast<std::size_t>(step)].seconds() - wanted_s);
        };
        return distance(a) < distance(b);
    })};
}

/// The next of 1, 2, 5, 10, 20 … that is not below `value`: round numbers at the legend.
double round_up(double value) {
    if (!(value > 0.0)) return 1.0;
    double const power = std::pow(10.0, std::floor(std::log10(value)));
    for (double const step : {1.0, 2.0, 5.0}) {
        if (step * power >= value) return step * power;
    }
    return 10.0 * power;
}

MapStyle map_style(Field const& field, ExportOptions const& options) {
    constexpr double shown_share = 0.01; // of the largest value: less is left clear
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    for (Index row = 0; row < field.cells.rows(); ++row) {
        for (Index column = 0; column < field.cells.columns(); ++column) {
            lowest = std::fmin(lowest, field.cells(row, column));
            highest = std::fmax(highest, field.cells(row, column));
        }
    }
    MapStyle style;
    style.unit = field.info.unit;
    style.ramp = field.info.name.find("depth") != std::string::npos ? Ramp::water : Ramp::heat;
    bool const from_zero = field.info.background == 0.0 && !(lowest < 0.0);
    style.low = from_zero || !(lowest < highest) ? 0.0 : lowest;
    style.high = from_zero ? round_up(highest) : std::max(highest, style.low + 1.0);
    if (!options.range.empty()) {
        style.low = options.range[0];
        style.high = options.range[1];
    }
    style.hide_below = from_zero ? shown_share * style.high : -std::numeric_limits<double>::infinity();
    return style;
}

/// Writes fields of one results file, one file each.
class Exporter {
  public:
    Exporter(ExportOptions const& options, Hdf5ResultReader const& results)
        : options_(options),
          results_(results),
          run_(results.description()),
          folder_(options.output_dir.empty() ? fs::absolute(options.results).parent_path()
                                             : fs::path(options.output_dir)) {}

    void write_all() const {
        check_names(options_.fields, run_, Location::cell);
        auto const steps = chosen_steps(options_.time, run_);
        make_folder();
        auto once = cell_fields(run_.summaries);
        // Constants are what the user brought; they come out again only where asked for.
        if (!options_.fields.empty()) {
            auto const constants = cell_fields(run_.constants);
            once.insert(once.end(), constants.begin(), constants.end());
        }
        for (auto const& info : chosen(once, options_.fields))
            write(info.name, results_.read_field(info.name));
        for (auto const& info : chosen(cell_fields(run_.outputs), options_.fields)) {
            for (Index const step : steps) {
                double const time_s = run_.times[static_cast<std::size_t>(step)].seconds();
                write(fmt::format("{}_{:.0f}s", info.name, time_s), results_.read_field(info.name, step));
            }
        }
    }

    /// Depths of the water levels over a finer terrain: the largest ones, and those of the chosen times.
    void write_fine_depths() const {
        FineTerrainFile const terrain = read_terrain_below(options_.terrain, run_.grid, "--terrain");
        make_folder();
        FieldInfo info;
        info.unit = "m";
        auto const write_depth = [&](std::string const& name, Field const& level) {
            info.name = name;
            info.long_name = "depth of water over the finer terrain";
            fs::path const path = folder_ / (name + ".tif");
            write_geotiff(path, terrain.grid, depth_over(terrain, level.cells), info);
            std::printf("%s\n", path.c_str());
        };
        bool const has_highest = is_among(run_.summaries, "max_water_level");
        bool const has_levels = is_among(run_.outputs, "water_level");
        if (!has_highest && !has_levels)
            throw wrong_option("--terrain", "the results hold no water levels",
                               "it is for runs of the model flood");
        if (has_highest) write_depth("max_water_depth_fine", results_.read_field("max_water_level"));
        if (!has_levels) return;
        for (Index const step : chosen_steps(options_.time, run_)) {
            double const time_s = run_.times[static_cast<std::size_t>(step)].seconds();
            write_depth(fmt::format("water_depth_fine_{:.0f}s", time_s),
                        results_.read_field("water_level", step));
        }
    }

    /// One file a time: the edges of the network with all that is known of them then.
    void write_roads() const {
        check_names(options_.fields, run_, Location::edge);
        RoadRecord const roads = results_.read_roads();
        make_folder();
        for (Index const step : chosen_steps(options_.time, run_)) {
            std::vector<Field> fields;
            for (auto const& info : chosen(fields_on(Location::edge, run_.outputs), options_.fields))
                fields.push_back(results_.read_field(info.name, step));
            for (auto const& info : chosen(fields_on(Location::edge, run_.summaries), options_.fields))
                fields.push_back(results_.read_field(info.name));
            double const time_s = run_.times[static_cast<std::size_t>(step)].seconds();
            fs::path const path = folder_ / fmt::format("roads_{:.0f}s.geojson", time_s);
            write_roads_geojson(path, roads, fields, run_.grid.crs.epsg);
            std::printf("%s\n", path.c_str());
        }
    }

  private:
    void make_folder() const {
        std::error_code error;
        fs::create_directories(folder_, error);
        if (error) throw IoError(fmt::format("cannot make folder {}: {}", folder_.string(), error.message()));
    }
    void write(std::string const& name, Field const& field) const {
        bool const picture = options_.format == "png";
        fs::path const path = folder_ / (name + (picture ? ".png" : ".tif"));
        if (picture) {
            write_map(path, field);
        } else {
            write_geotiff(path, run_.grid, field.cells, field.info);
        }
        std::printf("%s\n", path.c_str());
    }
    void write_map(fs::path const& path, Field const& field) const {
        MapLayers layers;
        layers.grid = &run_.grid;
        layers.elevation_m = background("elevation");
        layers.building_height_m = background("building_height");
        layers.canopy_height_m = background("canopy_height");
        layers.land_cover = background("land_cover");
        layers.field = &field.cells;
        if (layers.elevation_m == nullptr) {
            throw wrong_option("--to png", "a map needs the elevation, which these results do not hold",
                               "use --to geotiff");
        }
        write_png_map(path, layers, map_style(field, options_));
    }
    /// A constant of the run, read once; null where it has none of that name.
    Array2D<double> const* background(std::string const& name) const {
        if (!is_among(run_.constants, name)) return nullptr;
        if (!background_.has(name)) background_.put(results_.read_field(name));
        return &background_.at(name).cells;
    }

    ExportOptions const& options_;
    mutable FieldStore background_; // a cache: what is read does not change
    Hdf5ResultReader const& results_;
    RunDescription const& run_;
    fs::path folder_;
};

} // namespace

int export_verb(ExportOptions const& options) {
    Hdf5ResultReader const results(options.results);
    if (options.format == "geojson") {
        if (results.read_roads().edge_id.empty())
            refuse_file(options.results, "these results have no roads", "use --to geotiff");
        Exporter(options, results).write_roads();
        return exit_ok;
    }
    if (results.description().grid.size() == 0)
        refuse_file(options.results, "these results have no grid", "roads come out with --to geojson");
    if (!options.range.empty() && !(options.range[0] < options.range[1])) {
        throw wrong_option("--range", "the first number must be below the second", "write --range 0 1.5");
    }
    Exporter const exporter(options, results);
    if (options.terrain.empty()) {
        exporter.write_all();
    } else if (options.format != "geotiff" || !options.fields.empty()) {
        throw wrong_option("--terrain", "goes with GeoTIFF of depths alone", "leave --to and --field out");
    } else {
        exporter.write_fine_depths();
    }
    return exit_ok;
}

} // namespace jumelle::app
