#include "models/traffic/assignment.hpp"

#include <numeric>

#include "core/base/sum.hpp"
#include "core/territory/dissection.hpp"

namespace jumelle::traffic {

void Equilibrium::archive_state(StateArchive& archive) {
    archive("flow", flow);
    archive("cost", cost);
    archive("objective", objective);
    archive("stranded", stranded);
    archive("stranded_volume", stranded_volume);
    archive("has_converged", report.has_converged);
    archive("gap", report.gap);
    archive("iterations", report.iterations);
}

std::vector<std::int32_t> elimination_order(LinkNetwork const& network) {
    std::vector<std::int32_t> from, to;
    auto const may_pass = [&](std::int32_t node) {
        return network.is_terminal.empty() || network.is_terminal[static_cast<std::size_t>(node)] == 0;
    };
    for (std::size_t link = 0; link < network.to.size(); ++link) {
        if (!may_pass(network.from[link]) || !may_pass(network.to[link])) continue;
        from.push_back(network.from[link]);
        to.push_back(network.to[link]);
    }
    return dissection_order(neighbours_of(network.nodes, from, to));
}

Assignment::Assignment(LinkNetwork network, OriginTrips const& trips)
    : network_(std::move(network)), solver_(network_, trips, elimination_order(network_)) {}

void Assignment::set_network(LinkNetwork network) {
    network_ = std::move(network);
    solver_.set_network(network_);
}

void Assignment::use_marginal_cost() {
    solver_.use_marginal_cost();
}

Equilibrium Assignment::solve(TapasLimits const& limits) {
    Equilibrium answer;
    answer.report = solver_.solve(limits);
    answer.flow = solver_.flows();
    answer.objective = solver_.objective();
    std::vector<std::int32_t> all(network_.to.size());
    std::iota(all.begin(), all.end(), 0);
    LinkCosts const costs(network_, all);
    answer.cost.resize(all.size());
    std::vector<double> derivative(all.size());
    costs.sweep(answer.flow, answer.cost, derivative);
    answer.stranded = solver_.stranded();
    CompensatedSum stranded;
    for (auto const& trip : answer.stranded) stranded.add(trip.volume);
    answer.stranded_volume = stranded.value();
    return answer;
}

} // namespace jumelle::traffic
