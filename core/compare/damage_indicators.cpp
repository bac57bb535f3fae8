#include "core/compare/damage_indicators.hpp"

#include <cmath>

#include "core/base/sum.hpp"
#include "core/compare/buildings.hpp"
#include "core/compare/depth_damage.hpp"
#include "core/compare/flood_map.hpp"
#include "core/compare/input_fields.hpp"
#include "core/territory/field_catalog.hpp"
#include "core/territory/land_cover.hpp"

namespace jumelle {

namespace {

constexpr double square_metres_per_hectare = 1e4;

bool is_in_class(std::size_t k, double depth_m) {
    return depth_m >= depth_class_m[k] && depth_m < depth_class_m[k + 1];
}

template <std::size_t k>
std::optional<double> area_of_class(IndicatorInput const& input) {
    FloodMap const map(input, "max_water_depth");
    auto const* const depth = map.cells();
    if (depth == nullptr) return std::nullopt;
    auto const* const cover = cells_of(input, "land_cover");
    double cells = 0.0;
    for (Index row = 0; row < depth->rows(); ++row) {
        for (Index column = 0; column < depth->columns(); ++column) {
            bool const is_water =
                cover != nullptr && (*cover)(row, column) == static_cast<double>(LandCover::water);
            if (!is_water && is_in_class(k, (*depth)(row, column))) cells += 1.0;
        }
    }
    return cells * input.territory.grid.cell_area_m2() / square_metres_per_hectare;
}

/// Buildings with the largest value of the field `name` in them or at their walls.
std::optional<Buildings> buildings_with(IndicatorInput const& input, char const* name) {
    FloodMap const map(input, name);
    auto const* const height = cells_of(input, "building_height");
    if (map.cells() == nullptr || height == nullptr) return std::nullopt;
    return find_buildings(*height, *map.cells());
}

template <std::size_t k>
std::optional<double> buildings_of_class(IndicatorInput const& input) {
    auto const buildings = buildings_with(input, "max_water_depth");
    if (!buildings) return std::nullopt;
    double count = 0.0;
    for (double const depth_m : buildings->worst) count += is_in_class(k, depth_m) ? 1.0 : 0.0;
    return count;
}

/// Residents of buildings whose worst value of the field `name` lies in [from, to).
std::optional<double> people_between(IndicatorInput const& input, char const* name, double from, double to) {
    auto const* const population = cells_of(input, "population");
    auto const buildings = buildings_with(input, name);
    if (!buildings || population == nullptr) return std::nullopt;
    auto const people = sums_of_buildings(*buildings, *population);
    CompensatedSum sum;
    for (std::size_t b = 0; b < people.size(); ++b)
        if (buildings->worst[b] >= from && buildings->worst[b] < to) sum.add(people[b]);
    return sum.value();
}

template <std::size_t k>
std::optional<double> people_of_class(IndicatorInput const& input) {
    return people_between(input, "max_water_depth", depth_class_m[k], depth_class_m[k + 1]);
}

std::optional<double> people_in_danger(IndicatorInput const& input) {
    return people_between(input, "max_hazard", dangerous_hazard, std::numeric_limits<double>::infinity());
}

std::optional<double> direct_damage(IndicatorInput const& input) {
    auto const buildings = buildings_with(input, "max_water_depth");
    if (!buildings) return std::nullopt;
    auto const* const value = cells_of(input, "building_value");
    double const usual = find_catalog_field("building_value")->default_value;
    CompensatedSum euros_per_m2;
    for (Index row = 0; row < buildings->number.rows(); ++row) {
        for (Index column = 0; column < buildings->number.columns(); ++column) {
            auto const number = buildings->number(row, column);
            if (number < 0) continue;
            double const depth_m = buildings->worst[static_cast<std::size_t>(number)];
            if (depth_m < flooded_depth_m) continue; // a film of rain does no harm
            double const worth = value == nullptr ? usual : (*value)(row, column);
            double const share = damage_share(depth_m);
            if (!std::isnan(worth)) euros_per_m2.add(share * worth);
        }
    }
    return euros_per_m2.value() * input.territory.grid.cell_area_m2();
}

constexpr char const* depth_source = "classes: France, order of 5 July 2019 on flood risk prevention plans; "
                                     "from 0.10 m: UK Environment Agency";

std::vector<Indicator> classes_of_area() {
    return {
        {"flooded_area_low", "ha",
         "area whose largest water depth was from 0.10 m to less than 0.5 m; rivers and lakes left out",
         depth_source, area_of_class<0>},
        {"flooded_area_moderate", "ha",
         "area whose largest water depth was from 0.5 m to less than 1 m; rivers and lakes left out",
         depth_source, area_of_class<1>},
        {"flooded_area_high", "ha",
         "area whose largest water depth was from 1 m to less than 2 m; rivers and lakes left out",
         depth_source, area_of_class<2>},
        {"flooded_area_very_high", "ha",
         "area whose largest water depth was of 2 m or more; rivers and lakes left out", depth_source,
         area_of_class<3>},
    };
}

std::vector<Indicator> classes_of_buildings() {
    return {
        {"flooded_buildings_low", "1",
         "buildings in which or at whose walls the largest water depth was from 0.10 m to less than 0.5 m",
         depth_source, buildings_of_class<0>},
        {"flooded_buildings_moderate", "1",
         "buildings in which or at whose walls the largest water depth was from 0.5 m to less than 1 m",
         depth_source, buildings_of_class<1>},
        {"flooded_buildings_high", "1",
         "buildings in which or at whose walls the largest water depth was from 1 m to less than 2 m",
         depth_source, buildings_of_class<2>},
        {"flooded_buildings_very_high", "1",
         "buildings in which or at whose walls the largest water depth was of 2 m or more", depth_source,
         buildings_of_class<3>},
    };
}

std::vector<Indicator> classes_of_people() {
    return {
        {"flooded_people_low", "1",
         "residents of the buildings in which or at whose walls the largest water depth was from 0.10 m to "
         "less than 0.5 m",
         depth_source, people_of_class<0>},
        {"flooded_people_moderate", "1",
         "residents of the buildings in which or at whose walls the largest water depth was from 0.5 m to "
         "less than 1 m",
         depth_source, people_of_class<1>},
        {"flooded_people_high", "1",
         "residents of the buildings in which or at whose walls the largest water depth was from 1 m to less "
         "than 2 m",
         depth_source, people_of_class<2>},
        {"flooded_people_very_high", "1",
         "residents of the buildings in which or at whose walls the largest water depth was of 2 m or more",
         depth_source, people_of_class<3>},
    };
}

} // namespace

std::vector<Indicator> damage_indicators() {
    auto made = classes_of_area();
    for (auto const& more : {classes_of_buildings(), classes_of_people()})
        made.insert(made.end(), more.begin(), more.end());
    made.push_back({"people_in_danger", "1",
                    "residents of the buildings in which or at whose walls the hazard rating "
                    "d·(v + 0.5) + debris factor reached 1.25, dangerous for most people",
                    "Defra/EA FD2321/TR1, 2006", people_in_danger});
    made.push_back(
        {"direct_damage", "EUR",
         "sum over flooded buildings of footprint × building_value × share of damage at the largest water "
         "depth in the building or at its walls; the share is that of European residential buildings, 0.25 "
         "at 0.5 m, "
         "0.40 at 1 m, 0.60 at 2 m, 1 from 6 m; without a field building_value 730 EUR/m²",
         "Huizinga, de Moel & Szewczyk 2017, Global flood depth-damage functions, JRC105688", direct_damage});
    return made;
}

} // namespace jumelle
