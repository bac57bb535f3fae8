#include "core/run/sections.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/run/places.hpp"

namespace jumelle {

namespace {

bool holds(Grid const& grid, Point point) {
    return point.x_m >= grid.west_m && point.x_m <= grid.east_m() && point.y_m >= grid.south_m() &&
           point.y_m <= grid.north_m;
}

/// Nothing, and a fault, where a point is no place or lies outside the grid.
std::optional<std::vector<Point>> line_of(SectionSpec const& spec, Territory const& territory,
                                          FaultList& faults) {
    Grid const& grid = territory.grid;
    std::vector<Point> line;
    for (auto const& point : spec.line) {
        try {
            line.push_back(point.place.empty() ? Point{point.x_m, point.y_m}
                                               : find_place(territory, point.place, point.where));
        } catch (InputError const& error) {
            faults.add(error.faults().front());
            return std::nullopt;
        }
        if (holds(grid, line.back())) continue;
        faults.add(point.where.fault(fmt::format("section '{}' reaches outside the grid at ({}, {})",
                                                 spec.name, line.back().x_m, line.back().y_m),
                                     fmt::format("the grid reaches from x {} to {} and from y {} to {} ({})",
                                                 grid.west_m, grid.east_m(), grid.south_m(), grid.north_m,
                                                 grid.crs.name)));
        return std::nullopt;
    }
    return line;
}

} // namespace

std::vector<Section> place_sections(OutputSpec const& outputs, Territory const& territory,
                                    FaultList& faults) {
    std::vector<Section> sections;
    for (auto const& spec : outputs.sections) {
        auto line = line_of(spec, territory, faults);
        if (!line) continue;
        auto faces = face_chain(*line, territory.grid);
        if (faces.empty()) {
            faults.add(spec.where.fault(
                fmt::format("section '{}' is shorter than a cell of {} m", spec.name, territory.grid.cell_m),
                "draw it right across the flow, or choose a finer resolution"));
            continue;
        }
        sections.push_back({spec.name, std::move(*line), std::move(faces)});
    }
    return sections;
}

} // namespace jumelle
