#include "io/hdf5/series_layout.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "io/hdf5/attributes.hpp"
#include "io/hdf5/cell_methods.hpp"
#include "io/hdf5/result_names.hpp"
#include "io/hdf5/road_layout.hpp"

namespace jumelle::hdf5 {

namespace {

/// Longest chunk of series values [values]: 64 KiB of float64.
constexpr hsize_t chunk_values = 8192;
constexpr hsize_t chunk_rows = 512;

using Members = std::map<std::string, std::vector<std::string>>;

Members members_of_groups(std::vector<SeriesInfo> const& series) {
    Members groups;
    for (auto const& info : series) {
        if (info.name.empty()) continue;
        auto& names = groups[info.group];
        if (std::find(names.begin(), names.end(), info.name) == names.end()) names.push_back(info.name);
    }
    return groups;
}

void define_members(NetcdfDraft& draft, std::string const& group, std::vector<std::string> const& members) {
    if (draft.has_dimension(group)) return;
    draft.add_dimension(group, members.size());
    add_texts(draft, group + "_name", group, members);
    put_text(draft.variable(group + "_name"), "long_name", "names of '" + group + "'");
}

void define_variable(NetcdfDraft& draft, SeriesVariable const& variable) {
    VariableSpec spec;
    spec.name = variable_name(variable.info);
    spec.type = ElementType::float64;
    spec.dimensions = {"gauge_time"};
    spec.chunk = {chunk_rows};
    spec.fill = std::numeric_limits<double>::quiet_NaN();
    if (!variable.members.empty()) {
        hsize_t const wide = std::min<hsize_t>(variable.members.size(), chunk_values);
        spec.dimensions.push_back(variable.info.group);
        spec.chunk = {std::clamp<hsize_t>(chunk_values / wide, 1, chunk_rows), wide};
    }
    draft.add_variable(spec);
    DraftVariable& created = draft.variable(spec.name);
    put_text(created, "long_name", variable.info.long_name);
    put_text(created, "units", variable.info.unit);
    put_text(created, "cell_methods", cell_methods(variable.info.meaning));
    if (!variable.members.empty()) put_text(created, "coordinates", variable.info.group + "_name");
    put_text(created, series_group_attribute, variable.info.group);
    put_text(created, series_quantity_attribute, variable.info.quantity);
}

/// The series of one variable; nothing where it holds none.
std::vector<SeriesInfo> series_in(NetcdfInput const& file, std::string const& name) {
    auto const variable = file.open(name);
    auto const text = [&](char const* attribute) { return get_text(variable.get(), attribute).value_or(""); };
    SeriesInfo info;
    info.group = text(series_group_attribute);
    if (info.group.empty()) return {};
    info.quantity = text(series_quantity_attribute);
    info.unit = text("units");
    info.long_name = text("long_name");
    info.meaning = meaning_of(text("cell_methods"));
    if (file.shape(name).size() == 1) return {info};
    std::vector<SeriesInfo> series;
    for (auto const& member : file.read_texts(info.group + "_name")) {
        series.push_back(info);
        series.back().name = member;
    }
    return series;
}

} // namespace

std::vector<SeriesVariable> series_variables(std::vector<SeriesInfo> const& series) {
    Members const groups = members_of_groups(series);
    std::vector<SeriesVariable> variables;
    std::map<std::string, std::size_t> known; // name of a variable → its position
    for (std::size_t s = 0; s < series.size(); ++s) {
        auto const& info = series[s];
        auto const [found, is_new] = known.emplace(variable_name(info), variables.size());
        if (is_new) {
            SeriesVariable variable{info, {}, {SeriesVariable::no_series}};
            if (!info.name.empty()) variable.members = groups.at(info.group);
            variable.columns.resize(std::max<std::size_t>(variable.members.size(), 1),
                                    SeriesVariable::no_series);
            variables.push_back(std::move(variable));
        }
        auto& variable = variables[found->second];
        JUMELLE_EXPECTS(info.name.empty() == variable.members.empty());
        auto const member = std::find(variable.members.begin(), variable.members.end(), info.name);
        auto const column = info.name.empty() ? 0 : member - variable.members.begin();
        auto& place = variable.columns[static_cast<std::size_t>(column)];
        JUMELLE_EXPECTS(place == SeriesVariable::no_series);
        place = s;
    }
    return variables;
}

void define_series(NetcdfDraft& draft, std::vector<SeriesVariable> const& variables) {
    for (auto const& variable : variables) {
        if (!variable.members.empty()) define_members(draft, variable.info.group, variable.members);
        define_variable(draft, variable);
    }
}

SeriesRecord read_series(NetcdfInput const& file, std::vector<Duration> times) {
    SeriesRecord record;
    record.times = std::move(times);
    record.values.resize(record.times.size());
    for (auto const& name : file.variables()) {
        auto const found = series_in(file, name);
        if (found.empty()) continue;
        auto const values = file.read(name);
        std::size_t const rows = std::min(record.times.size(), values.size() / found.size());
        record.times.resize(rows);
        record.values.resize(rows);
        for (std::size_t i = 0; i < rows * found.size(); ++i)
            record.values[i / found.size()].push_back(values[i]);
        record.series.insert(record.series.end(), found.begin(), found.end());
    }
    return record;
}

} // namespace jumelle::hdf5
