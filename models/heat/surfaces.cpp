#include "models/heat/surfaces.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numbers>

#include "core/base/error.hpp"
#include "core/parallel/first_touch.hpp"
#include "models/heat/kernels/humidity.hpp"
#include "models/heat/kernels/root_zone.hpp"
#include "models/heat/kernels/sky_slope.hpp"

namespace jumelle::heat {

namespace {

constexpr double radians = std::numbers::pi / 180.0;
constexpr double priestley_taylor_alpha = 1.26;
constexpr double coldest_k = 150.0, hottest_k = 450.0; ///< outside: a mistake, not weather
constexpr double seconds_per_hour = 3600.0;

double heat_ratio_of(Wetness wetness) {
    constexpr double smooth = 200.0, rough = 10.0; // Masson 2000; Garratt 1992
    return wetness == Wetness::sealed || wetness == Wetness::soil ? smooth : rough;
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

Array2D<std::uint8_t> materials_of(City const& city, FieldStore const& fields, Grid const& grid,
                                   Array2D<float> const& roof_storage_m) {
    auto made = first_touched(grid.rows, grid.columns, std::uint8_t{0});
    auto const* cover = fields.has("land_cover") ? &fields.at("land_cover").cells : nullptr;
    for_rows(grid.rows, [&](Index row) {
        for (Index column = 0; column < grid.columns; ++column) {
            double const code = cover != nullptr ? (*cover)(row, column) : 0.0;
            double const held_m =
                roof_storage_m.empty() ? 0.0 : static_cast<double>(roof_storage_m(row, column));
            made(row, column) =
                static_cast<std::uint8_t>(material_of(code, city.building_m(row, column), held_m));
        }
    });
    return made;
}

Array2D<float> albedos(FieldStore const& fields, Array2D<std::uint8_t> const& materials,
                       HeatParameters const& parameters) {
    auto made = first_touched(materials.rows(), materials.columns(), 0.0F);
    auto const* known = fields.has("albedo") ? &fields.at("albedo").cells : nullptr;
    for_rows(materials.rows(), [&](Index row) {
        for (Index column = 0; column < materials.columns(); ++column) {
            bool const is_known = known != nullptr && !std::isnan((*known)(row, column));
            made(row, column) = static_cast<float>(
                is_known ? (*known)(row, column) : parameters.materials[materials(row, column)].albedo);
        }
    });
    return made;
}

double black_body(double temperature_k) {
    return stefan_boltzmann * temperature_k * temperature_k * temperature_k * temperature_k;
}

} // namespace

Surfaces::Surfaces(City& city, Blocks const& blocks, FieldStore const& fields,
                   HeatParameters const& parameters)
    : city_(city),
      grid_(blocks.grid()),
      blocks_(blocks),
      parameters_(parameters),
      roof_storage_m_(copied(fields, "roof_storage")),
      materials_(materials_of(city, fields, grid_, roof_storage_m_)),
      albedo_(albedos(fields, materials_, parameters)),
      order_(city, blocks, materials_),
      cells_(order_.size()),
      skin_k_(first_touched(grid_.rows, grid_.columns, 0.0F)),
      down_short_(first_touched(grid_.rows, grid_.columns, 0.0F)),
      down_long_(first_touched(grid_.rows, grid_.columns, 0.0F)),
      walls_(city.walls().size()),
      wall_skin_k_(city.walls().size(), 0.0F),
      wall_short_(city.walls().size(), 0.0F),
      wall_long_(city.walls().size(), 0.0F),
      wall_area_m2_(city.walls().size(), 0.0),
      wall_glow_(blocks, city.views().bundles),
      nothing_(static_cast<std::size_t>(grid_.columns), 0.0F),
      ground_glow_(blocks.size()),
      next_ground_glow_(blocks.size()),
      ground_cells_(blocks.size(), 0.0),
      block_heat_(blocks.size()),
      leaf_street_(blocks.size()),
      leaf_roof_(blocks.size()),
      row_terms_(static_cast<std::size_t>(blocks.rows())) {
    cells_.deep_m = {order_.size(), 0.0F};
    first_wall_.assign(static_cast<std::size_t>(blocks.rows()) + 1, 0);
    for (std::size_t i = 0; i < wall_area_m2_.size(); ++i) {
        WallFacet const& wall = city.walls().all()[i];
        wall_area_m2_[i] =
            (static_cast<double>(wall.top_m) - static_cast<double>(wall.bottom_m)) * grid_.cell_m;
        ++first_wall_[static_cast<std::size_t>(blocks.row_of(wall.row)) + 1];
    }
    for (std::size_t i = 1; i < first_wall_.size(); ++i) first_wall_[i] += first_wall_[i - 1];
    for_rows(blocks.rows(), [&](Index block_row) { count_ground(block_row); });
}

void Surfaces::start(double temperature_k) {
    for (std::size_t i = 0; i < material_count; ++i)
        prepared_[i].conduction = conduction_step(layers_of(parameters_.materials[i]), parameters_.step_s);
    prepared_for_s_ = parameters_.step_s;
    for (auto* store : {&cells_, &walls_}) {
        for (auto& node : store->nodes_k) node.fill(temperature_k);
    }
    wall_skin_k_.fill(static_cast<float>(temperature_k));
    wall_long_.fill(static_cast<float>(black_body(temperature_k)));
    for_rows(blocks_.rows(), [&](Index block_row) {
        Index const first_row = blocks_.cell_rows(block_row).begin;
        for (auto const& run : order_.runs(block_row)) {
            Wetness const wetness = parameters_.materials[run.material].wetness;
            bool const is_ground = wetness == Wetness::plants || wetness == Wetness::soil;
            for (std::size_t i = run.begin; i < run.end; ++i) {
                Index const row = first_row + order_.row(i), column = order_.column(i);
                skin_k_(row, column) = static_cast<float>(temperature_k);
                down_long_(row, column) = static_cast<float>(black_body(temperature_k));
                double const capacity = is_ground ? capacity_m(row, column) : 0.0;
                RootWater const most =
                    wetness == Wetness::plants ? root_capacity(capacity) : RootWater{capacity, 0.0};
                cells_.water_m[i] = static_cast<float>(parameters_.soil_moisture * most.upper_m);
                cells_.deep_m[i] = static_cast<float>(parameters_.soil_moisture * most.deep_m);
            }
        }
    });
    ground_glow_.assign(ground_glow_.size(), Glow{0.0, black_body(temperature_k)});
    update_glow();
}

Glow Surfaces::up(Index row, Index column) const {
    Material const& material = parameters_.materials[materials_(row, column)];
    double const down_long = static_cast<double>(down_long_(row, column));
    return {static_cast<double>(albedo_(row, column)) * static_cast<double>(down_short_(row, column)),
            material.emissivity * black_body(surface_k(row, column)) +
                (1.0 - material.emissivity) * down_long};
}

void Surfaces::prepare_materials(SkyState const& sky) {
    constexpr double least_leaves = 0.01; // their resistance is divided by it
    for (std::size_t i = 0; i < material_count; ++i) {
        Material const& material = parameters_.materials[i];
        Prepared& made = prepared_[i];
        made.material = &material;
        made.kind = {};
        made.kind.emissivity = material.emissivity;
        auto const plants = material.shuns_dryness ? PlantKind::trees : PlantKind::grass;
        double const grown = sky.leaves[static_cast<std::size_t>(plants)];
        made.leaves = {material.leaf_resistance_spm, std::max(least_leaves, material.leaf_area * grown),
                       material.open_ground};
        if (i == wall_material) {
            HeatExchange const still = wall_exchange(0.0), moved = wall_exchange(1.0);
            made.kind.still_wpm2k = still.h_wpm2k;
            made.kind.per_wind_wpm2k = moved.h_wpm2k - still.h_wpm2k;
        } else {
            Roughness const rough =
                roughness(material.roughness_m, heat_ratio_of(material.wetness), sky.air.height_m);
            made.kind.neutral = rough.neutral;
            made.kind.unstable_c = rough.unstable_c;
            made.kind.height_m = rough.height_m;
        }
        double const slope = made.conduction.slope_wpm2k, canopy = material.canopy_wpm2k;
        made.canopy_share = canopy > 0.0 ? canopy / (canopy + slope) : 1.0;
        made.kind.slope_wpm2k = made.canopy_share * slope;
    }
}

void Surfaces::prepare(SkyState const& sky, SurfaceStep const& step) {
    if (prepared_for_s_ != step.length_s) {
        for (std::size_t i = 0; i < material_count; ++i)
            prepared_[i].conduction = conduction_step(layers_of(parameters_.materials[i]), step.length_s);
        prepared_for_s_ = step.length_s;
    }
    prepare_materials(sky);
    LeafAir const everywhere = leaf_air(sky.air);
    for_rows(blocks_.rows(), [&](Index row) {
        for (Index column = 0; column < blocks_.columns(); ++column) {
            std::size_t const i = blocks_.air().at(row, column);
            leaf_street_[i] = step.streets != nullptr ? leaf_air((*step.streets)[i]) : everywhere;
            leaf_roof_[i] = step.roofs != nullptr ? leaf_air((*step.roofs)[i]) : everywhere;
        }
    });
    lit_ = city_.lit_cells();
    for (std::size_t side = 0; side < sides; ++side) {
        double const facing = std::cos((sky.sun.azimuth_deg - side_azimuth_deg[side]) * radians);
        beam_on_side_wpm2_[side] = sky.is_day ? std::max(0.0, sky.beam_wpm2 * sky.cosine * facing) : 0.0;
    }
}

/// Beam, sky, crowns, the walls that each cell sees, and what ground rises before its sky.
void Surfaces::arrive_at(SkyState const& sky, Index row, RowRange columns) {
    auto const& views = city_.views();
    SeenRow seen;
    wall_glow_.see(row, columns, seen);
    Index const first = columns.begin;
    ArrivingRow cells;
    cells.sky = views.sky.row(row) + first;
    cells.crowns = views.crowns.empty() ? nothing_.data() : views.crowns.row(row) + first;
    cells.lit = lit_.row(row) + first;
    cells.ground = by_turns(ground_glow_);
    BlockOfCells const blocks = wall_glow_.blocks_of_cells();
    cells.first_block = blocks.of_row[row];
    cells.block = blocks.of_column + first;
    cells.down_short = down_short_.row(row) + first;
    cells.down_long = down_long_.row(row) + first;
    cells.cells = columns.end - first;
    arrive({sky.diffuse_wpm2, sky.longwave_wpm2, sky.low_sky_wpm2, sky.air_glow_wpm2,
            sky.is_day ? sky.beam_wpm2 * sky.sine : 0.0, 1.0 - parameters_.leaf_transmissivity},
           seen, cells);
}

void Surfaces::arrive_at_block_row(SkyState const& sky, Index block_row) {
    RowRange const rows = blocks_.cell_rows(block_row);
    for (Index row = rows.begin; row < rows.end; ++row) {
        for (Index column = 0; column < grid_.columns; column += arriving_cells)
            arrive_at(sky, row, {column, std::min(grid_.columns, column + arriving_cells)});
    }
}

namespace {

void put_air(Air const& air, std::size_t l, FacetLanes& lanes) {
    lanes.air_k[l] = air.temperature_k;
    lanes.vapour_pa[l] = air.vapour_pa;
    lanes.wind_mps[l] = air.wind_mps;
    lanes.heat_jpm3k[l] = air.heat_jpm3k;
    lanes.gamma_papk[l] = air.gamma_papk;
}

} // namespace

LaneVapour Surfaces::fill_cells(Piece const& piece, FacetLanes& lanes, LaneWater& water) {
    bool const on_roof = piece.material == roof_material || piece.material == green_roof_material;
    auto const* const blocks_air = on_roof ? piece.step.roofs : piece.step.streets;
    auto const& leaf = on_roof ? leaf_roof_ : leaf_street_;
    auto const factor = parameters_.materials[piece.material].shuns_dryness ? &LeafAir::shy : &LeafAir::bold;
    take_rain(piece, water);
    Row const first = row(piece.first_row);
    Index const stride = skin_k_.row_stride(); // of all four
    auto const first_block = blocks_.air().at(piece.block_row, 0);
    for (std::size_t l = 0; l < piece.count; ++l) {
        std::size_t const facet = piece.begin + l;
        Index const column = order_.column(facet), cell = order_.row(facet) * stride + column;
        std::size_t const block = first_block + static_cast<std::size_t>(blocks_.column_of(column));
        auto const arriving = static_cast<double>(first.down_short[cell]);
        water.shortwave_wpm2[l] = arriving;
        water.air_factor[l] = leaf[block].*factor;
        lanes.shortwave_wpm2[l] = (1.0 - static_cast<double>(first.albedo[cell])) * arriving;
        lanes.longwave_wpm2[l] = static_cast<double>(first.down_long[cell]);
        put_air(air_of(piece.sky, blocks_air, block), l, lanes);
        lanes.surface_k[l] = static_cast<double>(first.skin_k[cell]);
    }
    return wet(piece, water, lanes);
}

namespace {

/// The first lane that came to no good temperature, or `count`.
std::size_t first_bad(FacetLanes const& lanes, std::size_t count, bool converged) {
    constexpr double rounding_wpm2 = 1e-7;
    int bad = 0; // at first only how many: a loop that compilers vectorise
    for (std::size_t l = 0; l < count; ++l)
        bad += (lanes.surface_k[l] > coldest_k && lanes.surface_k[l] < hottest_k) ? 0 : 1;
    if (bad == 0 && converged) return count;
    for (std::size_t l = 0; l < count; ++l) {
        bool const is_good = lanes.surface_k[l] > coldest_k && lanes.surface_k[l] < hottest_k;
        if (!is_good || !(std::abs(lanes.residual_wpm2[l]) < rounding_wpm2)) return l;
    }
    return count;
}

} // namespace

std::size_t Surfaces::solve(Piece const& piece, LaneVapour vapour, FacetLanes& lanes,
                            FacetStore& store) const {
    Prepared const& prepared = prepared_[piece.material];
    auto const count = static_cast<Index>(piece.count);
    NodeColumns const nodes = store.from(piece.begin);
    bool const has_canopy = prepared.material->canopy_wpm2k > 0.0;
    eliminate_lanes(prepared.conduction, nodes, parameters_.indoor_k, count, lanes);
    Lane below; // answer of the layers alone; then their new surface
    if (has_canopy) {
        below = lanes.offset_wpm2;
        for (std::size_t l = 0; l < piece.count; ++l) lanes.offset_wpm2[l] *= prepared.canopy_share;
    }
    bool const converged = solve_lanes(prepared.kind, vapour, count, lanes);
    if (has_canopy) {
        double const slope_wpm2k = prepared.conduction.slope_wpm2k;
        for (std::size_t l = 0; l < piece.count; ++l)
            below[l] = (lanes.ground_wpm2[l] + below[l]) / slope_wpm2k;
    }
    new_temperatures_lanes(prepared.conduction, has_canopy ? below : lanes.surface_k, count, lanes, nodes);
    return first_bad(lanes, piece.count, converged);
}

namespace {

template <class Terms>
void add_account(LaneAccount const& account, Terms& terms) {
    terms[HeatBudget::shortwave_in] += account.shortwave_in;
    terms[HeatBudget::longwave_in] += account.longwave_in;
    terms[HeatBudget::longwave_out] += account.longwave_out;
    terms[HeatBudget::sensible_out] += account.sensible_out;
    terms[HeatBudget::latent_out] += account.latent_out;
}

} // namespace

void Surfaces::put_cells(Piece const& piece, FacetLanes const& lanes, Terms& terms) {
    double const area_m2 = grid_.cell_area_m2();
    Lane areas;
    areas.fill(area_m2);
    add_account(account_of(prepared_[piece.material].kind, areas, static_cast<Index>(piece.count), lanes),
                terms);
    bool const on_roof = piece.material == roof_material || piece.material == green_roof_material;
    auto const sensible = on_roof ? &BlockHeat::roof_w : &BlockHeat::canopy_w;
    auto const latent = on_roof ? &BlockHeat::roof_latent_w : &BlockHeat::canopy_latent_w;
    for (std::size_t l = 0; l < piece.count; ++l) {
        std::size_t const facet = piece.begin + l;
        Index const row = piece.first_row + order_.row(facet), column = order_.column(facet);
        std::size_t const block = blocks_.air().at(piece.block_row, blocks_.column_of(column));
        skin_k_(row, column) = static_cast<float>(lanes.surface_k[l]);
        block_heat_[block].*sensible += area_m2 * lanes.sensible_wpm2[l];
        block_heat_[block].*latent += area_m2 * lanes.latent_wpm2[l];
        if (on_roof && !counts_as_ground(block, piece.material)) continue;
        Glow& glow = next_ground_glow_[block];
        glow.shortwave += static_cast<double>(down_short_(row, column)) - lanes.shortwave_wpm2[l];
        glow.longwave += lanes.longwave_wpm2[l] - lanes.net_longwave_wpm2[l];
    }
    if (prepared_[piece.material].conduction.bottom_wpm2k > 0.0) put_indoor(piece, terms);
}

/// What roofs pass to the rooms below.
void Surfaces::put_indoor(Piece const& piece, Terms& terms) {
    double const conductance_w = grid_.cell_area_m2() * prepared_[piece.material].conduction.bottom_wpm2k;
    auto const& deepest_k = cells_.nodes_k.back();
    for (std::size_t facet = piece.begin; facet < piece.begin + piece.count; ++facet) {
        double const indoor_w = conductance_w * (deepest_k[facet] - parameters_.indoor_k);
        Index const column = blocks_.column_of(order_.column(facet));
        terms[HeatBudget::indoor_out] += indoor_w;
        block_heat_[blocks_.air().at(piece.block_row, column)].indoor_w += indoor_w;
    }
}

void Surfaces::trip(Piece const& piece, std::size_t lane, double surface_k, char const* what) const {
    Index row = 0, column = 0;
    if (piece.material == wall_material) {
        auto const& wall = city_.walls().all()[piece.begin + lane];
        row = wall.row;
        column = wall.column;
    } else {
        row = piece.first_row + order_.row(piece.begin + lane);
        column = order_.column(piece.begin + lane);
    }
    throw RunError(
        fmt::format("heat: the {} of cell (row {}, column {}) got {:.1f} K, {:.2f} h after the start", what,
                    row, column, surface_k, piece.step.end_s / seconds_per_hour));
}

void Surfaces::step_block_row(SkyState const& sky, SurfaceStep const& step, Index block_row) {
    Terms& terms = row_terms_[static_cast<std::size_t>(block_row)];
    terms = {};
    auto const first = static_cast<Index>(blocks_.air().at(block_row, 0));
    std::fill_n(block_heat_.begin() + first, blocks_.columns(), BlockHeat{});
    std::fill_n(next_ground_glow_.begin() + first, blocks_.columns(), Glow{});
    arrive_at_block_row(sky, block_row);
    FacetLanes lanes;
    LaneWater water;
    for (auto const& run : order_.runs(block_row)) {
        for (std::size_t begin = run.begin; begin < run.end; begin += lane_count) {
            Piece const piece{sky,         step,
                              block_row,   blocks_.cell_rows(block_row).begin,
                              begin,       std::min<std::size_t>(lane_count, run.end - begin),
                              run.material};
            LaneVapour const vapour = fill_cells(piece, lanes, water);
            std::size_t const bad = solve(piece, vapour, lanes, cells_);
            if (bad < piece.count) trip(piece, bad, lanes.surface_k[bad], "surface");
            lose_water(piece, water, lanes);
            put_cells(piece, lanes, terms);
        }
    }
    close_ground(block_row);
    step_walls(sky, step, block_row);
}

namespace {

/// Share of what a wall, mean over its height, or a person sees of the ground that lies within a cell of it:
/// that of a point at height z before an endless strip of ground, 1 − z / √(z² + c²).
double near_share(double height_m, double cell_m) {
    return 1.0 - height_m / std::sqrt(height_m * height_m + cell_m * cell_m);
}

} // namespace

Glow Surfaces::arriving_at_wall(SkyState const& sky, std::size_t index) const {
    WallFacet const& wall = city_.walls().all()[index];
    WallView const& view = city_.views().walls[index];
    double const middle_m = 0.5 * (static_cast<double>(wall.top_m) - static_cast<double>(wall.bottom_m));
    double const near = near_share(middle_m, grid_.cell_m);
    Glow const foot = up(wall.row, wall.column), &far = ground_glow_[blocks_.of(wall.row, wall.column)];
    double const crowns = (1.0 - parameters_.leaf_transmissivity) * static_cast<double>(view.crowns);
    double const open = static_cast<double>(view.sky) - crowns;
    double const of_walls = static_cast<double>(view.walls), of_ground = static_cast<double>(view.ground);
    Glow const& others = wall_glow_.seen(static_cast<std::size_t>(wall.faces), wall.row, wall.column);
    Glow made{sky.diffuse_wpm2 * open + others.shortwave * of_walls +
                  (near * foot.shortwave + (1.0 - near) * far.shortwave) * of_ground,
              sky.longwave_wpm2 * open + sky.low_sky_wpm2 * low_sky_of_upright(open) +
                  sky.air_glow_wpm2 * crowns + others.longwave * of_walls +
                  (near * foot.longwave + (1.0 - near) * far.longwave) * of_ground};
    double const beam_wpm2 = beam_on_side_wpm2_[static_cast<std::size_t>(wall.faces)];
    if (beam_wpm2 > 0.0) made.shortwave += beam_wpm2 * static_cast<double>(city_.lit_walls()[index]);
    return made;
}

LaneVapour Surfaces::fill_walls(Piece const& piece, FacetLanes& lanes) {
    double const albedo = parameters_.materials[wall_material].albedo;
    for (std::size_t l = 0; l < piece.count; ++l) {
        std::size_t const index = piece.begin + l;
        WallFacet const& wall = city_.walls().all()[index];
        Air const& air = air_of(piece.sky, piece.step.streets,
                                blocks_.air().at(piece.block_row, blocks_.column_of(wall.column)));
        Glow const arriving = arriving_at_wall(piece.sky, index);
        lanes.shortwave_wpm2[l] = (1.0 - albedo) * arriving.shortwave;
        lanes.longwave_wpm2[l] = arriving.longwave;
        put_air(air, l, lanes);
        lanes.surface_k[l] = static_cast<double>(wall_skin_k_[index]);
        wall_short_[index] = static_cast<float>(arriving.shortwave);
        wall_long_[index] = static_cast<float>(arriving.longwave);
    }
    return LaneVapour::none;
}

void Surfaces::put_walls(Piece const& piece, FacetLanes const& lanes, Terms& terms) {
    Prepared const& prepared = prepared_[wall_material];
    auto const& deepest_k = walls_.nodes_k.back();
    Lane areas;
    std::copy_n(wall_area_m2_.data() + piece.begin, piece.count, areas.begin());
    add_account(account_of(prepared.kind, areas, static_cast<Index>(piece.count), lanes), terms);
    for (std::size_t l = 0; l < piece.count; ++l) {
        std::size_t const index = piece.begin + l;
        double const area_m2 = areas[l];
        wall_skin_k_[index] = static_cast<float>(lanes.surface_k[l]);
        double const indoor_w =
            area_m2 * prepared.conduction.bottom_wpm2k * (deepest_k[index] - parameters_.indoor_k);
        terms[HeatBudget::indoor_out] += indoor_w;
        BlockHeat& heat = block_heat_[blocks_.air().at(piece.block_row,
                                                       blocks_.column_of(city_.walls().all()[index].column))];
        heat.canopy_w += area_m2 * lanes.sensible_wpm2[l];
        heat.indoor_w += indoor_w;
    }
}

void Surfaces::step_walls(SkyState const& sky, SurfaceStep const& step, Index block_row) {
    Terms& terms = row_terms_[static_cast<std::size_t>(block_row)];
    std::size_t const end = first_wall_[static_cast<std::size_t>(block_row) + 1];
    FacetLanes lanes;
    for (std::size_t begin = first_wall_[static_cast<std::size_t>(block_row)]; begin < end;
         begin += lane_count) {
        Piece const piece{
            sky, step, block_row, 0, begin, std::min<std::size_t>(lane_count, end - begin), wall_material};
        LaneVapour const vapour = fill_walls(piece, lanes);
        std::size_t const bad = solve(piece, vapour, lanes, walls_);
        if (bad < piece.count) trip(piece, bad, lanes.surface_k[bad], "wall at the foot");
        put_walls(piece, lanes, terms);
    }
}

/// In the order of rows of blocks, so that the sums do not depend on the threads.
void Surfaces::add_terms(std::vector<Terms> const& terms, double length_s) {
    for (auto const& some : terms) {
        for (std::size_t i = 0; i < HeatBudget::count; ++i) budget_.joule[i].add(some[i] * length_s);
    }
}

void Surfaces::step_own_rows(SkyState const& sky, SurfaceStep const& step) {
    blocks_.share().for_own_rows([&](Index block_row) { step_block_row(sky, step, block_row); });
}

void Surfaces::step(SkyState const& sky, SurfaceStep const& step) {
    prepare(sky, step);
    heat_of_vapour_jpkg_ = evaporation_heat(sky.air.temperature_k);
    priestley_taylor_ = priestley_taylor_share(priestley_taylor_alpha, sky.air);
    run_together(blocks_.share().ranks(), [&] { step_own_rows(sky, step); });
    blocks_.share().gather(row_terms_);
    blocks_.gather_blocks(block_heat_);
    add_terms(row_terms_, step.length_s);
    std::swap(ground_glow_, next_ground_glow_);
    update_glow();
}

bool Surfaces::counts_as_ground(std::size_t block, std::size_t material) const {
    bool const is_roof = material == roof_material || material == green_roof_material;
    return !is_roof || blocks_.building_m2()[block] >= blocks_.inside_m2()[block];
}

void Surfaces::count_ground(Index block_row) {
    for (auto const& run : order_.runs(block_row)) {
        for (std::size_t i = run.begin; i < run.end; ++i) {
            std::size_t const block = blocks_.air().at(block_row, blocks_.column_of(order_.column(i)));
            if (counts_as_ground(block, run.material)) ground_cells_[block] += 1.0;
        }
    }
}

/// Means of what was added.
void Surfaces::close_ground(Index block_row) {
    for (Index column = 0; column < blocks_.columns(); ++column) {
        std::size_t const block = blocks_.air().at(block_row, column);
        if (ground_cells_[block] <= 0.0) continue;
        next_ground_glow_[block].shortwave /= ground_cells_[block];
        next_ground_glow_[block].longwave /= ground_cells_[block];
    }
}

void Surfaces::update_glow() {
    Material const& material = parameters_.materials[wall_material];
    blocks_.share().for_own_rows([&](Index block_row) {
        wall_glow_.clear(block_row);
        std::size_t const end = first_wall_[static_cast<std::size_t>(block_row) + 1];
        for (std::size_t i = first_wall_[static_cast<std::size_t>(block_row)]; i < end; ++i) {
            WallFacet const& wall = city_.walls().all()[i];
            Glow const glow{material.albedo * static_cast<double>(wall_short_[i]),
                            material.emissivity * black_body(static_cast<double>(wall_skin_k_[i])) +
                                (1.0 - material.emissivity) * static_cast<double>(wall_long_[i])};
            wall_glow_.add(blocks_.air().at(block_row, blocks_.column_of(wall.column)), wall.faces,
                           wall_area_m2_[i], glow);
        }
    });
    wall_glow_.close();
}

} // namespace jumelle::heat
