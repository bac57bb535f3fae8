#include "models/traffic/assignment.hpp"

#include <numeric>

#include "core/base/sum.hpp"
#include "core/territory/dissection.hpp"
#include "models/traffic/kernels/stochastic/stochastic_equilibrium.hpp"

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

Assignment::Assignment(LinkNetwork network, OriginTrips const& trips, double theta)
    : network_(std::move(network)), solver_(network_, trips, elimination_order(network_)), theta_(theta) {
    if (theta_ > 0.0) trips_ = trips;
}

void Assignment::set_network(LinkNetwork network) {
    network_ = std::move(network);
    solver_.set_network(network_);
}

void Assignment::set_trips(OriginTrips const& trips) {
    if (theta_ > 0.0) {
        trips_ = trips;
    } else {
        solver_.set_trips(trips);
    }
}

void Assignment::use_marginal_cost() {
    solver_.use_marginal_cost();
}

Equilibrium Assignment::solve_known(TapasLimits const& limits) {
    Equilibrium answer;
    answer.report = solver_.solve(limits);
    answer.flow = solver_.flows();
    answer.objective = solver_.objective();
    answer.stranded = solver_.stranded();
    return answer;
}

Equilibrium Assignment::solve_uncertain(TapasLimits const& limits) {
    StochasticAnswer found =
        stochastic_equilibrium(network_, trips_, uncertain_flow_, {theta_, limits.gap, limits.iterations});
    Equilibrium answer;
    uncertain_flow_ = found.flow;
    answer.flow = std::move(found.flow);
    for (double const change : found.changes) {
        TapasIteration iteration;
        iteration.gap = change;
        answer.report.iterations.push_back(iteration);
    }
    answer.report.gap = found.changes.back();
    answer.report.has_converged = answer.report.gap <= limits.gap;
    for (std::size_t o = 0; o < trips_.origin.size(); ++o) {
        for (auto k = trips_.begin[o]; k < trips_.begin[o + 1]; ++k) {
            auto const trip = static_cast<std::size_t>(k);
            if (found.has_way[trip] == 0)
                answer.stranded.push_back({trips_.origin[o], trips_.destination[trip], trips_.volume[trip]});
        }
    }
    return answer;
}

Equilibrium Assignment::solve(TapasLimits const& limits) {
    Equilibrium answer = theta_ > 0.0 ? solve_uncertain(limits) : solve_known(limits);
    std::vector<std::int32_t> all(network_.to.size());
    std::iota(all.begin(), all.end(), 0);
    LinkCosts const costs(network_, all);
    answer.cost.resize(all.size());
    std::vector<double> derivative(all.size());
    costs.sweep(answer.flow, answer.cost, derivative);
    if (theta_ > 0.0) answer.objective = costs.objective(answer.flow);
    CompensatedSum stranded;
    for (auto const& trip : answer.stranded) stranded.add(trip.volume);
    answer.stranded_volume = stranded.value();
    return answer;
}

} // namespace jumelle::traffic
