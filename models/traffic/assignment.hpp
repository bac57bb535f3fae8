#pragma once

#include <cstdint>
#include <vector>

#include "core/base/state_archive.hpp"
#include "models/traffic/kernels/link_network.hpp"
#include "models/traffic/kernels/tapas/tapas.hpp"

namespace jumelle::traffic {

/// Order of elimination of a network's nodes for its hierarchy; terminals, which nothing passes, come first.
std::vector<std::int32_t> elimination_order(LinkNetwork const& network);

/// Who travels in an equilibrium, how long it takes them, and who stays at home.
struct Equilibrium {
    std::vector<double> flow;              ///< of each link
    std::vector<double> cost;              ///< of each link at its flow, tolls and distance included
    double objective = 0.0;                ///< Σ ∫ t dx
    std::vector<Tapas::Stranded> stranded; ///< trips without a way; they are in no flow, total or gap
    double stranded_volume = 0.0;
    TapasReport report;
    void archive_state(StateArchive& archive);
};

/// Equilibria of one road network under changing costs, closures and trips, each from the one before.
///
/// Policy: trips for which open links make no way are not sent anywhere. They are counted and named in
/// `Equilibrium::stranded`, and neither the gap nor the objective knows them. Links from a node to itself
/// carry nothing.
class Assignment {
  public:
    /// @param theta θ of the logit model, where drivers do not know costs exactly [1/the network's time];
    /// 0: they do. With it the gap is Σ |F(t(x)) − x| / Σ F, see `stochastic_equilibrium`, and `solver` knows
    /// no flows. @pre with it, vehicles are of one class and pay what they cost themselves
    Assignment(LinkNetwork network, OriginTrips const& trips, double theta = 0.0);

    /// Other costs or closures on the same links. @pre the same nodes, links and terminals
    void set_network(LinkNetwork network);
    void set_trips(OriginTrips const& trips);
    /// From here on each driver pays what he costs all others too (system optimum).
    void use_marginal_cost();

    Equilibrium solve(TapasLimits const& limits);
    Tapas const& solver() const { return solver_; }
    /// What the next equilibrium begins with. @pre `set_network` is called before the next `solve`
    void archive_state(StateArchive& archive) {
        archive("solver", solver_);
        archive("uncertain_flow", uncertain_flow_);
    }

  private:
    Equilibrium solve_known(TapasLimits const& limits);
    Equilibrium solve_uncertain(TapasLimits const& limits);

    LinkNetwork network_;
    Tapas solver_;
    double theta_;
    OriginTrips trips_;                  ///< where θ > 0
    std::vector<double> uncertain_flow_; ///< of the last equilibrium with θ > 0
};

} // namespace jumelle::traffic
