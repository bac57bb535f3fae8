#include "io/hdf5/hdf5_result_reader.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <sstream>

#include "core/base/file_faults.hpp"
#include "io/hdf5/attributes.hpp"
#include "io/hdf5/cell_methods.hpp"
#include "io/hdf5/netcdf_input.hpp"
#include "io/hdf5/result_names.hpp"
#include "io/hdf5/series_layout.hpp"

namespace jumelle {

namespace {

using hdf5::NetcdfInput;

/// Opens a file, or says in the user's words why it is no results file.
NetcdfInput open_results(std::filesystem::path const& path) {
    if (!std::filesystem::exists(path))
        throw IoError(fmt::format("cannot read {}: there is no such file", path.string()));
    if (std::filesystem::is_directory(path))
        throw IoError(fmt::format("cannot read {}: it is a folder", path.string()));
    htri_t const is_hdf5 = H5Fis_hdf5(path.c_str());
    if (is_hdf5 == 0)
        refuse_file(path.string(), "is not an HDF5 file", "results are the run.nc that 'jumelle run' writes");
    try {
        NetcdfInput file(path);
        if (hdf5::get_number(file.root(), hdf5::format_attribute)) return file;
    } catch (IoError const& error) {
        if (std::string(error.what()).find("truncated") != std::string::npos)
            refuse_file(path.string(), "is cut off: it is shorter than it says",
                        "copy it again, or run the scenario again");
        throw IoError(fmt::format("cannot read {}: {}", path.string(), error.what()));
    }
    refuse_file(path.string(), "is an HDF5 file, but not results of jumelle",
                "results are the run.nc that 'jumelle run' writes");
}

std::string text_of(hid_t object, char const* name) {
    return hdf5::get_text(object, name).value_or("");
}

FieldInfo info_of(std::string const& name, hid_t variable) {
    FieldInfo info;
    info.name = name;
    info.unit = text_of(variable, "units");
    info.long_name = text_of(variable, "long_name");
    info.standard_name = text_of(variable, "standard_name");
    std::string const location = text_of(variable, "location");
    if (location == "node") info.location = Location::node;
    if (location == "edge") info.location = Location::edge;
    info.meaning = hdf5::meaning_of(text_of(variable, "cell_methods"));
    info.precision = hdf5::get_number(variable, hdf5::precision_attribute).value_or(0.0);
    info.background = hdf5::get_number(variable, hdf5::background_attribute).value_or(0.0);
    return info;
}

Grid read_grid(NetcdfInput const& file) {
    Grid grid;
    if (!file.has("crs")) return grid;
    auto const variable = file.open("crs");
    grid.crs.name = text_of(variable.get(), "long_name");
    grid.crs.wkt = text_of(variable.get(), "crs_wkt");
    grid.crs.wkt1 = text_of(variable.get(), "spatial_ref");
    grid.crs.epsg = static_cast<int>(hdf5::get_number(variable.get(), "epsg").value_or(0.0));
    std::istringstream numbers(text_of(variable.get(), "GeoTransform"));
    double shear = 0.0;
    if (!(numbers >> grid.west_m >> grid.cell_m >> shear >> grid.north_m)) return grid;
    grid.rows = static_cast<Index>(file.shape("y").front());
    grid.columns = static_cast<Index>(file.shape("x").front());
    return grid;
}

Instant read_start(NetcdfInput const& file) {
    auto const time = file.open("time");
    std::string const units = text_of(time.get(), "units");
    std::string const before = hdf5::seconds_since;
    auto const start =
        units.starts_with(before) ? parse_instant(units.substr(before.size())) : std::optional<Instant>();
    if (!start) throw IoError(fmt::format("the units of time are '{}'", units));
    return *start;
}

/// The times before the first that is missing.
std::vector<Duration> read_times(NetcdfInput const& file, std::string const& name) {
    std::vector<Duration> times;
    for (double const seconds : file.read(name)) {
        if (std::isnan(seconds)) break;
        times.push_back(Duration::from_seconds(seconds));
    }
    return times;
}

std::vector<std::string> names_of(std::vector<FieldInfo> const& infos) {
    std::vector<std::string> names;
    names.reserve(infos.size());
    for (auto const& info : infos) names.push_back(info.name);
    return names;
}

FieldInfo const* find(std::vector<FieldInfo> const& infos, std::string const& name) {
    auto const found =
        std::find_if(infos.begin(), infos.end(), [&](FieldInfo const& info) { return info.name == name; });
    return found == infos.end() ? nullptr : &*found;
}

Array2D<double> as_array(std::vector<double> const& values, Grid const& grid) {
    Array2D<double> cells(grid.rows, grid.columns);
    for (Index row = 0; row < grid.rows; ++row)
        std::copy_n(values.data() + row * grid.columns, grid.columns, cells.row(row));
    return cells;
}

/// Does `work`; its faults name the file.
template <class Work>
auto naming(std::filesystem::path const& path, Work work) {
    try {
        return work();
    } catch (IoError const& error) {
        throw IoError(fmt::format("cannot read {}: {}", path.string(), error.what()));
    }
}

} // namespace

struct Hdf5ResultReader::State {
    explicit State(std::filesystem::path const& file_path) : path(file_path), file(open_results(file_path)) {
        naming(path, [this] { read_description(); });
    }

