#include "models/traffic/assignment.hpp"

#include "core/territory/dissection.hpp"
#include "models/traffic/kernels/tapas/tapas.hpp"

namespace jumelle::traffic {

Assignment::Assignment(LinkNetwork const& network, OriginTrips const& trips, AssignmentLimits const& limits)
    : limits_(limits) {
    auto const order = dissection_order(neighbours_of(network.nodes, network.from, network.to));
    solver_ = std::make_unique<Tapas>(network, trips, order);
}

Assignment::~Assignment() = default;

AssignmentResult Assignment::solve(LinkNetwork const& network) {
    solver_->set_network(network);
    if (limits_.goal == AssignmentGoal::system_optimum) solver_->use_marginal_cost();
    auto const report = solver_->solve({limits_.gap, limits_.iterations});
    AssignmentResult result;
    result.objective = solver_->objective();
    result.relative_gap = report.gap;
    result.iterations = static_cast<int>(report.iterations.size());
    result.has_converged = report.has_converged;
    result.flow = solver_->flows();
    for (auto const& pair : solver_->stranded())
        result.unreachable.push_back({pair.origin, pair.destination, pair.volume});
    return result;
}

} // namespace jumelle::traffic
