#pragma once

#include <vector>

#include "models/traffic/kernels/link_transmission/transmission.hpp"

namespace jumelle::traffic {

/// What happens on a link over time.
struct LinkSeries {
    std::vector<double> inflow_vps, outflow_vps; ///< mean of each step [vehicles/s]
    std::vector<double> vehicles;                ///< on the link at each time of the grid
    std::vector<double> density_vpm;             ///< the same over the length [vehicles/m]
    std::vector<double> queue;     ///< at each time: who would have left by now on an empty link, and has not
    std::vector<double> time_s;    ///< travel time of who enters at each time; infinity: not out by the end
    std::vector<double> speed_mps; ///< length over travel time
};

/// Travel time: from N_up(t) to where N_dn reaches it, at least the free time.
LinkSeries link_series(LinkTransmission const& run, std::int32_t link);

/// Where all vehicles are at a time of the grid.
struct VehicleBalance {
    double wanted = 0.0;  ///< to set out since the begin
    double waiting = 0.0; ///< at origins
    double on_links = 0.0;
    double arrived = 0.0;

    /// |wanted - waiting - on links - arrived| over wanted; 0 where nobody wanted anything.
    double relative_error() const;
};
VehicleBalance vehicle_balance(LinkTransmission const& run, std::int32_t time);

/// Links whose vehicles wait for each other.
struct Gridlock {
    std::vector<std::int32_t> links; ///< ascending
    double vehicles = 0.0;           ///< on them
    explicit operator bool() const { return !links.empty(); }
};

/// Links that stand still in a step, and each of which waits for another such link: at least one circle that
/// nothing inside the network will ever undo. A queue before a closed link is none.
/// @pre 0 <= step < run.steps()
Gridlock find_gridlock(LinkTransmission const& run, std::int32_t step);

} // namespace jumelle::traffic