    void read_description() {
        description.grid = read_grid(file);
        description.start = read_start(file);
        description.times = read_times(file, "time");
        description.texts = hdf5::all_texts(file.root());
        description.numbers = hdf5::all_numbers(file.root());
        for (auto const& name : file.variables()) {
            auto const variable = file.open(name);
            std::string const role = text_of(variable.get(), hdf5::role_attribute);
            if (role == "constant") description.constants.push_back(info_of(name, variable.get()));
            if (role == "summary") description.summaries.push_back(info_of(name, variable.get()));
            if (role == "output") {
                description.outputs.push_back(info_of(name, variable.get()));
                whole_steps(file.shape(name).front());
            }
        }
    }

    /// A killed run may have got further with its times than with a field.
    void whole_steps(hsize_t steps) {
        if (steps < description.times.size()) description.times.resize(steps);
    }

    Field read(FieldInfo const& info, std::optional<Index> step) const {
        return naming(path, [&] {
            hdf5::Slab slab;
            slab.count = file.shape(info.name);
            slab.begin.assign(slab.count.size(), 0);
            if (step) {
                slab.begin.front() = static_cast<hsize_t>(*step);
                slab.count.front() = 1;
            }
            Field field;
            field.info = info;
            field.values = file.read(info.name, slab);
            if (info.location == Location::cell) {
                if (static_cast<Index>(field.values.size()) != description.grid.size())
                    throw IoError(info.name + " does not have the size of the grid");
                field.cells = as_array(field.values, description.grid);
                field.values.clear();
            }
            return field;
        });
    }

    [[noreturn]] void reject_name(std::string const& name, char const* kind,
                                  std::vector<std::string> const& known) const {
        refuse_file(path.string(), fmt::format("has no {} '{}'", kind, name), hint_for_name(name, known));
    }

    GaugeRecord read_gauges() const {
        GaugeRecord record;
        if (!file.has("gauge_name")) return record;
        record.names = file.read_texts("gauge_name");
        auto const x_m = file.read("gauge_x");
        auto const y_m = file.read("gauge_y");
        for (std::size_t i = 0; i < x_m.size(); ++i) record.places.push_back({x_m[i], y_m[i]});
        record.times = read_times(file, "gauge_time");
        record.values.assign(record.times.size(), std::vector<std::vector<double>>(record.names.size()));
        for (auto const& name : file.variables()) {
            if (name.starts_with(hdf5::gauge_prefix) && file.shape(name).size() == 2 && name != "gauge_name")
                add_gauge_field(name, record);
        }
        return record;
    }

    SeriesRecord read_series() const {
        if (!file.has("gauge_time")) return {};
        return hdf5::read_series(file, read_times(file, "gauge_time"));
    }

