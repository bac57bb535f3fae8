#include "io/hdf5/result_hash.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <span>

#include "io/checksum/sha256.hpp"
#include "io/hdf5/hdf5_result_reader.hpp"

namespace jumelle {

namespace {

/// Every NaN counts as the same: processors differ in its sign and payload.
void add(Sha256& sum, std::span<double const> values) {
    constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
    for (double const value : values) {
        double const canonical = std::isnan(value) ? not_a_number : value;
        sum.add(&canonical, sizeof canonical);
    }
}

void add(Sha256& sum, Field const& field) {
    sum.add(fmt::format("{} {} {} {}\n", field.info.name, field.cells.rows(), field.cells.columns(),
                        field.values.size()));
    for (Index row = 0; row < field.cells.rows(); ++row)
        add(sum, std::span(field.cells.row(row), static_cast<std::size_t>(field.cells.columns())));
    add(sum, field.values);
}

std::vector<std::string> sorted_names(std::vector<FieldInfo> const& infos) {
    std::vector<std::string> names;
    names.reserve(infos.size());
    for (auto const& info : infos) names.push_back(info.name);
    std::sort(names.begin(), names.end());
    return names;
}

void add_times(Sha256& sum, std::vector<Duration> const& times) {
    for (auto const time : times) sum.add(fmt::format("{} ", time.ticks()));
    sum.add("\n");
}

void add(Sha256& sum, GaugeRecord const& gauges) {
    add_times(sum, gauges.times);
    for (auto const& name : gauges.names) sum.add(name + "\n");
    for (auto const& info : gauges.fields) sum.add(info.name + "\n");
    for (auto const& moment : gauges.values) {
        for (auto const& gauge : moment) add(sum, gauge);
    }
}

void add(Sha256& sum, SeriesRecord const& record) {
    add_times(sum, record.times);
    for (auto const& info : record.series) sum.add(variable_name(info) + " " + info.name + "\n");
    for (auto const& moment : record.values) add(sum, moment);
}

} // namespace

std::string field_data_sha256(std::filesystem::path const& path) {
    Hdf5ResultReader const results(path);
    RunDescription const& run = results.description();
    Sha256 sum;
    for (auto const& name : sorted_names(run.constants)) add(sum, results.read_field(name));
    add_times(sum, run.times);
    for (auto const& name : sorted_names(run.outputs)) {
        for (Index step = 0; step < static_cast<Index>(run.times.size()); ++step)
            add(sum, results.read_field(name, step));
    }
    for (auto const& name : sorted_names(run.summaries)) add(sum, results.read_field(name));
    add(sum, results.read_gauges());
    add(sum, results.read_series());
    return sum.hex();
}

} // namespace jumelle
