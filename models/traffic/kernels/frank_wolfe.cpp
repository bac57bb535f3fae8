#include "models/traffic/kernels/frank_wolfe.hpp"

#include <algorithm>
#include <ctime>

#include "core/base/contract.hpp"
#include "core/base/sum.hpp"
#include "models/traffic/kernels/tapas/search.hpp"

namespace jumelle::traffic {

namespace {

using Flows = std::vector<double>;

/// All trips on the cheapest ways of the snapshot.
struct AllOrNothing {
    Flows flow;
    double shortest_cost = 0.0;
};

AllOrNothing load_all(AssignmentState& state, Searcher& searcher) {
    AllOrNothing loaded{Flows(state.x.size(), 0.0), 0.0};
    CompensatedSum shortest;
    auto const origins = Outlook(state.demand.origins()).all();
    for (OriginBlock const block : blocks_of(state.demand, origins)) {
        search_labels(state, block, searcher);
        for (std::size_t lane = 0; lane < block.size(); ++lane) {
            searcher.tracer.set_origin(state, searcher.labels, block[lane], static_cast<Index>(lane));
            auto const at = static_cast<std::size_t>(block[lane]);
            for (auto k = state.demand.begin[at]; k < state.demand.begin[at + 1]; ++k) {
                auto const trip = static_cast<std::size_t>(k);
                double const label = searcher.tracer.label(state.demand.destination[trip]);
                if (!is_reachable(label)) continue;
                shortest.add(label * state.demand.wanted[trip]);
                searcher.tree.send(state.demand.destination[trip], state.demand.wanted[trip],
                                   state.demand.origin[at], searcher.tracer);
            }
            for (Load const& load : searcher.tree.take_loads())
                loaded.flow[static_cast<std::size_t>(load.link)] += load.flow;
        }
    }
    loaded.shortest_cost = shortest.value();
    return loaded;
}

/// Points that the last steps went towards, the newest first, and how far the last one went.
struct Memory {
    std::vector<Flows> target;
    double step = 0.0;
};

/// Products of a direction, weighted by the derivatives of the costs.
struct Products {
    double with_new = 0.0, with_itself = 0.0;
};

/// The point between the new one and the last that is conjugate to the last direction.
Flows conjugate_target(AssignmentState const& state, Flows const& fresh, Flows const& last) {
    constexpr double largest_share = 0.99;
    Products sum;
    for (std::size_t a = 0; a < fresh.size(); ++a) {
        double const old = state.derivative[a] * (last[a] - state.x[a]);
        sum.with_new += old * (fresh[a] - state.x[a]);
        sum.with_itself += old * (last[a] - state.x[a]);
    }
    double const below = sum.with_new - sum.with_itself;
    double const share = below != 0.0 ? std::clamp(sum.with_new / below, 0.0, largest_share) : 0.0;
    Flows target(fresh.size());
    for (std::size_t a = 0; a < fresh.size(); ++a) target[a] = share * last[a] + (1.0 - share) * fresh[a];
    return target;
}

/// The point among the new one and the last two that is conjugate to the last two directions.
Flows biconjugate_target(AssignmentState const& state, Flows const& fresh, Memory const& memory) {
    Flows const &last = memory.target[0], &older = memory.target[1];
    double const step = memory.step;
    Products one, two;
    for (std::size_t a = 0; a < fresh.size(); ++a) {
        double const h = state.derivative[a], x = state.x[a];
        double const first = last[a] - x, second = step * last[a] + (1.0 - step) * older[a] - x;
        one.with_new += h * first * (fresh[a] - x);
        one.with_itself += h * first * first;
        two.with_new += h * second * (fresh[a] - x);
        two.with_itself += h * second * (older[a] - last[a]);
    }
    double const mu = two.with_itself != 0.0 ? std::max(-two.with_new / two.with_itself, 0.0) : 0.0;
    double const nu = one.with_itself != 0.0
                          ? std::max(-one.with_new / one.with_itself + mu * step / (1.0 - step), 0.0)
                          : 0.0;
    double const share = 1.0 / (1.0 + mu + nu);
    Flows target(fresh.size());
    for (std::size_t a = 0; a < fresh.size(); ++a)
        target[a] = share * (fresh[a] + nu * last[a] + mu * older[a]);
    return target;
}

/// d objective / d step at a step towards the target.
double slope_at(AssignmentState const& state, Flows const& target, double step) {
    CompensatedSum sum;
    for (std::int32_t a = 0; a < state.costs.links(); ++a) {
        auto const at = static_cast<std::size_t>(a);
        double const way = target[at] - state.x[at];
        sum.add(way * state.costs[a].at(std::max(state.x[at] + step * way, 0.0)).cost);
    }
    return sum.value();
}

/// The step of least objective, by halving.
double best_step(AssignmentState const& state, Flows const& target) {
    constexpr int halvings = 40;
    if (slope_at(state, target, 1.0) <= 0.0) return 1.0;
    double low = 0.0, high = 1.0;
    for (int i = 0; i < halvings; ++i) {
        double const middle = 0.5 * (low + high);
        (slope_at(state, target, middle) > 0.0 ? high : low) = middle;
    }
    return low;
}

Flows next_target(AssignmentState const& state, Flows const& fresh, Memory& memory) {
    constexpr double almost_all = 0.99; // such a step leaves nothing to be conjugate to
    if (memory.step > almost_all) memory.target.clear();
    Flows target = memory.target.empty()       ? fresh
                   : memory.target.size() == 1 ? conjugate_target(state, fresh, memory.target[0])
                                               : biconjugate_target(state, fresh, memory);
    if (slope_at(state, target, 0.0) >= 0.0) {
        memory.target.clear();
        target = fresh;
    }
    return target;
}

double total_cost(AssignmentState const& state) {
    CompensatedSum sum;
    for (std::size_t a = 0; a < state.x.size(); ++a) sum.add(state.x[a] * state.cost[a]);
    return sum.value();
}

} // namespace

FrankWolfeAnswer frank_wolfe(LinkNetwork const& network, OriginTrips const& trips,
                             std::span<std::int32_t const> order, TapasLimits const& limits) {
    JUMELLE_EXPECTS(network.classes.empty());
    std::clock_t const start = std::clock();
    AssignmentState state = make_state(network, trips, order);
    Searcher searcher(state);
    FrankWolfeAnswer answer;
    take_snapshot(state);
    state.x = load_all(state, searcher).flow;
    Memory memory;
    for (int iteration = 0; iteration <= limits.iterations; ++iteration) {
        take_snapshot(state);
        AllOrNothing const fresh = load_all(state, searcher);
        double const total = total_cost(state);
        double const gap = (total - fresh.shortest_cost) / fresh.shortest_cost;
        double const cpu_s = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        answer.report.iterations.push_back(
            {gap, total, fresh.shortest_cost, 0, state.demand.origins(), cpu_s});
        answer.report.gap = gap;
        answer.report.has_converged = gap <= limits.gap;
        if (answer.report.has_converged || iteration == limits.iterations) break;
        Flows target = next_target(state, fresh.flow, memory);
        memory.step = best_step(state, target);
        for (std::size_t a = 0; a < target.size(); ++a) state.x[a] += memory.step * (target[a] - state.x[a]);
        memory.target.insert(memory.target.begin(), std::move(target));
        if (memory.target.size() > 2) memory.target.pop_back();
    }
    answer.flow = network_flows(state, network.links());
    answer.objective = state.costs.objective(state.x);
    return answer;
}

} // namespace jumelle::traffic
