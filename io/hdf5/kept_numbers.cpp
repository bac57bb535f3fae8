#include "io/hdf5/kept_numbers.hpp"

#include <algorithm>
#include <limits>

#include "io/hdf5/result_hash.hpp"

namespace jumelle::hdf5 {

namespace {

std::size_t count_of(std::vector<RoundedField> const& fields) {
    std::size_t count = 0;
    for (auto const& field : fields) count += field.values.size();
    return count;
}

std::size_t count_of(std::vector<std::vector<double>> const& rows) {
    std::size_t count = 0;
    for (auto const& row : rows) count += row.size();
    return count;
}

std::map<std::string, FieldInfo> by_name(RunHeader const& header) {
    std::map<std::string, FieldInfo> infos;
    for (auto const* some : {&header.constants, &header.outputs, &header.summaries})
        for (auto const& info : *some) infos.emplace(info.name, info);
    return infos;
}

std::vector<Duration> times_of(std::vector<GaugeRows> const& rows) {
    std::vector<Duration> times;
    for (auto const& some : rows)
        for (double const seconds : some.time_s) times.push_back(Duration::from_seconds(seconds));
    return times;
}

} // namespace

KeptNumbers::KeptNumbers(RunHeader const& header, std::size_t limit) : header_(header), room_(limit) {}

bool KeptNumbers::takes(std::size_t numbers) {
    is_whole_ = is_whole_ && numbers <= room_;
    if (is_whole_) {
        room_ -= numbers;
    } else {
        fields_.clear();
        rows_.clear();
    }
    return is_whole_;
}

void KeptNumbers::add_fields(std::vector<RoundedField> const& fields) {
    for (auto const& field : fields) fields_[field.name].push_back(field.values);
}

void KeptNumbers::add_fixed(std::vector<RoundedField> const& fields) {
    if (takes(count_of(fields))) add_fields(fields);
}

void KeptNumbers::add_step(OutputStep const& step) {
    if (!takes(count_of(step.fields))) return;
    times_.push_back(Duration::from_seconds(step.time_s));
    add_fields(step.fields);
}

void KeptNumbers::add_gauges(GaugeRows const& rows) {
    if (takes(count_of(rows.values) + count_of(rows.series))) rows_.push_back(rows);
}

Field KeptNumbers::field(FieldInfo const& info, std::size_t moment) const {
    auto const& values = fields_.at(info.name).at(moment);
    Field made;
    made.info = info;
    if (info.location != Location::cell) {
        made.values.assign(values.begin(), values.end());
        return made;
    }
    Grid const& grid = header_.territory->grid;
    made.cells = Array2D<double>(grid.rows, grid.columns);
    for (Index row = 0; row < grid.rows; ++row)
        std::copy_n(values.data() + row * grid.columns, grid.columns, made.cells.row(row));
    return made;
}

GaugeRecord KeptNumbers::gauges() const {
    GaugeRecord record;
    if (header_.gauges.empty()) return record;
    for (auto const& gauge : header_.gauges) record.names.push_back(gauge.name);
    record.fields = header_.gauge_fields;
    record.times = times_of(rows_);
    std::size_t const count = record.names.size();
    for (auto const& rows : rows_) {
        for (std::size_t i = 0; i < rows.time_s.size() * count; ++i) {
            if (i % count == 0) record.values.emplace_back(count);
            for (auto const& field : rows.values) record.values.back()[i % count].push_back(field[i]);
        }
    }
    return record;
}

SeriesRecord KeptNumbers::series() const {
    SeriesRecord record;
    if (header_.gauges.empty() && header_.series.empty()) return record;
    record.times = times_of(rows_);
    record.values.resize(record.times.size());
    for (auto const& variable : series_variables(header_.series)) {
        for (std::size_t c = 0; c < variable.columns.size(); ++c) {
            std::size_t const s = variable.columns[c];
            record.series.push_back(variable.info);
            if (!variable.members.empty()) record.series.back().name = variable.members[c];
            std::size_t moment = 0;
            for (auto const& rows : rows_) {
                for (auto const& values : rows.series)
                    record.values[moment++].push_back(s == SeriesVariable::no_series
                                                          ? std::numeric_limits<double>::quiet_NaN()
                                                          : values[s]);
            }
        }
    }
    return record;
}

std::optional<std::string> KeptNumbers::sha256() const {
    if (!is_whole_) return std::nullopt;
    auto const infos = by_name(header_);
    return data_sha256({header_.constants, header_.outputs, header_.summaries, times_, gauges(), series()},
                       [&](std::string const& name, std::optional<Index> step) {
                           return field(infos.at(name), static_cast<std::size_t>(step.value_or(0)));
                       });
}

} // namespace jumelle::hdf5