    RoadRecord read_roads() const {
        RoadRecord record;
        if (!file.has("road_edge_id")) return record;
        record.edge_id = file.read_texts("road_edge_id");
        record.attributes = read_edge_attributes();
        auto const ends = file.read("road_edge_nodes");
        for (std::size_t i = 0; i + 1 < ends.size(); i += 2) {
            record.from.push_back(static_cast<std::int32_t>(ends[i]));
            record.to.push_back(static_cast<std::int32_t>(ends[i + 1]));
        }
        if (!file.has("road_node_x")) return record;
        auto const x_m = file.read("road_node_x"), y_m = file.read("road_node_y");
        for (std::size_t n = 0; n < x_m.size(); ++n) record.node.push_back({x_m[n], y_m[n]});
        return record;
    }

    /// What is known of edges besides their ends and their place.
    std::vector<Field> read_edge_attributes() const {
        std::string const prefix = "road_edge_";
        std::vector<Field> attributes;
        for (auto const& name : file.variables()) {
            bool const is_place = name == prefix + "x" || name == prefix + "y";
            if (!name.starts_with(prefix) || is_place || file.shape(name).size() != 1) continue;
            Field field;
            field.info = info_of(name.substr(prefix.size()), file.open(name).get());
            field.info.location = Location::edge;
            field.values = file.read(name);
            if (!field.info.unit.empty()) attributes.push_back(std::move(field));
        }
        return attributes;
    }

    void add_gauge_field(std::string const& name, GaugeRecord& record) const {
        auto const variable = file.open(name);
        std::string const prefix = hdf5::gauge_prefix;
        record.fields.push_back(info_of(name.substr(prefix.size()), variable.get()));
        auto const values = file.read(name);
        std::size_t const gauges = record.names.size();
        std::size_t const rows = std::min(record.times.size(), values.size() / gauges);
        record.times.resize(rows);
        record.values.resize(rows);
        for (std::size_t i = 0; i < rows * gauges; ++i)
            record.values[i / gauges][i % gauges].push_back(values[i]);
    }

    std::filesystem::path path;
    NetcdfInput file;
    RunDescription description;
};

// HDF5 is called, and its identifiers are closed, under a session.
Hdf5ResultReader::Hdf5ResultReader(std::filesystem::path const& path) {
    hdf5::Session const session;
    state_ = std::make_unique<State>(path);
}

Hdf5ResultReader::~Hdf5ResultReader() {
    hdf5::Session const session;
    state_.reset();
}

Hdf5ResultReader::Hdf5ResultReader(Hdf5ResultReader&&) noexcept = default;

RunDescription const& Hdf5ResultReader::description() const {
    return state_->description;
}

Field Hdf5ResultReader::read_field(std::string const& name, Index step) const {
    hdf5::Session const session;
    RunDescription const& run = state_->description;
    JUMELLE_EXPECTS(step >= 0 && step < static_cast<Index>(run.times.size()));
    FieldInfo const* const info = find(run.outputs, name);
    if (info == nullptr) state_->reject_name(name, "field over time", names_of(run.outputs));
    return state_->read(*info, step);
}

Field Hdf5ResultReader::read_field(std::string const& name) const {
    hdf5::Session const session;
    RunDescription const& run = state_->description;
    FieldInfo const* info = find(run.constants, name);
    if (info == nullptr) info = find(run.summaries, name);
    auto known = names_of(run.constants);
    for (auto const& summary : names_of(run.summaries)) known.push_back(summary);
    if (info == nullptr) state_->reject_name(name, "field without a time", known);
    return state_->read(*info, std::nullopt);
}

GaugeRecord Hdf5ResultReader::read_gauges() const {
    hdf5::Session const session;
    return naming(state_->path, [this] { return state_->read_gauges(); });
}

RoadRecord Hdf5ResultReader::read_roads() const {
    hdf5::Session const session;
    return naming(state_->path, [this] { return state_->read_roads(); });
}

SeriesRecord Hdf5ResultReader::read_series() const {
    hdf5::Session const session;
    return naming(state_->path, [this] { return state_->read_series(); });
}

} // namespace jumelle
