#include "core/compare/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <set>

#include "core/base/contract.hpp"

namespace jumelle {

namespace {

double value_of(RunDescription const& run, std::string const& indicator) {
    auto const found = run.numbers.find("indicator_" + indicator);
    return found == run.numbers.end() ? ComparisonRow::none : found->second;
}

bool all_differ(std::vector<std::string> const& names) {
    auto const is_empty = [](std::string const& name) { return name.empty(); };
    return std::set<std::string>(names.begin(), names.end()).size() == names.size() &&
           std::none_of(names.begin(), names.end(), is_empty);
}

std::string size_of(Grid const& grid) {
    return fmt::format("{} × {} cells of {} m from ({}, {})", grid.columns, grid.rows, grid.cell_m,
                       grid.west_m, grid.north_m);
}

} // namespace

double ComparisonRow::share(std::size_t option) const {
    return values[0] == 0.0 ? none : difference(option) / std::abs(values[0]);
}

std::string why_not_comparable(RunDescription const& base, RunDescription const& other) {
    Grid const &a = base.grid, &b = other.grid;
    bool const same_cells = a.rows == b.rows && a.columns == b.columns && a.cell_m == b.cell_m &&
                            a.west_m == b.west_m && a.north_m == b.north_m;
    if (!same_cells) return fmt::format("it has {}, the first one {}", size_of(b), size_of(a));
    if (a.crs.epsg != b.crs.epsg || a.crs.wkt != b.crs.wkt)
        return "it lies in another CRS than the first one";
    if (base.start.ticks() != other.start.ticks()) return "it begins at another moment than the first one";
    Duration const length = base.times.empty() ? Duration{} : base.times.back();
    Duration const others = other.times.empty() ? Duration{} : other.times.back();
    if (length != others)
        return fmt::format("it lasts {}, the first one {}", to_text(others), to_text(length));
    if (base.times != other.times)
        return fmt::format("its results stand at {} moments, those of the first one at {} or at others",
                           other.times.size(), base.times.size());
    return "";
}

std::vector<std::string> names_of_runs(std::vector<std::string> const& files,
                                       std::vector<std::string> const& titles) {
    if (all_differ(titles)) return titles;
    std::vector<std::string> folders;
    for (auto const& file : files) {
        folders.push_back(
            std::filesystem::absolute(file).lexically_normal().parent_path().filename().string());
    }
    return all_differ(folders) ? folders : files;
}

Comparison compare_runs(std::vector<ComparedRun> const& runs) {
    JUMELLE_EXPECTS(!runs.empty());
    Comparison made;
    for (auto const& run : runs) made.names.push_back(run.name);
    for (auto const& indicator : indicators()) {
        ComparisonRow row{indicator.name, indicator.unit, {}};
        for (auto const& run : runs) row.values.push_back(value_of(*run.run, indicator.name));
        auto const is_known = [](double value) { return !std::isnan(value); };
        if (std::any_of(row.values.begin(), row.values.end(), is_known)) made.rows.push_back(std::move(row));
    }
    return made;
}

} // namespace jumelle
