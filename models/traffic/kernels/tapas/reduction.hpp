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
    bool order_vertices(Demand const& demand);
    void follow_what_stays();
    void ask_for_less(Demand& demand, std::vector<double> const& wanted);
    void give_up(Demand& demand);

    /// Flow on a link; uses of one head stand together.
    struct Use {
        std::int32_t link, tail, head;
        std::int32_t next_out; ///< the next use with the same tail, or none
        double flow;
        bool leaves;
    };
    struct Vertex {
        std::int32_t first_out = none, first_in = none; ///< uses
        std::int32_t arrivals = 0;                      ///< uses into it that have not been passed
        double before = 0.0, stays = 0.0;               ///< flow into it, and what of it stays
        double need = 0.0;                              ///< what it passes on or takes in
    };
    static constexpr std::int32_t none = -1;
    RankedNetwork const* network_;
    std::int32_t origin_ = 0, start_ = 0;
    std::vector<Use> uses_;
    std::vector<Vertex> vertices_;
    std::vector<std::int32_t> order_;
};

} // namespace jumelle::traffic
