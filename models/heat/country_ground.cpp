#include "models/heat/country_ground.hpp"

namespace jumelle::heat {

namespace {

Grid one_cell() {
    Grid made;
    made.rows = made.columns = 1;
    made.cell_m = 1.0;
    return made;
}

FieldStore ground_of(double land_cover) {
    FieldStore made;
    for (auto const& [name, value] : {std::pair{"elevation", 0.0}, std::pair{"land_cover", land_cover}}) {
        Field field;
        field.info.name = name;
        field.cells = Array2D<double>(1, 1, value);
        made.put(std::move(field));
    }
    return made;
}

} // namespace

CountryGround::CountryGround(HeatParameters const& parameters, double land_cover)
    : grid_(one_cell()),
      fields_(ground_of(land_cover)),
      city_(fields_, grid_),
      blocks_(city_, grid_, 1.0),
      surfaces_(city_, blocks_, fields_, parameters),
      parameters_(parameters) {}

Country CountryGround::step(SkyState const& sky, SurfaceStep const& step) {
    SurfaceStep open = step;
    open.rain_map_mps = {};
    open.water_depth_m = nullptr;
    open.streets = open.roofs = nullptr;
    if (sky.is_day) city_.light(sky.sun, parameters_.leaf_transmissivity);
    surfaces_.step(sky, open);
    BlockHeat const& heat = surfaces_.block_heat().front();
    double const area_m2 = grid_.cell_area_m2();
    return {sky.air, sky.wind_from_deg, heat.canopy_w / area_m2, heat.canopy_latent_w / area_m2, step.end_s};
}

} // namespace jumelle::heat
