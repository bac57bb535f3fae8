#pragma once

#include <memory>
#include <vector>

#include "core/territory/field.hpp"
#include "core/territory/grid.hpp"
#include "models/heat/kernels/shade.hpp"
#include "models/heat/kernels/sky_view.hpp"
#include "models/heat/sky.hpp"

namespace jumelle::heat {

/// Heights of ground, roofs and crowns, and what they do to light: shade and sky views. Not movable: shade
/// keeps references to the rest.
class City {
  public:
    /// @pre the store has `elevation`; `building_height` and `canopy_height` are used where there are
    City(FieldStore const& fields, Grid const& grid);
    City(City const&) = delete;
    City& operator=(City const&) = delete;

    /// Finds all sky views and which walls each cell sees: seconds per million cells, so not at a check of
    /// the scenario.
    void look_around();
    /// Finds who is lit by the sun of a step, and how much crowns take.
    void light(SunPosition const& sun, double leaf_transmissivity);
    /// Share of the beam that reaches cells and walls; valid until the next `light`. 0 before the first.
    View2D<float const> lit_cells() { return shade_.flat(); }
    float lit_at(Index row, Index column) const { return shade_.flat_at(row, column); }
    std::span<float const> lit_walls() const { return lit_walls_; }

    bool is_inside(Index row, Index column) const { return ground_m_(row, column) > no_height_m; }
    bool is_building(Index row, Index column) const { return building_m_(row, column) > 0.0F; }
    float const* building_row(Index row) const { return building_m_.row(row); }
    double building_m(Index row, Index column) const { return building_m_(row, column); }
    /// Gives back the memory of heights and of what cells see of walls: nothing is lit or stepped after it.
    void release();
    WallFacets const& walls() const { return walls_; }
    SkyViews const& views() const { return views_; }

  private:
    CityHeights heights(FieldStore const& fields, Grid const& grid);

    Array2D<float> ground_m_, building_m_;
    CityHeights heights_;
    WallFacets walls_;
    Shade shade_;
    LargeVector<float> lit_walls_;
    SkyViews views_;
};

} // namespace jumelle::heat
