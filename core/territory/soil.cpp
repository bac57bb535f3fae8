#include "core/territory/soil.hpp"

#include <array>

namespace jumelle {

namespace {

constexpr double m_per_cm = 0.01, mps_per_cmph = m_per_cm / 3600.0, mps_per_mmph = 0.001 / 3600.0;

struct Texture {
    char const* name;
    double porosity, suction_cm, conductivity_cmph, horton_first_mmph;
    HydrologicGroup group;
};

constexpr double sandy_mmph = 127.0, loamy_mmph = 76.0, clayey_mmph = 25.0;

constexpr std::array<Texture, 11> textures{{
    {"sand", 0.417, 4.95, 11.78, sandy_mmph, HydrologicGroup::a},
    {"loamy_sand", 0.401, 6.13, 2.99, sandy_mmph, HydrologicGroup::a},
    {"sandy_loam", 0.412, 11.01, 1.09, sandy_mmph, HydrologicGroup::a},
    {"loam", 0.434, 8.89, 0.34, loamy_mmph, HydrologicGroup::b},
    {"silt_loam", 0.486, 16.68, 0.65, loamy_mmph, HydrologicGroup::b},
    {"sandy_clay_loam", 0.330, 21.85, 0.15, loamy_mmph, HydrologicGroup::c},
    {"clay_loam", 0.309, 20.88, 0.10, clayey_mmph, HydrologicGroup::d},
    {"silty_clay_loam", 0.432, 27.30, 0.10, clayey_mmph, HydrologicGroup::d},
    {"sandy_clay", 0.321, 23.90, 0.06, clayey_mmph, HydrologicGroup::d},
    {"silty_clay", 0.423, 29.22, 0.05, clayey_mmph, HydrologicGroup::d},
    {"clay", 0.385, 31.63, 0.03, clayey_mmph, HydrologicGroup::d},
}};

/// Middles of Musgrave's ranges 7.6-11.4, 3.8-7.6, 1.3-3.8 and 0-1.3 mm/h.
constexpr std::array<double, 4> final_mmph{9.5, 5.7, 2.5, 0.65};

constexpr auto make_classes() {
    std::array<SoilClass, textures.size()> made{};
    for (std::size_t i = 0; i < textures.size(); ++i) {
        Texture const& from = textures[i];
        made[i] = {static_cast<int>(i) + 1,
                   from.name,
                   from.porosity,
                   from.suction_cm * m_per_cm,
                   from.conductivity_cmph * mps_per_cmph,
                   from.horton_first_mmph * mps_per_mmph,
                   final_mmph[static_cast<std::size_t>(from.group)] * mps_per_mmph,
                   from.group};
    }
    return made;
}

constexpr auto classes = make_classes();

constexpr double sealed = 98.0, open_water = 100.0;
using Numbers = std::array<double, 4>; ///< of the groups A to D

constexpr Numbers sealed_ground{sealed, sealed, sealed, sealed};
constexpr Numbers water_body{open_water, open_water, open_water, open_water};
constexpr Numbers gravel{76.0, 85.0, 89.0, 91.0}; // between paving stones
constexpr Numbers open_space_good{39.0, 61.0, 74.0, 80.0}, open_space_fair{49.0, 69.0, 79.0, 84.0},
    open_space_poor{68.0, 79.0, 86.0, 89.0};
constexpr Numbers fallow{77.0, 86.0, 91.0, 94.0}, woods_good{30.0, 55.0, 70.0, 77.0};

constexpr Numbers const& of_cover(LandCover cover) {
    switch (cover) {
    case LandCover::building:
    case LandCover::asphalt:
        return sealed_ground;
    case LandCover::paved:
        return gravel;
    case LandCover::grass:
        return open_space_good;
    case LandCover::dry_grass:
        return open_space_poor;
    case LandCover::bare_soil:
        return fallow;
    case LandCover::trees:
        return woods_good;
    case LandCover::water:
        return water_body;
    case LandCover::garden:
        break;
    }
    return open_space_fair;
}

} // namespace

std::span<SoilClass const> soil_classes() {
    return classes;
}

SoilClass const* find_soil(double code) {
    for (auto const& candidate : classes) {
        if (static_cast<double>(candidate.code) == code) return &candidate;
    }
    return nullptr;
}

SoilClass const* find_soil(std::string const& name) {
    for (auto const& candidate : classes) {
        if (name == candidate.name) return &candidate;
    }
    return nullptr;
}

double curve_number(LandCover cover, HydrologicGroup group) {
    return of_cover(cover)[static_cast<std::size_t>(group)];
}

} // namespace jumelle
