#include "core/run/places.hpp"

#include <cmath>
#include <fmt/format.h>

#include "core/scenario/from_value.hpp"

namespace jumelle {

Point find_place(Territory const& territory, std::string const& name, Value const& where) {
    auto const found = territory.places.find(name);
    if (found != territory.places.end()) return found->second;
    std::vector<std::string> known;
    for (auto const& [place, point] : territory.places) known.push_back(place);
    std::string const hint =
        known.empty() ? "this territory has no named places: write [x, y]" : hint_for_name(name, known);
    throw InputError(where.fault(fmt::format("no place is called '{}'", name), hint));
}

std::vector<Point> line_of(Value const& where, Territory const& territory,
                           std::function<std::vector<Point>(Value const& file)> const& read) {
    if (where.is_text()) return read(where);
    std::vector<Point> points;
    for (Value const& corner : from_value::elements(where)) {
        auto const at = from_value::position(corner);
        points.push_back(corner.is_text() ? find_place(territory, corner.text(), corner)
                                          : Point{at->first, at->second});
    }
    return points;
}

double length_of(std::vector<Point> const& line) {
    double length_m = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i)
        length_m += std::hypot(line[i].x_m - line[i - 1].x_m, line[i].y_m - line[i - 1].y_m);
    return length_m;
}

} // namespace jumelle
