#pragma once

#include <cstdint>
#include <vector>

#include "models/traffic/kernels/tapas/state.hpp"

namespace jumelle::traffic {

/// Takes out of an origin's flows what travels where it no longer should and what no longer wants to travel,
/// along the ways that it took. Flow is thought to mix at each vertex: in the order in which it passes the
/// vertices, the share that stays follows it onward; then, backward, each vertex asks for no more than it
/// passes on. Belongs to one thread.
class FlowReduction {
  public:
    explicit FlowReduction(RankedNetwork const& network);

    /// Reads the flows of one origin. Those on closed links are to leave, and those on links that end later
    /// than `most_detour` allows and would be too dear even if nobody used them.
    /// @param label of each vertex for this origin, `label_lanes` apart
    /// @param most_detour reduced cost, relative to the label
    /// @returns whether any are to leave
    bool read(AssignmentState const& state, std::int32_t origin, double const* label, double most_detour);

    /// Lowers `carried` and the flows of the origin that was read. @param wanted volume by trip of the
    /// origin; at least what then remains carried is at most that. Where the flows hold a cycle, all go.
    void reduce(AssignmentState& state, std::vector<double> const& wanted);

  private:
    bool follow_what_stays();
    bool follow_back(std::int32_t vertex);
    void leave(std::int32_t vertex);
    void ask_for_less(Demand& demand, std::vector<double> const& wanted);
    void give_up(Demand& demand);

    /// Flow on a link; uses of one head stand together.
    struct Use {
        std::int32_t tail;
        bool leaves;
        double flow; ///< then what of it stays
    };
    struct Vertex {
        std::int32_t first = 0, end = 0; ///< uses into it
        double stays = 0.0;              ///< flow into it that stays
        double share = 0.0;              ///< of all flow into it
        double need = 0.0;               ///< what it passes on or takes in
    };
    enum class Visit : std::uint8_t { wanted, open, done };
    RankedNetwork const* network_;
    std::int32_t origin_ = 0, start_ = 0;
    std::vector<Use> uses_;
    std::vector<std::int32_t> heads_; ///< vertices with uses into them
    std::vector<Vertex> vertices_;
    std::vector<Visit> visit_;        ///< one a vertex
    std::vector<std::int32_t> order_; ///< vertices that flow passes, each after those that it comes from
    struct Step {
        std::int32_t vertex, next; ///< a use into it
    };
    std::vector<Step> way_;
};

} // namespace jumelle::traffic
