#include "core/territory/field_catalog.hpp"

#include <limits>

namespace jumelle {

namespace {

CatalogField field(std::string name, std::string unit, std::string long_name) {
    CatalogField made;
    made.info.name = std::move(name);
    made.info.unit = std::move(unit);
    made.info.long_name = std::move(long_name);
    made.info.meaning = TimeMeaning::constant;
    return made;
}

CatalogField between(double lowest, double highest, CatalogField made) {
    made.lowest = lowest;
    made.highest = highest;
    return made;
}

constexpr double without_limit = std::numeric_limits<double>::infinity();
/// Glass has 0.009 s m^(-1/3), a thicket 0.2 (Chow 1959); 0 would be no friction at all.
constexpr double smoothest_n = 0.001, roughest_n = 10.0;
constexpr double lowest_curve_number = 1.0, highest_curve_number = 100.0;

CatalogField with_default(CatalogField made, double value) {
    made.has_default = true;
    made.default_value = value;
    return made;
}

/// What a cell of building is worth where no field says it: the largest damage to a residential building and
/// its contents for a GDP of 35 000 USD a head (2010), 24.078 GDP^0.3852 EUR m-2 of construction × 0.6 (age)
/// × 0.6 (what water can damage) × 1.5 (with contents) = 732. Source: Huizinga et al. 2017, JRC105688,
/// section 4.
constexpr double usual_building_value_eurpm2 = 730.0;

void append_wealth(std::vector<CatalogField>& catalog) {
    catalog.push_back(between(
        0.0, without_limit,
        with_default(
            field("building_value", "EUR m-2",
                  "largest damage that water can do to a building and its contents, by its footprint"),
            usual_building_value_eurpm2)));
    catalog.push_back(between(
        0.0, without_limit,
        field("income", "EUR year-1", "mean income of the residents of the cell, a head or a household")));
}

void append_people_and_state(std::vector<CatalogField>& catalog) {
    catalog.push_back(between(
        0.0, without_limit,
        with_default(field("roof_storage", "m", "water that green roofs hold when full; 0: a bare roof"),
                     0.0)));
    auto population = between(0.0, without_limit,
                              with_default(field("population", "1", "number of residents of the cell"), 0.0));
    population.count = true;
    catalog.push_back(population);
    catalog.push_back(between(
        0.0, without_limit,
        with_default(field("retention_depth", "m",
                           "depth to which a basin or a swale may fill: water below its rim is no flood"),
                     0.0)));
    catalog.push_back(
        between(0.0, without_limit,
                with_default(field("initial_depth", "m", "water depth at the start of the run"), 0.0)));
    catalog.push_back(with_default(
        field("initial_velocity_x", "m s-1", "eastward velocity of the water at the start of the run"), 0.0));
    catalog.push_back(with_default(
        field("initial_velocity_y", "m s-1", "northward velocity of the water at the start of the run"),
        0.0));
    catalog.push_back(
        field("initial_concentration", "kg m-2", "substance on the ground at the start of the run"));
}

std::vector<CatalogField> make_catalog() {
    std::vector<CatalogField> catalog;
    auto elevation = field("elevation", "m", "height of the bare ground above the vertical datum");
    elevation.info.standard_name = "surface_altitude"; // CF standard name table
    catalog.push_back(elevation);
    catalog.push_back(
        between(0.0, without_limit,
                with_default(field("building_height", "m", "height of buildings above the ground"), 0.0)));
    catalog.push_back(
        between(0.0, without_limit,
                with_default(field("canopy_height", "m", "height of tree crowns above the ground"), 0.0)));
    auto cover = field("land_cover", "1", "land cover class");
    cover.categorical = true;
    catalog.push_back(cover);
    auto soil = field("soil", "1", "soil texture class");
    soil.categorical = true;
    catalog.push_back(soil);
    catalog.push_back(between(
        0.0, without_limit,
        field("infiltration_rate", "m s-1", "water that the ground takes at most (infiltration: constant)")));
    catalog.push_back(between(lowest_curve_number, highest_curve_number,
                              field("curve_number", "1", "runoff curve number of the unsealed ground")));
    catalog.push_back(between(smoothest_n, roughest_n,
                              field("manning", "s m-1/3", "Manning roughness coefficient of the ground")));
    catalog.push_back(between(
        0.0, 1.0,
        field("albedo", "1",
              "share of sunlight that ground or roof reflects; without a value that of its material")));
    catalog.push_back(between(0.0, without_limit,
                              field("anthropogenic_heat", "W m-2",
                                    "heat that buildings and machines give to the air of the street")));
    append_people_and_state(catalog);
    append_wealth(catalog);
    return catalog;
}

} // namespace

std::vector<CatalogField> const& field_catalog() {
    static std::vector<CatalogField> const catalog = make_catalog();
    return catalog;
}

CatalogField const* find_catalog_field(std::string const& name) {
    for (auto const& candidate : field_catalog()) {
        if (candidate.info.name == name) return &candidate;
    }
    return nullptr;
}

} // namespace jumelle
