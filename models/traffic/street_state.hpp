#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/model/model.hpp"
#include "core/territory/bridge.hpp"
#include "models/traffic/kernels/link_network.hpp"
#include "models/traffic/parameters.hpp"

namespace jumelle::traffic {

/// What time and water make of the streets: which edges are closed, and how long the others take when empty.
class StreetState {
  public:
    /// @throws InputError where a closure names no edge of the territory
    StreetState(ModelSetup const& setup, TrafficParameters const& parameters);

    /// The state at `now_s` after the start of the run. @returns whether anything is other than before
    bool update(double now_s, FieldStore const& fields);

    std::vector<double> const& free_time_s() const { return free_time_s_; }
    std::vector<std::uint8_t> const& is_closed() const { return is_closed_; }
    /// By closures, whatever the water.
    std::vector<std::uint8_t> const& is_shut() const { return is_shut_; }
    /// Of water over each edge, the largest of the cells under it, in basins and swales above their rim; 0 on
    /// bridges and in tunnels.
    std::vector<double> const& depth_m() const { return depth_m_; }
    /// `network` as it is now. Its own unit of time is `time_s`.
    void apply_to(LinkNetwork& network, double time_s) const;
    void archive_state(StateArchive& archive) {
        archive("free_time", free_time_s_);
        archive("depth", depth_m_);
        archive("is_closed", is_closed_);
        archive("is_shut", is_shut_);
    }

  private:
    void find_closures(std::vector<Closure> const& closures);
    void read_water(FieldStore const& fields);

    RoadGraph const& roads_;
    Grid const& grid_;
    bool water_slows_;
    double closing_depth_m_;
    std::vector<RoadClosure> closures_;
    std::optional<CellEdgeBridge> bridge_; ///< made when there is water to read
    std::vector<double> free_time_s_, depth_m_;
    std::vector<std::uint8_t> is_closed_, is_shut_;
};

} // namespace jumelle::traffic
