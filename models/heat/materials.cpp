#include "models/heat/materials.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "core/territory/land_cover.hpp"

namespace jumelle::heat {

namespace {

constexpr double mega = 1e6;
constexpr double ground_depth_m = 0.63; // six layers of 0.01 to 0.32 m: four daily damping depths
constexpr double roof_depth_m = 0.25, wall_depth_m = 0.25;
/// Heat passes to the rooms through insulation and the still air along the inner face: U about 0.6 and 1
/// W/m²K together with the layers. Source: Pigeon et al. 2014, Geosci. Model Dev. 7, buildings of before
/// 1974.
constexpr double roof_inside = 0.7, wall_inside = 1.3;
/// Turbulence carries heat through water. Source: Broadbent et al. 2019 (TARGET): 6.2e-7 m²/s.
constexpr double water_capacity = 4.18 * mega, water_conductivity = 6.2e-7 * water_capacity;

/// Between leaves and soil. Source: ECMWF 2016, IFS documentation, part IV, table 8.2.
constexpr double grass_canopy = 10.0, tree_canopy = 20.0;

constexpr char const* target = "Broadbent et al. 2019 (TARGET), Geosci. Model Dev. 12, 785, table 2";
constexpr char const* street =
    "albedo and heat capacity: Broadbent et al. 2019; conductivity: Pigeon et al. 2014; "
    "emissivity: Oke 1987, table 1.1";
constexpr char const* masonry = "Wallenberg et al. 2025 (brick)";
constexpr char const* greenery =
    "Broadbent et al. 2019; resistance and leaf area: ECMWF 2016, IFS documentation, "
    "part IV, table 8.1; roots: Allen et al. 1998 (FAO 56), tables 19 and 22";
/// Plants and substrate of an extensive green roof.
constexpr char const* ecoroof =
    "Sailor 2008, Energy Build. 40, 1466, as EnergyPlus has it by default (Material:RoofVegetation); "
    "0.1 m of substrate with 0.3 m/m of water when full";
constexpr double roof_water_m = 0.030;
/// Loam holds 0.15 m/m between field capacity and wilting; roots reach 1 m under grass, 2 m under trees; the
/// topmost 0.1 m gives off what is above half the wilting content. Source: Allen et al. 1998 (FAO 56), tables
/// 19, 22.
/// Share of the roots in the first 0.28 m: 1 − ½ (exp(−a z) + exp(−b z)), short grass a 10.739, b 2.608,
/// deciduous broadleaf trees a 5.990, b 1.955 per m. Source: ECMWF 2016, table 8.4, after Zeng et al. 1998.
constexpr double lawn_roots = 0.73, tree_roots = 0.62;
constexpr double lawn_open = 0.15, tree_open = 0.10; // ECMWF 2016, table 8.1: 1 - vegetation cover
constexpr double lawn_water_m = 0.150, tree_water_m = 0.300, soil_water_m = 0.020;

// NOLINTBEGIN(readability-magic-numbers): a table, whose columns are the members of Material
MaterialTable make_table() {
    using enum Wetness;
    return {{
        {"roof", 0.15, 0.90, 1.15, 1.58 * mega, roof_depth_m, 0.02, roof_inside, sealed, 0.0, 0.0, 0.0, 0.0,
         "Broadbent et al. 2019; conductivity and heat capacity: Pigeon et al. 2014"},
        {"asphalt", 0.08, 0.95, 0.82, 1.94 * mega, ground_depth_m, 0.05, 0.0, sealed, 0.0, 0.0, 0.0, 0.0,
         street},
        {"paved", 0.20, 0.94, 1.7, 2.11 * mega, ground_depth_m, 0.05, 0.0, sealed, 0.0, 0.0, 0.0, 0.0,
         target},
        {"grass", 0.19, 0.98, 0.92, 2.19 * mega, ground_depth_m, 0.03, 0.0, Wetness::plants, 100.0, 2.0,
         lawn_water_m, grass_canopy, greenery, false, lawn_roots, lawn_open},
        {"dry_grass", 0.19, 0.98, 0.28, 1.35 * mega, ground_depth_m, 0.03, 0.0, Wetness::plants, 100.0, 1.0,
         lawn_water_m, grass_canopy, greenery, false, lawn_roots, lawn_open},
        {"bare_soil", 0.25, 0.94, 0.8, 1.6 * mega, ground_depth_m, 0.01, 0.0, soil, 0.0, 0.0, soil_water_m,
         0.0, "Lindberg et al. 2008; Oke 1987, table 2.1"},
        {"trees", 0.10, 0.98, 0.92, 2.19 * mega, ground_depth_m, 0.1, 0.0, Wetness::plants, 175.0, 5.0,
         tree_water_m, tree_canopy, greenery, true, tree_roots, tree_open},
        {"water", 0.10, 0.98, water_conductivity, water_capacity, ground_depth_m, 0.0002, 0.0, water, 0.0,
         0.0, 0.0, 0.0, target},
        {"garden", 0.19, 0.98, 0.92, 2.19 * mega, ground_depth_m, 0.05, 0.0, Wetness::plants, 100.0, 2.0,
         lawn_water_m, grass_canopy, greenery, false, lawn_roots, lawn_open},
        {"wall", 0.20, 0.90, 0.84, 1.36 * mega, wall_depth_m, 0.05, wall_inside, sealed, 0.0, 0.0, 0.0, 0.0,
         masonry},
        {"green_roof", 0.22, 0.95, 0.35, 1.32 * mega, roof_depth_m, 0.02, roof_inside, Wetness::plants, 180.0,
         1.0, roof_water_m, grass_canopy, ecoroof},
    }};
}

// NOLINTEND(readability-magic-numbers)

struct Change {
    char const* key;
    double Material::*member;
};
constexpr std::array<Change, 12> changes_of_material{{{"albedo", &Material::albedo},
                                                      {"emissivity", &Material::emissivity},
                                                      {"conductivity", &Material::conductivity_wpmk},
                                                      {"heat_capacity", &Material::capacity_jpm3k},
                                                      {"depth", &Material::depth_m},
                                                      {"roughness", &Material::roughness_m},
                                                      {"inside_conductance", &Material::inside_wpm2k},
                                                      {"leaf_area", &Material::leaf_area},
                                                      {"leaf_resistance", &Material::leaf_resistance_spm},
                                                      {"root_water", &Material::root_water_m},
                                                      {"upper_roots", &Material::upper_roots},
                                                      {"open_ground", &Material::open_ground}}};

} // namespace

MaterialTable const& standard_materials() {
    static MaterialTable const table = make_table();
    return table;
}

std::size_t material_of(double land_cover, double building_m, double roof_storage_m) {
    constexpr std::size_t asphalt = 1;
    if (building_m > 0.0) return roof_storage_m > 0.0 ? green_roof_material : roof_material;
    auto const* const found = find_land_cover(land_cover);
    if (found == nullptr || found->code == LandCover::building) return asphalt;
    return static_cast<std::size_t>(found->code) - 1;
}

Schema material_schema() {
    constexpr double least_emissivity = 0.05, most_conductivity = 500.0, least_capacity = 1e4,
                     most_capacity = 1e7;
    constexpr double thinnest_m = 0.01, thickest_m = 10.0, smoothest_m = 1e-5, roughest_m = 2.0;
    constexpr double most_inside = 10.0, least_leaves = 0.1, most_leaves = 10.0;
    constexpr double least_resistance = 5.0, most_resistance = 2000.0, most_root_water_mm = 2000.0;
    return map()
        .with("albedo", quantity("1").between(0.0, 1.0).may_be_absent().says("share of sunlight reflected"))
        .with("emissivity",
              quantity("1").between(least_emissivity, 1.0).may_be_absent().says("of longwave radiation"))
        .with("conductivity",
              quantity("W/(m K)").above(0.0).at_most(most_conductivity).may_be_absent().says("of heat"))
        .with("heat_capacity",
              quantity("J/(m3 K)").between(least_capacity, most_capacity).may_be_absent().says("per volume"))
        .with("depth",
              quantity("m").between(thinnest_m, thickest_m).may_be_absent().says("of its six layers"))
        .with(
            "roughness",
            quantity("m").between(smoothest_m, roughest_m).may_be_absent().says("roughness length for wind"))
        .with("inside_conductance", quantity("W/(m2 K)")
                                        .between(0.0, most_inside)
                                        .may_be_absent()
                                        .says("from the lowest layer to the rooms: insulation and inner air"))
        .with("leaf_area", quantity("1")
                               .between(least_leaves, most_leaves)
                               .may_be_absent()
                               .says("of plants, per area of ground"))
        .with("leaf_resistance", quantity("s/m")
                                     .between(least_resistance, most_resistance)
                                     .may_be_absent()
                                     .says("of a leaf in full light with plenty of water"))
        .with("root_water", quantity("mm")
                                .above(0.0)
                                .at_most(most_root_water_mm)
                                .may_be_absent()
                                .says("water that plants and soil can give off, from field capacity down"))
        .with("upper_roots",
              quantity("1").between(0.0, 1.0).may_be_absent().says("share of the roots in the first 0.28 m"))
        .says("what differs from the built-in table");
}

MaterialTable materials_from(Value const& changes) {
    MaterialTable table = standard_materials();
    if (!changes.is_map()) return table;
    for (auto const& [name, change] : changes.map()) {
        auto const found = std::find_if(table.begin(), table.end(), [&name = name](Material const& material) {
            return material.name == name;
        });
        if (found == table.end()) {
            std::vector<std::string> names;
            for (auto const& material : table) names.push_back(material.name);
            throw InputError(
                change.fault(fmt::format("there is no material '{}'", name), hint_for_name(name, names)));
        }
        for (auto const& [key, member] : changes_of_material) {
            if (change.has(key)) (*found).*member = change[key].quantity();
        }
    }
    return table;
}

Layers layers_of(Material const& material) {
    Layers layers = doubling_layers(material.depth_m, material.conductivity_wpmk, material.capacity_jpm3k);
    layers.bottom_conductance_wpm2k = material.inside_wpm2k;
    return layers;
}

} // namespace jumelle::heat
