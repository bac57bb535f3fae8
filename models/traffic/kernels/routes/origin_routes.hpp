#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/traffic/kernels/link_network.hpp"
#include "models/traffic/kernels/tapas/origin_flows.hpp"

namespace jumelle::traffic {

/// The ways that the flows of one origin are made of. Of all that give these flows, those are meant in which
/// drivers turn alike at each node, whatever link they come from: the share of a way is the product over its
/// nodes of (flow of the link that it takes) / (flow out of the node). They are the flows by way of largest
/// entropy that the flows by origin allow. Belongs to one thread.
/// Source: Akamatsu 1997, Transportation Science 31, 350-362 (Markov ways); Bar-Gera 2010, section 2
/// (proportionality).
class OriginRoutes {
  public:
    /// @param network outlives this
    explicit OriginRoutes(LinkNetwork const& network);

    /// The flows of one origin. What runs in a circle is taken out: nobody arrives by it.
    /// @param loads ascending by link, each once, flows > 0
    void set(std::int32_t origin, std::vector<Load> loads);

    /// Who passes a marked link. @param is_marked one a link
    void mark(std::span<std::uint8_t const> is_marked);
    /// Share of the drivers who arrive at a node that have passed a marked link; 0 where nobody arrives.
    double share_passed(std::int32_t node) const;
    /// Adds, to the flow of each link, that of drivers who pass a marked link somewhere on their way.
    void add_marked_flows(std::span<double> flow) const;

    /// Drivers who come by one link and leave by another. @pre `in` ends where `out` begins
    double turn_flow(std::int32_t in, std::int32_t out) const;

  private:
    /// Sorts loads so that those into a node stand before those out of it. @returns whether there is no cycle
    bool sort_along_the_ways();
    void take_out_a_cycle();
    double flow_of(std::int32_t link) const;

    LinkNetwork const& network_;
    std::int32_t origin_ = 0;
    std::vector<Load> loads_;             ///< ascending by link
    std::vector<std::size_t> order_;      ///< of loads, along the ways
    std::vector<std::int32_t> missing_;   ///< links into each node that are not in the order yet
    std::vector<double> into_;            ///< flow into each node
    std::vector<double> passed_, ahead_;  ///< of it, what has passed a marked link, and what is going to
    std::vector<std::uint8_t> is_marked_; ///< one a load
};

} // namespace jumelle::traffic
