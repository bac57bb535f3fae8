#pragma once

#include "core/base/state_archive.hpp"
#include "models/heat/blocks.hpp"
#include "models/heat/kernels/air_exchange.hpp"

namespace jumelle::heat {

/// Heat and vapour that surfaces give to the air of each block [W].
struct BlockHeat {
    double canopy_w = 0.0, roof_w = 0.0;               ///< sensible: ground and walls; roofs
    double canopy_latent_w = 0.0, roof_latent_w = 0.0; ///< latent
    double indoor_w = 0.0;                             ///< conducted into rooms
};

/// What the country around the city does: its weather, and what its ground gives to the air [W/m²].
struct Country {
    Air air;
    double wind_from_deg = 0.0;
    double sensible_wpm2 = 0.0, latent_wpm2 = 0.0;
    double end_s = 0.0; ///< of the step, since the start of the run, for messages
};

/// Heat that went through the air since the start [J].
struct AirBudget {
    CompensatedSum from_surfaces, from_people, as_country, lee, top;
    void archive_state(StateArchive& archive);
};

/// Air temperature and humidity of every block in two layers: between the buildings and above them, up to
/// where the day's or the night's air is mixed. What is kept is what the city has beyond the country; so
/// weather that changes needs no account of its own, and with ground and air as in the country nothing is
/// left of it.
class AirField {
  public:
    /// Keeps a reference.
    explicit AirField(Blocks const& blocks);

    /// Advances by what the surfaces gave off during the step.
    /// @param people_w anthropogenic heat of each block
    /// @throws RunError where the air of a block is off by more than 30 K
    void step(Country const& country, std::vector<BlockHeat> const& heat, std::vector<double> const& people_w,
              double length_s);
    /// The air of a country's weather with what the city adds to it.
    void mix_into(Air const& country);
    /// Between the buildings: what people and ground feel. Above them: what roofs feel.
    std::vector<Air> const& streets() const { return streets_; }
    std::vector<Air> const& roofs() const { return roofs_; }
    /// How much warmer than the country, in the present state [K].
    double warmer_k(std::size_t block) const { return heat_k_.canopy[block]; }

    void forget_budget() { budget_ = {}; }
    AirBudget const& budget() const { return budget_; }
    double stored_j() const;
    void archive_state(StateArchive& archive);

  private:
    AirStep step_of(Country const& country, double length_s);
    void set_exchange(Country const& country);
    void check(Country const& country) const;

    Blocks const& blocks_;
    LayerPair heat_k_, vapour_kgpm3_;
    double depth_m_;
    AirSources sources_;
    std::vector<Air> streets_, roofs_;
    AirBudget budget_;
};

} // namespace jumelle::heat
