#pragma once

#include "models/heat/surfaces.hpp"

namespace jumelle::heat {

/// Open ground in the country around the city, under the same weather: what its air has been warmed by. One
/// cell without anything around it.
class CountryGround {
  public:
    /// @param land_cover class of the ground
    CountryGround(HeatParameters const& parameters, double land_cover);
    CountryGround(CountryGround const&) = delete;
    CountryGround& operator=(CountryGround const&) = delete;

    void look_around() { city_.look_around(); }
    void start(double temperature_k) { surfaces_.start(temperature_k); }
    /// @returns the weather, and the heat that this ground gives off during the step
    Country step(SkyState const& sky, SurfaceStep const& step);
    void archive_state(StateArchive& archive) { archive("ground", surfaces_); }

  private:
    Grid const grid_;
    FieldStore const fields_;
    City city_;
    Blocks const blocks_;
    Surfaces surfaces_;
    HeatParameters const& parameters_;
};

} // namespace jumelle::heat
