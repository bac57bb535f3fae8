#include "models/heat/kernels/shade.hpp"

namespace jumelle::heat {

Shade::Shade(CityHeights const& city, WallFacets const& walls)
    : sweep_(city, walls), cells_(city.rows(), city.columns()), wall_sums_(walls) {}

void Shade::compute(std::span<SunSample const> samples, double crown_transmissivity) {
    JUMELLE_EXPECTS(crown_transmissivity >= 0.0 && crown_transmissivity <= 1.0);
    cells_.clear();
    wall_sums_.clear();
    for (auto const& sample : samples) {
        Beam beam;
        beam.azimuth_deg = sample.azimuth_deg;
        beam.elevation_deg = sample.elevation_deg;
        beam.flat_weight = sample.flat_weight;
        beam.wall_weight = sample.wall_weight;
        beam.crown_factor = static_cast<float>(crown_transmissivity - 1.0);
        sweep_.add(beam, cells_, wall_sums_);
    }
}

} // namespace jumelle::heat
