#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "core/scenario/schema.hpp"
#include "models/heat/kernels/conduction.hpp"

namespace jumelle::heat {

/// What lets water out of a surface.
enum class Wetness {
    sealed, ///< only what rain has left on it
    plants, ///< through leaves, from the soil's water
    soil,   ///< through the topmost soil
    water   ///< free water
};

/// What a kind of surface is like.
struct Material {
    std::string name;
    double albedo = 0.0, emissivity = 1.0;
    double conductivity_wpmk = 1.0, capacity_jpm3k = 1.0, depth_m = 1.0;
    double roughness_m = 1.0;  ///< for wind; heat has a tenth over plants and water, 1/200 elsewhere
    double inside_wpm2k = 0.0; ///< from the lowest layer to the rooms; 0: no heat passes
    Wetness wetness = Wetness::sealed;
    double leaf_resistance_spm = 0.0, leaf_area = 0.0; ///< plants
    /// Water that plants and soil can give off, from field capacity down to wilting [m].
    double root_water_m = 0.0;
    /// Between leaves and soil, through the still air of the canopy; 0: the surface is the ground's [W/m²K].
    double canopy_wpm2k = 0.0;
    char const* source = "";
    bool shuns_dryness = false; ///< leaves close in dry air: trees, not grass
    /// Share of the roots within 0.28 m (`kernels/root_zone.hpp`).
    double upper_roots = 1.0;
    double open_ground = 0.0; ///< share of bare soil between the plants
};

/// Positions in the table of materials.
inline constexpr std::size_t roof_material = 0, wall_material = 9, green_roof_material = 10;
inline constexpr std::size_t material_count = 11;
using MaterialTable = std::array<Material, material_count>;

/// The built-in table: by land cover, roofs in place of `building`, walls, and green roofs.
MaterialTable const& standard_materials();

/// Position of the material of a cell; asphalt where there is no known land cover. Roofs that hold water are
/// green ones.
std::size_t material_of(double land_cover, double building_m, double roof_storage_m);

/// What a user may write about one material, and the table with that.
Schema material_schema();
MaterialTable materials_from(Value const& changes);

Layers layers_of(Material const& material);

} // namespace jumelle::heat
