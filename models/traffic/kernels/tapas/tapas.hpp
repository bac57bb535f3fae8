#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/state_archive.hpp"
#include "models/traffic/kernels/link_network.hpp"
#include "models/traffic/kernels/tapas/state.hpp"

namespace jumelle::traffic {

/// When to stop.
struct TapasLimits {
    static constexpr double usual_gap = 1e-6;
    static constexpr int usual_iterations = 200;
    double gap = usual_gap; ///< relative gap, (Σ x t − Σ q u) / Σ q u
    int iterations = usual_iterations;
    bool operator==(TapasLimits const&) const = default;
};

/// What the end of each iteration's search said of the flows before it.
struct TapasIteration {
    double gap = 0.0;
    double total_cost = 0.0;    ///< Σ x t [time × flow]
    double shortest_cost = 0.0; ///< Σ q u [time × flow], u exact
    std::int32_t pairs = 0;
    std::int32_t origins = 0; ///< searched
    double cpu_s = 0.0;       ///< processor time of the process since the start of `solve`
};

struct TapasReport {
    bool has_converged = false;
    double gap = 0.0;
    std::vector<TapasIteration> iterations;
};

/// User equilibrium of a road network by pairs of alternative segments on flows by origin, with labels from a
/// customisable contraction hierarchy. What it holds is the warm start of the next equilibrium: change costs,
/// closures or trips and solve again. A copy is a variant of its own. The same bits for any number of
/// threads. Sources: Bar-Gera 2010; Xie & Xie 2016, Transportation Research B 89; Dibbelt, Strasser & Wagner
/// 2016.
class Tapas {
  public:
    /// @param order of elimination, a permutation of the nodes
    Tapas(LinkNetwork const& network, OriginTrips const& trips, std::span<std::int32_t const> order);

    /// Other costs or closures on the same links. @pre the same nodes, links and terminals as at the start
    void set_network(LinkNetwork const& network);
    /// Other trips; flows of origins that stay are kept.
    void set_trips(OriginTrips const& trips);
    /// Each driver pays what he costs the others too: the equilibrium becomes the system optimum. Until the
    /// next `set_network`.
    void use_marginal_cost() { state_.costs = state_.costs.at_marginal_cost(); }

    TapasReport solve(TapasLimits const& limits);

    /// Flow of each link, in the network's order. Links from a node to itself carry none.
    std::vector<double> flows() const;
    /// Of the origins of one class.
    std::vector<double> class_flows(std::int32_t kind) const;
    /// Σ ∫₀ˣ t(s) ds and what is fixed, with compensation [time × flow]
    double objective() const;

    /// A pair of places between which trips have no way.
    struct Stranded {
        std::int32_t origin, destination; ///< nodes
        double volume;
        std::int32_t kind = 0; ///< class
    };
    /// Known after `solve`. By class, origin, then destination.
    std::vector<Stranded> stranded() const;

    /// Flows of one origin by link of the network, ascending; empty where nothing starts at the node.
    std::vector<Load> flows_from(std::int32_t node, std::int32_t kind = 0) const;
    std::size_t bytes() const;

    /// Trips, flows and pairs: the warm start. Costs and closures come by `set_network` before the next
    /// `solve`.
    void archive_state(StateArchive& archive);

  private:
    void load_demand();
    void forget_closed_pairs();

    std::int32_t links_ = 0; ///< of the network, those from a node to itself too
    AssignmentState state_;
    bool is_loaded_ = false;
    bool is_cold_ = true;
};

} // namespace jumelle::traffic
