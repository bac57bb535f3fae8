#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/base/sum.hpp"
#include "core/parallel/loops.hpp"
#include "models/heat/air_field.hpp"
#include "models/heat/facet_order.hpp"
#include "models/heat/facet_store.hpp"
#include "models/heat/kernels/facet_balance.hpp"
#include "models/heat/kernels/lane_account.hpp"
#include "models/heat/kernels/lane_wetting.hpp"
#include "models/heat/parameters.hpp"
#include "models/heat/sky.hpp"
#include "models/heat/wall_glow.hpp"

namespace jumelle::heat {

/// Heat that passed through all surfaces since the start [J], positive as the name says.
struct HeatBudget {
    enum Term { shortwave_in, longwave_in, longwave_out, sensible_out, latent_out, indoor_out, count };
    std::array<CompensatedSum, count> joule;
};

/// What happens to the surfaces during a step.
struct SurfaceStep {
    double length_s = 0.0, end_s = 0.0; ///< the end since the start of the run, for messages
    double rain_m = 0.0;
    View2D<float const> rain_map_mps;               ///< beside `rain_m`; empty where there is none
    Array2D<double> const* water_depth_m = nullptr; ///< of a flood; null where there is none
    /// Air of the blocks, between the buildings and above them; null: that of the weather everywhere.
    std::vector<Air> const* streets = nullptr;
    std::vector<Air> const* roofs = nullptr;
};

/// Energy balance of ground and roof of every cell, and of every wall.
class Surfaces {
  public:
    /// Keeps references. @pre the city has looked around before the first step
    Surfaces(City& city, Blocks const& blocks, FieldStore const& fields, HeatParameters const& parameters);

    /// Gives all layers one temperature.
    void start(double temperature_k);
    /// Forgets what passed since the start.
    void forget_budget() { budget_ = {}; }
    /// Advances all facets, where ranks share them those of this rank, and tells all ranks what glows and
    /// what went into the air. The city must be lit by the sun of this step.
    /// @throws RunError where a temperature leaves 150 … 450 K
    void step(SkyState const& sky, SurfaceStep const& step);

    double surface_k(Index row, Index column) const { return static_cast<double>(skin_k_(row, column)); }
    /// What arrived at a cell during the last step [W/m²], the beam on a level plane with it.
    Glow down(Index row, Index column) const { return {down_short_(row, column), down_long_(row, column)}; }
    /// The same of a row, and the skin's temperature, albedo and material.
    struct Row {
        float const *down_short, *down_long, *skin_k, *albedo;
        std::uint8_t const* material;
    };
    Row row(Index index) const {
        return {down_short_.row(index), down_long_.row(index), skin_k_.row(index), albedo_.row(index),
                materials_.row(index)};
    }
    /// What a cell gave back at the end of the last step.
    Glow up(Index row, Index column) const;
    /// Mean of the ground of a block, without roofs, at the end of the last step.
    Glow const& ground(std::size_t block) const { return ground_glow_[block]; }
    /// What walls give back, at the end of the last step.
    WallGlow const& walls() const { return wall_glow_; }
    double wall_mean_k() const;
    /// What went into the air of each block during the last step.
    std::vector<BlockHeat> const& block_heat() const { return block_heat_; }
    HeatBudget const& budget() const { return budget_; }
    double stored_j() const;
    /// Gives back the memory of facets and radiation, at the end of a run: nothing is stepped or asked after
    /// it.
    void release();
    /// Temperatures, water, what arrived in the last step, and the account.
    void archive_state(StateArchive& archive);
    /// Where ranks share the facets: puts together all that `archive_state` passes.
    void gather_state();
    /// Puts together what `wall_mean_k` needs.
    void gather_wall_skin() { gather_walls(wall_skin_k_); }
    std::size_t material(Index row, Index column) const { return materials_(row, column); }
    std::size_t wall_count() const { return walls_.size(); }

