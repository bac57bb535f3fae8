#include "app/compare_files.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <malloc.h>
#include <unordered_map>

#include "app/csv_cell.hpp"
#include "app/export_roads.hpp"
#include "app/run_scenario.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"
#include "io/raster/export.hpp"

namespace jumelle::app {

namespace {

namespace fs = std::filesystem;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Letters, digits and lines of a name, for the name of a file.
std::string file_name(std::string const& name) {
    std::string made;
    for (char const c : name) {
        bool const keeps = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
        made += keeps ? c : '_';
    }
    return made;
}

std::vector<FieldInfo> shared(std::vector<FieldInfo> const& ours, std::vector<FieldInfo> const& theirs,
                              Location location) {
    std::vector<FieldInfo> made;
    for (auto const& info : ours) {
        bool const is_shared = std::any_of(theirs.begin(), theirs.end(), [&](FieldInfo const& other) {
            return other.name == info.name && other.location == info.location;
        });
        if (info.location == location && is_shared) made.push_back(info);
    }
    return made;
}

/// Means over the output times, those without a value left out.
std::vector<double> mean_over_time(Hdf5ResultReader const& run, std::string const& field) {
    std::vector<double> sum, count;
    for (std::size_t step = 0; step < run.description().times.size(); ++step) {
        auto const values = run.read_field(field, static_cast<Index>(step)).values;
        sum.resize(values.size(), 0.0);
        count.resize(values.size(), 0.0);
        for (std::size_t e = 0; e < values.size(); ++e) {
            if (std::isnan(values[e])) continue;
            sum[e] += values[e];
            count[e] += 1.0;
        }
    }
    for (std::size_t e = 0; e < sum.size(); ++e) sum[e] = count[e] > 0.0 ? sum[e] / count[e] : none;
    return sum;
}

/// Numbers of one run on its roads.
std::vector<Field> road_numbers(Hdf5ResultReader const& run, std::vector<FieldInfo> const& summaries,
                                std::vector<FieldInfo> const& outputs) {
    std::vector<Field> made;
    for (auto const& info : summaries) made.push_back(run.read_field(info.name));
    for (auto const& info : outputs) {
        made.push_back({info, {}, mean_over_time(run, info.name)});
        made.back().info.name = "mean_" + info.name;
    }
    return made;
}

/// The numbers of `before` at the edges of `now`; NaN where it has none of that name.
std::vector<double> matched(std::vector<double> const& before, RoadRecord const& its, RoadRecord const& now) {
    std::unordered_map<std::string, std::size_t> place;
    for (std::size_t e = 0; e < its.edge_id.size(); ++e) place.emplace(its.edge_id[e], e);
    std::vector<double> made;
    for (auto const& id : now.edge_id) {
        auto const found = place.find(id);
        made.push_back(found == place.end() ? none : before[found->second]);
    }
    return made;
}

Field renamed(Field field, std::string const& ending, std::vector<double> values) {
    field.info.name += ending;
    field.values = std::move(values);
    return field;
}

/// Baseline, option and difference of every number, at the edges of the option.
std::vector<Field> differences(Hdf5ResultReader const& base, Hdf5ResultReader const& option) {
    auto const& ours = base.description();
    auto const& theirs = option.description();
    auto const summaries = shared(ours.summaries, theirs.summaries, Location::edge);
    auto const outputs = shared(ours.outputs, theirs.outputs, Location::edge);
    RoadRecord const roads_before = base.read_roads(), roads = option.read_roads();
    auto const before = road_numbers(base, summaries, outputs);
    auto const now = road_numbers(option, summaries, outputs);
    std::vector<Field> made;
    for (std::size_t f = 0; f < now.size(); ++f) {
        auto const old = matched(before[f].values, roads_before, roads);
        std::vector<double> change = now[f].values;
        for (std::size_t e = 0; e < change.size(); ++e) change[e] -= old[e];
        made.push_back(renamed(now[f], "_baseline", old));
        made.push_back(now[f]);
        made.push_back(renamed(now[f], "_difference", change));
    }
    return made;
}

std::string to_csv(RoadRecord const& roads, std::vector<Field> const& fields) {
    std::string text = "edge,from,to";
    for (auto const& field : fields)
        text += "," + csv_cell(fmt::format("{} [{}]", field.info.name, field.info.unit));
    text += "\n";
    for (std::size_t e = 0; e < roads.edge_id.size(); ++e) {
        text += fmt::format("{},{},{}", csv_cell(roads.edge_id[e]), roads.from[e], roads.to[e]);
        for (auto const& field : fields)
            text += std::isfinite(field.values[e]) ? fmt::format(",{}", field.values[e]) : ",";
        text += "\n";
    }
    return text;
}

/// Keeps maps off the heap, where memory between them and small blocks is lost to the next run: the C
/// library's own limit for that grows with every large block that is freed. Source: mallopt(3).
void keep_maps_apart() {
#ifdef __GLIBC__
    constexpr int usual_limit_bytes = 128 * 1024;
    mallopt(M_MMAP_THRESHOLD, usual_limit_bytes);
#endif
}

} // namespace

std::vector<fs::path> write_cell_differences(fs::path const& folder, NamedRuns const& runs) {
    keep_maps_apart();
    std::vector<fs::path> written;
    Hdf5ResultReader const base(runs.files[0]);
    for (std::size_t i = 1; i < runs.files.size(); ++i) {
        Hdf5ResultReader const option(runs.files[i]);
        auto const both =
            shared(base.description().summaries, option.description().summaries, Location::cell);
        for (auto const& info : both) {
            Field difference = option.read_field(info.name);
            Field const before = base.read_field(info.name);
            for (Index r = 0; r < before.cells.rows(); ++r)
                for (Index c = 0; c < before.cells.columns(); ++c)
                    difference.cells(r, c) -= before.cells(r, c);
            written.push_back(folder / fmt::format("{}_{}.tif", info.name, file_name(runs.names[i])));
            write_geotiff(written.back(), base.description().grid, difference.cells, difference.info);
        }
    }
    return written;
}

std::vector<fs::path> write_road_differences(fs::path const& folder, NamedRuns const& runs) {
    std::vector<fs::path> written;
    Hdf5ResultReader const base(runs.files[0]);
    for (std::size_t i = 1; i < runs.files.size(); ++i) {
        Hdf5ResultReader const option(runs.files[i]);
        RoadRecord const roads = option.read_roads();
        auto const fields = differences(base, option);
        if (roads.edge_id.empty() || fields.empty()) continue;
        std::string const stem = "roads_" + file_name(runs.names[i]);
        written.push_back(folder / (stem + ".geojson"));
        write_roads_geojson(written.back(), roads, fields, option.description().grid.crs.epsg);
        written.push_back(folder / (stem + ".csv"));
        write_text(written.back(), to_csv(roads, fields));
    }
    return written;
}

} // namespace jumelle::app
