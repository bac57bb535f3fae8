#include "core/run/places.hpp"

#include <fmt/format.h>
#include <vector>

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

} // namespace jumelle