  private:
    /// A material with the present time step.
    struct Prepared {
        Material const* material = nullptr;
        ConductionStep conduction;
        FacetKind kind;
        Leaves leaves;             ///< of the season
        double canopy_share = 1.0; ///< of the layers' answer that passes through the canopy
    };
    using Terms = std::array<double, HeatBudget::count>;
    /// What a step of some facets needs.
    struct Piece {
        SkyState const& sky;
        SurfaceStep const& step;
        Index block_row = 0, first_row = 0;
        std::size_t begin = 0, count = 0;
        std::size_t material = 0;
    };
    void prepare(SkyState const& sky, SurfaceStep const& step);
    void prepare_materials(SkyState const& sky);
    /// Rain on the facets of a piece, and how wet they then are.
    void take_rain(Piece const& piece, LaneWater& water);
    RootLanes roots_of(Piece const& piece);
    /// What is left of their water after a step.
    void lose_water(Piece const& piece, LaneWater const& water, FacetLanes const& lanes);
    Air const& air_of(SkyState const& sky, std::vector<Air> const* blocks, std::size_t block) const {
        return blocks != nullptr ? (*blocks)[block] : sky.air;
    }
    /// Fills what arrives at cells.
    void arrive_at(SkyState const& sky, Index row, RowRange columns);
    void arrive_at_block_row(SkyState const& sky, Index block_row);
    /// What lets vapour out of the facets of a piece.
    LaneVapour wet(Piece const& piece, LaneWater& water, FacetLanes& lanes) const;
    LaneVapour wet_by_resistances(Piece const& piece, LaneWater const& water, FacetLanes& lanes) const;
    /// Where a flood stands on facets they are open water. @returns whether it does anywhere
    bool flood_lanes(Piece const& piece, LaneWater& water, FacetLanes& lanes) const;
    /// Water that ground or roof of a cell can hold [m].
    double capacity_m(Index row, Index column) const;
    double rain_m(SurfaceStep const& step, Index row, Index column) const;
    void step_block_row(SkyState const& sky, SurfaceStep const& step, Index block_row);
    LaneVapour fill_cells(Piece const& piece, FacetLanes& lanes, LaneWater& water);
    void put_cells(Piece const& piece, FacetLanes const& lanes, Terms& terms);
    void put_indoor(Piece const& piece, Terms& terms);
    LaneVapour fill_walls(Piece const& piece, FacetLanes& lanes);
    void put_walls(Piece const& piece, FacetLanes const& lanes, Terms& terms);
    /// Solves the facets of a piece; `store` gets their new temperatures.
    /// @returns lane that came to no good temperature, or `count`
    std::size_t solve(Piece const& piece, LaneVapour vapour, FacetLanes& lanes, FacetStore& store) const;
    void step_walls(SkyState const& sky, SurfaceStep const& step, Index block_row);
    Glow arriving_at_wall(SkyState const& sky, std::size_t wall) const;
    bool counts_as_ground(std::size_t block, std::size_t material) const;
    void count_ground(Index block_row);
    void close_ground(Index block_row);
    void add_terms(std::vector<Terms> const& terms, double length_s);
    double stored_in_walls_j() const;
    void step_own_rows(SkyState const& sky, SurfaceStep const& step);
    template <class T>
    void gather_walls(FacetValues<T>& values) const {
        blocks_.share().gather(values.items(), [this](Index block_row) {
            return first_wall_[static_cast<std::size_t>(block_row)];
        });
    }
    [[noreturn]] void trip(Piece const& piece, std::size_t lane, double surface_k, char const* what) const;
    void update_glow();

    City& city_;
    Grid const grid_;
    Blocks const& blocks_;
    HeatParameters const& parameters_;
    Array2D<float> roof_storage_m_; ///< of green roofs; without cells where there are none
    Array2D<std::uint8_t> materials_;
    Array2D<float> albedo_; ///< that of the cell where it is known, else of its material
    FacetOrder order_;
    FacetStore cells_;
    Array2D<float> skin_k_; ///< of what the sky sees: leaves, or the ground's surface
    Array2D<float> down_short_, down_long_;
    View2D<float const> lit_;
    std::array<double, sides> beam_on_side_wpm2_{}; ///< on walls that look to a side, where they are lit
    FacetStore walls_;
    FacetValues<float> wall_skin_k_;
    FacetValues<float> wall_short_, wall_long_; ///< that arrived at each wall [W/m²]
    FacetValues<double> wall_area_m2_;
    std::vector<std::size_t> first_wall_; ///< of each row of blocks; and the end
    WallGlow wall_glow_;
    std::vector<float> nothing_; ///< a row of zeros
    std::vector<Glow> ground_glow_, next_ground_glow_;
    std::vector<double> ground_cells_; ///< of a block, without roofs; with them where there is nothing else
    std::vector<BlockHeat> block_heat_;
    std::vector<LeafAir> leaf_street_, leaf_roof_; ///< of the blocks' air
    std::array<Prepared, material_count> prepared_;
    double prepared_for_s_ = 0.0;
    double heat_of_vapour_jpkg_ = 1.0, priestley_taylor_ = 0.0; ///< in the air of the weather
    std::vector<Terms> row_terms_;
    HeatBudget budget_;
};

} // namespace jumelle::heat
