#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>

#include <fmt/format.h>

#include "app/exit_code.hpp"
#include "app/options.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/raster/export.hpp"

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

std::vector<FieldInfo> cell_fields(std::vector<FieldInfo> const& infos) {
    std::vector<FieldInfo> kept;
    std::copy_if(infos.begin(), infos.end(), std::back_inserter(kept),
                 [](FieldInfo const& info) { return info.location == Location::cell; });
    return kept;
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
void check_names(std::vector<std::string> const& names, RunDescription const& run) {
    std::vector<std::string> known;
    for (auto const* list : {&run.outputs, &run.summaries, &run.constants}) {
        for (auto const& info : cell_fields(*list)) known.push_back(info.name);
    }
    for (auto const& name : names) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        throw wrong_option("--field", fmt::format("the results have no cell field '{}'", name),
                           hint_for_name(name, known));
    }
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

/// Writes fields of one results file, one file each.
class Exporter {
  public:
    Exporter(ExportOptions const& options, Hdf5ResultReader const& results)
        : options_(options),
          results_(results),
          run_(results.description()),
          folder_(options.output_dir.empty() ? fs::absolute(options.results).parent_path()
                                             : fs::path(options.output_dir)) {
        std::error_code error;
        fs::create_directories(folder_, error);
        if (error) throw IoError(fmt::format("cannot make folder {}: {}", folder_.string(), error.message()));
    }

    void write_all() const {
        check_names(options_.fields, run_);
        auto once = cell_fields(run_.summaries);
        // Constants are what the user brought; they come out again only where asked for.
        if (!options_.fields.empty()) {
            auto const constants = cell_fields(run_.constants);
            once.insert(once.end(), constants.begin(), constants.end());
        }
        for (auto const& info : chosen(once, options_.fields))
            write(info.name, results_.read_field(info.name));
        for (auto const& info : chosen(cell_fields(run_.outputs), options_.fields)) {
            for (Index const step : chosen_steps(options_.time, run_)) {
                double const time_s = run_.times[static_cast<std::size_t>(step)].seconds();
                write(fmt::format("{}_{:.0f}s", info.name, time_s), results_.read_field(info.name, step));
            }
        }
    }

  private:
    void write(std::string const& name, Field const& field) const {
        bool const picture = options_.format == "png";
        fs::path const path = folder_ / (name + (picture ? ".png" : ".tif"));
        if (picture) {
            write_png_map(path, map_of(field));
        } else {
            write_geotiff(path, run_.grid, field.cells, field.info);
        }
        std::printf("%s\n", path.c_str());
    }
    MapLayers map_of(Field const& field) const;

    ExportOptions const& options_;
    Hdf5ResultReader const& results_;
    RunDescription const& run_;
    fs::path folder_;
};

} // namespace

int export_verb(ExportOptions const& options) {
    Hdf5ResultReader const results(options.results);
    if (results.description().grid.size() == 0) {
        Fault fault;
        fault.place.file = options.results;
        fault.message = "these results have no grid";
        fault.kind = FaultKind::data;
        throw InputError(fault);
    }
    Exporter(options, results).write_all();
    return exit_ok;
}

} // namespace jumelle::app
