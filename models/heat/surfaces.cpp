#include "models/heat/surfaces.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numbers>

#include "core/base/error.hpp"
#include "core/parallel/first_touch.hpp"
#include "models/heat/kernels/humidity.hpp"

namespace jumelle::heat {

namespace {

constexpr double radians = std::numbers::pi / 180.0;
/// Water that stays on sealed ground [m]. Source: Oke et al. 2017, Urban Climates, p. 164.
constexpr double film_m = 0.001;
/// Plants feel no lack before this share of the water is gone. Source: Allen et al. 1998 (FAO 56), table 22.
constexpr double readily_available = 0.5;
constexpr double flooded_m = 0.001; ///< a flood that is deeper counts as open water
constexpr double priestley_taylor_alpha = 1.26;
constexpr double coldest_k = 150.0, hottest_k = 450.0; ///< outside: a mistake, not weather
constexpr Index walls_at_once = 256;

double usual_capacity_m(Material const& material) {
    return material.wetness == Wetness::sealed ? film_m : material.root_water_m;
}

double heat_ratio_of(Wetness wetness) {
    constexpr double smooth = 200.0, rough = 10.0; // Masson 2000; Garratt 1992
    return wetness == Wetness::sealed || wetness == Wetness::soil ? smooth : rough;
}

/// Resistance of the topmost soil [s/m]. Source: Sellers et al. 1992, J. Geophys. Res. 97, 19033, eq. 19.
double soil_resistance(double moisture) {
    constexpr double dry = 8.206, fall = 4.255;
    return std::exp(dry - fall * moisture);
}

/// A field of the territory in single precision; no cells where there is no such field.
Array2D<float> copied(FieldStore const& fields, std::string const& name) {
    if (!fields.has(name)) return {};
    auto const& known = fields.at(name).cells;
    auto made = first_touched(known.rows(), known.columns(), 0.0F);
    for_rows(known.rows(), [&](Index row) {
        for (Index column = 0; column < known.columns(); ++column)
            made(row, column) = static_cast<float>(known(row, column));
    });
    return made;
}

double black_body(double temperature_k) {
    return stefan_boltzmann * temperature_k * temperature_k * temperature_k * temperature_k;
}

} // namespace

Surfaces::Surfaces(City& city, FieldStore const& fields, Grid const& grid, HeatParameters const& parameters)
    : city_(city),
      grid_(grid),
      parameters_(parameters),
      materials_(first_touched(grid.rows, grid.columns, std::uint8_t{1})),
      albedo_(copied(fields, "albedo")),
      roof_storage_m_(copied(fields, "roof_storage")),
      cells_(first_touched(grid.rows, grid.columns, FacetState{})),
      down_short_(first_touched(grid.rows, grid.columns, 0.0F)),
      down_long_(first_touched(grid.rows, grid.columns, 0.0F)),
      walls_(city.walls().size()),
      wall_short_(city.walls().size(), 0.0F),
      row_terms_(static_cast<std::size_t>(grid.rows)) {
    auto const* cover = fields.has("land_cover") ? &fields.at("land_cover").cells : nullptr;
    for_rows(grid.rows, [&](Index row) {
        for (Index column = 0; column < grid.columns; ++column) {
            double const code = cover != nullptr ? (*cover)(row, column) : 0.0;
            double const held_m =
                roof_storage_m_.empty() ? 0.0 : static_cast<double>(roof_storage_m_(row, column));
            materials_(row, column) =
                static_cast<std::uint8_t>(material_of(code, city_.building_m(row, column), held_m));
        }
    });
    for (auto const& wall : city.walls().all())
        wall_area_m2_.push_back((static_cast<double>(wall.top_m) - static_cast<double>(wall.bottom_m)) *
                                grid.cell_m);
}

void Surfaces::start(double temperature_k) {
    for (std::size_t i = 0; i < material_count; ++i)
        prepared_[i].conduction = conduction_step(layers_of(parameters_.materials[i]), parameters_.step_s);
    prepared_for_s_ = parameters_.step_s;
    auto const fill = [&](FacetState& facet, Material const& material, double capacity_m) {
        facet.nodes_k.fill(temperature_k);
        bool const is_ground = material.wetness == Wetness::plants || material.wetness == Wetness::soil;
        facet.skin_k = static_cast<float>(temperature_k);
        facet.water_m = static_cast<float>(is_ground ? parameters_.soil_moisture * capacity_m : 0.0);
    };
    for_rows(grid_.rows, [&](Index row) {
        for (Index column = 0; column < grid_.columns; ++column) {
            fill(cells_(row, column), parameters_.materials[materials_(row, column)],
                 capacity_m(row, column));
            down_long_(row, column) = static_cast<float>(black_body(temperature_k));
        }
    });
    for (auto& wall : walls_) fill(wall, parameters_.materials[wall_material], film_m);
    update_wall_glow();
}

void Surfaces::archive_state(StateArchive& archive) {
    archive("cells", cells_);
    archive("walls", walls_);
    archive("down_shortwave", down_short_);
    archive("down_longwave", down_long_);
    archive("wall_shortwave", wall_short_);
    archive("wall_glow", wall_glow_);
    archive("budget", budget_);
    archive("step_length", prepared_for_s_);
    if (!archive.is_loading()) return;
    for (std::size_t i = 0; i < material_count; ++i)
        prepared_[i].conduction = conduction_step(layers_of(parameters_.materials[i]), prepared_for_s_);
}

void Surfaces::forget_budget() {
    budget_ = {};
}

double Surfaces::albedo(Index row, Index column) const {
    bool const is_known = !albedo_.empty() && !std::isnan(albedo_(row, column));
    return is_known ? static_cast<double>(albedo_(row, column))
                    : parameters_.materials[materials_(row, column)].albedo;
}

double Surfaces::capacity_m(Index row, Index column) const {
    std::size_t const material = materials_(row, column);
    if (material == green_roof_material) return static_cast<double>(roof_storage_m_(row, column));
    return usual_capacity_m(parameters_.materials[material]);
}

Glow Surfaces::up(Index row, Index column) const {
    Material const& material = parameters_.materials[materials_(row, column)];
    double const down_long = static_cast<double>(down_long_(row, column));
    return {albedo(row, column) * static_cast<double>(down_short_(row, column)),
            material.emissivity * black_body(surface_k(row, column)) +
                (1.0 - material.emissivity) * down_long};
}

void Surfaces::prepare(SkyState const& sky, SurfaceStep const& step) {
    for (std::size_t i = 0; i < material_count; ++i) {
        Material const& material = parameters_.materials[i];
        Prepared& made = prepared_[i];
        made.material = &material;
        if (prepared_for_s_ != step.length_s)
            made.conduction = conduction_step(layers_of(material), step.length_s);
        bool const is_wall = i == wall_material;
        if (!is_wall)
            made.rough = roughness(material.roughness_m, heat_ratio_of(material.wetness), sky.air.height_m);
    }
    prepared_for_s_ = step.length_s;
}

/// Beam, sky, crowns and walls, as the cell sees them.
Glow Surfaces::arriving_at(SkyState const& sky, Index row, Index column) const {
    double const seen = static_cast<double>(city_.views().sky(row, column));
    double crowns = 0.0;
    if (!city_.views().crowns.empty())
        crowns =
            (1.0 - parameters_.leaf_transmissivity) * static_cast<double>(city_.views().crowns(row, column));
    double const open = seen - crowns;
    Glow made{sky.diffuse_wpm2 * open + (1.0 - seen) * wall_glow_.shortwave,
              sky.longwave_wpm2 * open + black_body(sky.air.temperature_k) * crowns +
                  (1.0 - seen) * wall_glow_.longwave};
    if (sky.is_day) made.shortwave += sky.beam_wpm2 * sky.sine * static_cast<double>(lit_(row, column));
    return made;
}

FacetInput Surfaces::input_of(Prepared const& prepared, FacetState const& facet, Glow const& arriving,
                              Air const& air, double capacity_m) const {
    Material const& material = *prepared.material;
    FacetInput input;
    input.shortwave_wpm2 = (1.0 - material.albedo) * arriving.shortwave;
    input.longwave_wpm2 = arriving.longwave;
    input.emissivity = material.emissivity;
    input.air = air;
    input.rough = prepared.rough;
    double const heat_jpkg = evaporation_heat(air.temperature_k);
    Vapour& vapour = input.vapour;
    vapour.share = material.wetness == Wetness::sealed && facet.water_m <= 0.0F ? 0.0 : 1.0;
    constexpr double endless_wpm2 = 1e9;
    vapour.most_wpm2 = material.wetness == Wetness::water
                           ? endless_wpm2
                           : static_cast<double>(facet.water_m) * water_kgpm3 * heat_jpkg / prepared_for_s_;
    double const moisture = capacity_m > 0.0 ? static_cast<double>(facet.water_m) / capacity_m : 1.0;
    if (parameters_.evaporation == EvaporationKind::priestley_taylor) {
        double const wet = material.wetness == Wetness::sealed ? vapour.share : moisture;
        input.priestley_taylor = wet * priestley_taylor_share(priestley_taylor_alpha, air);
        vapour.share = 0.0;
    } else if (material.wetness == Wetness::plants) {
        vapour.resistance_spm =
            canopy_resistance({material.leaf_resistance_spm, material.leaf_area}, arriving.shortwave,
                              std::min(1.0, moisture / (1.0 - readily_available)), air);
    } else if (material.wetness == Wetness::soil) {
        vapour.resistance_spm = soil_resistance(moisture);
    }
    return input;
}

FacetFluxes Surfaces::advance(Prepared const& prepared, FacetState& facet, FacetInput& input, double length_s,
                              double capacity_m) const {
    NodeTemperatures a{};
    GroundAnswer const ground = eliminate(prepared.conduction, facet.nodes_k, parameters_.indoor_k, a);
    double const canopy = prepared.material->canopy_wpm2k;
    input.ground = canopy > 0.0 ? below_canopy(ground, canopy) : ground;
    FacetFluxes const fluxes = solve_facet(input, static_cast<double>(facet.skin_k));
    double const top_k =
        canopy > 0.0 ? (fluxes.ground_wpm2 + ground.offset_wpm2) / ground.slope_wpm2k : fluxes.surface_k;
    new_temperatures(prepared.conduction, a, top_k, facet.nodes_k);
    facet.skin_k = static_cast<float>(fluxes.surface_k);
    double const lost_m =
        fluxes.latent_wpm2 * length_s / (water_kgpm3 * evaporation_heat(input.air.temperature_k));
    facet.water_m =
        static_cast<float>(std::clamp(static_cast<double>(facet.water_m) - lost_m, 0.0, capacity_m));
    return fluxes;
}

namespace {

/// What one facet adds to the account, per area.
template <class Terms>
void add_facet(Terms& terms, FacetInput const& input, FacetFluxes const& fluxes, double area) {
    double const arrived = input.emissivity * input.longwave_wpm2;
    terms[HeatBudget::shortwave_in] += area * fluxes.shortwave_wpm2;
    terms[HeatBudget::longwave_in] += area * arrived;
    terms[HeatBudget::longwave_out] += area * (arrived - fluxes.longwave_wpm2);
    terms[HeatBudget::sensible_out] += area * fluxes.sensible_wpm2;
    terms[HeatBudget::latent_out] += area * fluxes.latent_wpm2;
}

} // namespace

void Surfaces::step_row(SkyState const& sky, SurfaceStep const& step, Index row) {
    constexpr std::size_t water = 7;
    Terms& terms = row_terms_[static_cast<std::size_t>(row)];
    terms = {};
    for (Index column = 0; column < grid_.columns; ++column) {
        if (!city_.is_inside(row, column)) continue;
        FacetState& facet = cells_(row, column);
        Prepared const& prepared = prepared_[materials_(row, column)];
        double const capacity = capacity_m(row, column);
        facet.water_m =
            static_cast<float>(std::min(static_cast<double>(facet.water_m) + step.rain_m, capacity));
        Glow const arriving = arriving_at(sky, row, column);
        FacetInput input = input_of(prepared, facet, arriving, sky.air, capacity);
        input.shortwave_wpm2 = (1.0 - albedo(row, column)) * arriving.shortwave;
        bool const is_flooded =
            step.water_depth_m != nullptr && (*step.water_depth_m)(row, column) > flooded_m;
        if (is_flooded) input.vapour = input_of(prepared_[water], facet, arriving, sky.air, 0.0).vapour;
        FacetFluxes const fluxes = advance(prepared, facet, input, step.length_s, capacity);
        if (!(fluxes.has_converged && fluxes.surface_k > coldest_k && fluxes.surface_k < hottest_k))
            throw RunError(fmt::format("heat: the surface of cell (row {}, column {}) got {} K", row, column,
                                       fluxes.surface_k));
        add_facet(terms, input, fluxes, 1.0);
        terms[HeatBudget::indoor_out] +=
            prepared.conduction.bottom_wpm2k * (facet.nodes_k.back() - parameters_.indoor_k);
        down_short_(row, column) = static_cast<float>(arriving.shortwave);
        down_long_(row, column) = static_cast<float>(arriving.longwave);
    }
}

Glow Surfaces::arriving_at_wall(SkyState const& sky, std::size_t index) const {
    WallFacet const& wall = city_.walls().all()[index];
    WallView const& view = city_.views().walls[index];
    Glow const ground = up(wall.row, wall.column);
    double const crowns = (1.0 - parameters_.leaf_transmissivity) * static_cast<double>(view.crowns);
    double const open = static_cast<double>(view.sky) - crowns;
    double const of_walls = static_cast<double>(view.walls), of_ground = static_cast<double>(view.ground);
    Glow made{sky.diffuse_wpm2 * open + wall_glow_.shortwave * of_walls + ground.shortwave * of_ground,
              sky.longwave_wpm2 * open + black_body(sky.air.temperature_k) * crowns +
                  wall_glow_.longwave * of_walls + ground.longwave * of_ground};
    if (!sky.is_day) return made;
    double const off_deg = sky.sun.azimuth_deg - side_azimuth_deg[static_cast<std::size_t>(wall.faces)];
    double const facing = sky.cosine * std::cos(off_deg * radians);
    if (facing > 0.0)
        made.shortwave += sky.beam_wpm2 * facing * static_cast<double>(city_.lit_walls()[index]);
    return made;
}

Surfaces::Terms Surfaces::step_some_walls(SkyState const& sky, SurfaceStep const& step, RowRange walls) {
    Terms terms{};
    Prepared const& prepared = prepared_[wall_material];
    for (Index i = walls.begin; i < walls.end; ++i) {
        auto const index = static_cast<std::size_t>(i);
        FacetState& facet = walls_[index];
        Glow const arriving = arriving_at_wall(sky, index);
        FacetInput input = input_of(prepared, facet, arriving, sky.air, film_m);
        FacetFluxes const fluxes = advance(prepared, facet, input, step.length_s, film_m);
        if (!(fluxes.has_converged && fluxes.surface_k > coldest_k && fluxes.surface_k < hottest_k))
            throw RunError(fmt::format("heat: wall {} got {} K", i, fluxes.surface_k));
        add_facet(terms, input, fluxes, wall_area_m2_[index]);
        terms[HeatBudget::indoor_out] += wall_area_m2_[index] * prepared.conduction.bottom_wpm2k *
                                         (facet.nodes_k.back() - parameters_.indoor_k);
        wall_short_[index] = static_cast<float>(arriving.shortwave);
    }
    return terms;
}

void Surfaces::step_walls(SkyState const& sky, SurfaceStep const& step) {
    auto const count = static_cast<Index>(walls_.size());
    Index const blocks = (count + walls_at_once - 1) / walls_at_once;
    std::vector<Terms> terms(static_cast<std::size_t>(blocks));
    for_rows(blocks, [&](Index block) {
        RowRange const range{block * walls_at_once, std::min(count, (block + 1) * walls_at_once)};
        terms[static_cast<std::size_t>(block)] = step_some_walls(sky, step, range);
    });
    add_terms(terms, step.length_s);
}

/// In the order of rows or blocks, so that the sums do not depend on the threads.
void Surfaces::add_terms(std::vector<Terms> const& terms, double factor) {
    for (auto const& some : terms) {
        for (std::size_t i = 0; i < HeatBudget::count; ++i) budget_.joule[i].add(some[i] * factor);
    }
}

void Surfaces::step(SkyState const& sky, SurfaceStep const& step) {
    prepare(sky, step);
    lit_ = city_.lit_cells();
    for_rows(grid_.rows, [&](Index row) { step_row(sky, step, row); });
    add_terms(row_terms_, step.length_s * grid_.cell_area_m2());
    step_walls(sky, step);
    update_wall_glow();
}

void Surfaces::update_wall_glow() {
    Material const& material = parameters_.materials[wall_material];
    CompensatedSum area, shortwave, longwave;
    for (std::size_t i = 0; i < walls_.size(); ++i) {
        area.add(wall_area_m2_[i]);
        shortwave.add(wall_area_m2_[i] * static_cast<double>(wall_short_[i]));
        longwave.add(wall_area_m2_[i] * black_body(static_cast<double>(walls_[i].skin_k)));
    }
    if (area.value() <= 0.0) return;
    wall_glow_.shortwave = material.albedo * shortwave.value() / area.value();
    // What it reflects of longwave is taken as its own brightness: a wall sees surfaces about as warm.
    wall_glow_.longwave = longwave.value() / area.value();
}

double Surfaces::wall_mean_k() const {
    CompensatedSum area, sum;
    for (std::size_t i = 0; i < walls_.size(); ++i) {
        area.add(wall_area_m2_[i]);
        sum.add(wall_area_m2_[i] * static_cast<double>(walls_[i].skin_k));
    }
    return area.value() > 0.0 ? sum.value() / area.value() : std::numeric_limits<double>::quiet_NaN();
}

double Surfaces::stored_j() const {
    double const cells = sum_rows(grid_.rows, [&](Index row) {
        double sum = 0.0;
        for (Index column = 0; column < grid_.columns; ++column) {
            if (!city_.is_inside(row, column)) continue;
            sum +=
                stored_heat_jpm2(prepared_[materials_(row, column)].conduction, cells_(row, column).nodes_k);
        }
        return sum;
    });
    CompensatedSum walls;
    for (std::size_t i = 0; i < walls_.size(); ++i)
        walls.add(wall_area_m2_[i] *
                  stored_heat_jpm2(prepared_[wall_material].conduction, walls_[i].nodes_k));
    return cells * grid_.cell_area_m2() + walls.value();
}

} // namespace jumelle::heat
