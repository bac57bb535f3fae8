#pragma once

#include <array>
#include <vector>

#include "core/base/state_archive.hpp"
#include "core/model/model.hpp"
#include "models/traffic/emission_factors.hpp"
#include "models/traffic/parameters.hpp"

namespace jumelle::traffic {

/// What is told of the edges, one entry an edge; NaN where there is nothing to tell.
struct RoadState {
    std::vector<double> flow_vehph, speed_kmph, time_s, volume_capacity;
    std::vector<double> queue; ///< vehicles that wait; empty: not known

    void archive_state(StateArchive& archive) {
        archive("flow", flow_vehph);
        archive("speed", speed_kmph);
        archive("time", time_s);
        archive("volume_capacity", volume_capacity);
        archive("queue", queue);
    }
};

/// Puts what is told of the edges into fields, with what follows from it: pollutants on edges, heat on cells.
class RoadFields {
  public:
    RoadFields(ModelSetup const& setup, TrafficParameters const& parameters);

    /// @param depth_m of water on each edge
    void publish(RoadState const& state, std::vector<double> const& depth_m, FieldStore& fields) const;

    /// What all vehicles give off in an hour [kg/h], by pollutant: Σ flow · length · EF(speed) over the edges
    /// whose length is known; NaN where none is.
    std::array<double, pollutants> emitted_kgph(RoadState const& state) const;

  private:
    /// flow · EF(speed) of each edge [g/(km h)]
    std::vector<double> emission(RoadState const& state, Pollutant pollutant) const;

    RoadGraph const& roads_;
    Grid const& grid_;
    Fleet const fleet_;
    double const vehicle_heat_jpm_;
    bool tells_depth_ = false, tells_heat_ = false, tells_queue_ = false;
    std::array<bool, pollutants> tells_{}; ///< which pollutants are asked for
};

} // namespace jumelle::traffic
