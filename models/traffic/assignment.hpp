#pragma once

#include <memory>
#include <vector>

#include "models/traffic/kernels/link_network.hpp"
#include "models/traffic/parameters.hpp"

namespace jumelle::traffic {

class Tapas;

/// When an assignment is good enough, and for whom.
struct AssignmentLimits {
    AssignmentGoal goal = AssignmentGoal::equilibrium;
    double gap = 1e-6;
    int iterations = 200;
};

/// What an assignment found, in the units of its network.
struct AssignmentResult {
    double objective = 0.0;    ///< Σ ∫₀ˣ t(s) ds; at the system optimum Σ x t(x)
    double relative_gap = 0.0; ///< (Σ x t − Σ q u) / Σ q u
    int iterations = 0;
    bool has_converged = false;
    std::vector<double> flow; ///< of each link
    /// Trips between two nodes without a way: they are left out of the flows and of the gap.
    struct Unreachable {
        std::int32_t origin, destination;
        double volume;
    };
    std::vector<Unreachable> unreachable;
};

/// Trips on a road network, each on a way that is best: solved once, and again from there when the network
/// changes.
class Assignment {
  public:
    Assignment(LinkNetwork const& network, OriginTrips const& trips, AssignmentLimits const& limits);
    ~Assignment();
    Assignment(Assignment const&) = delete;
    Assignment& operator=(Assignment const&) = delete;

    /// @pre the same links and nodes as at the start; costs and closures may differ
    AssignmentResult solve(LinkNetwork const& network);

  private:
    AssignmentLimits limits_;
    std::unique_ptr<Tapas> solver_;
};

} // namespace jumelle::traffic
