#pragma once

#include <vector>

#include "core/base/view.hpp"
#include "models/traffic/kernels/link_transmission/junctions.hpp"
#include "models/traffic/kernels/link_transmission/link_times.hpp"
#include "models/traffic/kernels/link_transmission/node_model.hpp"

namespace jumelle::traffic {

/// Vehicles since the begin, one row a link (origin, node), one column a time of the grid.
struct Counts {
    Array2D<double> entered; ///< N_up of each link
    Array2D<double> left;    ///< N_dn of each link
    Array2D<double> wanted;  ///< of each origin: who wanted to set out
    Array2D<double> started; ///< of each origin: who entered the network
    Array2D<double> arrived; ///< at each node: whose way ended there
};

/// What one step of one node reads and writes in, again and again.
struct NodeMemory {
    NodeScratch node;
    std::vector<double> sending, capacity, receiving, sent, inflow;
    std::vector<std::int64_t> begin; ///< of the turns, where drivers divert
    std::vector<std::int32_t> exit;
    std::vector<double> fraction;
};

/// Which counts of a node's step are not those of the stored run. One byte an item; no two nodes share one.
struct Differences {
    std::vector<std::uint8_t> node, entered, left; ///< any count of the node; of each link
};

/// One time step of one node: from counts up to `step` to those at `step` + 1 of the ends that meet there.
/// Different nodes of one step touch nothing in common.
class NodeStep {
  public:
    NodeStep(Junctions const& junctions, LinkTimes const& times, Diversion diversion, Counts& counts)
        : junctions_(&junctions), times_(&times), diversion_(diversion), counts_(&counts) {}

    /// Most that enter at each origin in a step [vehicles], and the period of turns of each step.
    std::vector<double> origin_capacity;
    std::vector<std::int32_t> period;

    void write(std::int32_t node, std::int32_t step, NodeMemory& memory) const;
    /// The same, and marks what differs from what stood there before.
    void rewrite(std::int32_t node, std::int32_t step, NodeMemory& memory, Differences& differences) const;

    /// S of an approach: who stands at its end and would go on [vehicles].
    double sending(std::int32_t row, std::int32_t step) const;
    /// R of a link [vehicles].
    double receiving(std::int32_t link, std::int32_t step) const;

  private:
    void find_flows(std::int32_t node, std::int32_t step, NodeMemory& memory) const;
    NodeOffers offers_of(std::int32_t node, std::int32_t step, NodeMemory& memory) const;
    template <class Put>
    void put_counts(std::int32_t node, std::int32_t step, NodeMemory const& memory, Put put) const;
    std::int32_t links() const { return static_cast<std::int32_t>(counts_->entered.rows()); }

    Junctions const* junctions_;
    LinkTimes const* times_;
    Diversion diversion_;
    Counts* counts_;
};

} // namespace jumelle::traffic
