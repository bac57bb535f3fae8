#include "io/hdf5/result_hash.hpp"

#include <algorithm>
#include <array>
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
    constexpr std::size_t at_once = 1024;
    std::array<double, at_once> canonical;
    while (!values.empty()) {
        auto const some = values.first(std::min(values.size(), at_once));
        std::transform(some.begin(), some.end(), canonical.begin(),
                       [](double value) { return std::isnan(value) ? not_a_number : value; });
        sum.add(canonical.data(), some.size_bytes());
        values = values.subspan(some.size());
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

std::string hdf5::data_sha256(HashedResults const& results,
                              FunctionRef<Field(std::string const&, std::optional<Index>)> read) {
    Sha256 sum;
    for (auto const& name : sorted_names(results.constants)) add(sum, read(name, std::nullopt));
    add_times(sum, results.times);
    for (auto const& name : sorted_names(results.outputs)) {
        for (Index step = 0; step < static_cast<Index>(results.times.size()); ++step)
            add(sum, read(name, step));
    }
    for (auto const& name : sorted_names(results.summaries)) add(sum, read(name, std::nullopt));
    add(sum, results.gauges);
    add(sum, results.series);
    return sum.hex();
}

std::string field_data_sha256(std::filesystem::path const& path) {
    Hdf5ResultReader const file(path);
    RunDescription const& run = file.description();
    return hdf5::data_sha256(
        {run.constants, run.outputs, run.summaries, run.times, file.read_gauges(), file.read_series()},
        [&](std::string const& name, std::optional<Index> step) {
            return step ? file.read_field(name, *step) : file.read_field(name);
        });
}

} // namespace jumelle
