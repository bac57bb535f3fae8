#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/base/sum.hpp"
#include "core/parallel/loops.hpp"
#include "models/heat/city.hpp"
#include "models/heat/kernels/facet_balance.hpp"
#include "models/heat/parameters.hpp"
#include "models/heat/sky.hpp"

namespace jumelle::heat {

/// Temperatures below a surface, and the water on or in it.
struct FacetState {
    NodeTemperatures nodes_k{}; ///< of the ground, its surface first
    float skin_k = 0.0F;        ///< of what the sky sees: leaves, or the ground's surface
    float water_m = 0.0F;       ///< of sealed ground the film, of soil what roots reach
};

/// Heat that passed through all surfaces since the start [J], positive as the name says.
struct HeatBudget {
    enum Term { shortwave_in, longwave_in, longwave_out, sensible_out, latent_out, indoor_out, count };
    std::array<CompensatedSum, count> joule;
};

/// What a surface gives back to those who see it [W/m²].
struct Glow {
    double shortwave = 0.0, longwave = 0.0;
};

/// What happens to the surfaces during a step.
struct SurfaceStep {
    double length_s = 0.0;
    double rain_m = 0.0;
    Array2D<double> const* water_depth_m = nullptr; ///< of a flood; null where there is none
};

/// Energy balance of ground and roof of every cell, and of every wall.
class Surfaces {
  public:
    /// Keeps references. @pre the city has looked around before the first step
    Surfaces(City& city, FieldStore const& fields, Grid const& grid, HeatParameters const& parameters);

    /// Gives all layers one temperature.
    void start(double temperature_k);
    /// Forgets what passed since the start.
    void forget_budget();
    /// Advances all facets. The city must be lit by the sun of this step.
    /// @throws RunError where a temperature leaves 150 … 450 K
    void step(SkyState const& sky, SurfaceStep const& step);

    double surface_k(Index row, Index column) const {
        return static_cast<double>(cells_(row, column).skin_k);
    }
    /// What arrived at a cell during the last step [W/m²], the beam on a level plane with it.
    Glow down(Index row, Index column) const { return {down_short_(row, column), down_long_(row, column)}; }
    /// What a cell gave back at the end of the last step.
    Glow up(Index row, Index column) const;
    /// Mean of all walls, at the end of the last step.
    Glow walls() const { return wall_glow_; }
    double wall_mean_k() const;
    HeatBudget const& budget() const { return budget_; }
    double stored_j() const;
    /// Temperatures, water, what arrived in the last step, and the account.
    void archive_state(StateArchive& archive);
    std::size_t material(Index row, Index column) const { return materials_(row, column); }

  private:
    /// A material with the present time step.
    struct Prepared {
        Material const* material = nullptr;
        ConductionStep conduction;
        Roughness rough;
    };
    using Terms = std::array<double, HeatBudget::count>;
    void prepare(SkyState const& sky, SurfaceStep const& step);
    Glow arriving_at(SkyState const& sky, Index row, Index column) const;
    FacetInput input_of(Prepared const& prepared, FacetState const& facet, Glow const& arriving,
                        Air const& air, double capacity_m) const;
    /// Of ground or roof: that of the cell where it is known, else of its material.
    double albedo(Index row, Index column) const;
    /// Water that ground or roof of a cell can hold [m].
    double capacity_m(Index row, Index column) const;
    FacetFluxes advance(Prepared const& prepared, FacetState& facet, FacetInput& input, double length_s,
                        double capacity_m) const;
    void step_row(SkyState const& sky, SurfaceStep const& step, Index row);
    void step_walls(SkyState const& sky, SurfaceStep const& step);
    Terms step_some_walls(SkyState const& sky, SurfaceStep const& step, RowRange walls);
    Glow arriving_at_wall(SkyState const& sky, std::size_t wall) const;
    void add_terms(std::vector<Terms> const& terms, double factor);
    void update_wall_glow();

    City& city_;
    Grid const grid_;
    HeatParameters const& parameters_;
    Array2D<std::uint8_t> materials_;
    Array2D<float> albedo_;         ///< without cells where only materials tell it
    Array2D<float> roof_storage_m_; ///< of green roofs; without cells where there are none
    Array2D<FacetState> cells_;
    Array2D<float> down_short_, down_long_;
    View2D<float const> lit_;
    std::vector<FacetState> walls_;
    std::vector<float> wall_short_; ///< that arrived at each wall [W/m²]
    std::vector<double> wall_area_m2_;
    Glow wall_glow_;
    std::array<Prepared, material_count> prepared_;
    double prepared_for_s_ = 0.0;
    std::vector<Terms> row_terms_;
    HeatBudget budget_;
};

} // namespace jumelle::heat
