#include "models/traffic/kernels/stochastic/stochastic_equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/sum.hpp"
#include "models/traffic/kernels/cost.hpp"
#include "models/traffic/kernels/stochastic/logit_loading.hpp"

namespace jumelle::traffic {

namespace {

using Flows = std::vector<double>;

/// Flows, the direction that they go, and how far off they are.
struct Point {
    Flows x, direction, derivative;
    double change = std::numeric_limits<double>::infinity();
};

class Search {
  public:
    Search(LinkNetwork const& network, OriginTrips const& trips, double theta)
        : loading_(network, trips), theta_(theta), links_(network.to.size()) {
        std::vector<std::int32_t> all(links_);
        std::iota(all.begin(), all.end(), 0);
        costs_ = LinkCosts(network, all);
    }

    Point at(Flows x) const {
        Point made{std::move(x), Flows(links_), Flows(links_)};
        Flows cost(links_);
        costs_.sweep(made.x, cost, made.derivative);
        Flows const loaded = loading_.flows(cost, theta_);
        CompensatedSum difference, all;
        for (std::size_t a = 0; a < links_; ++a) {
            made.direction[a] = loaded[a] - made.x[a];
            difference.add(std::abs(made.direction[a]));
            all.add(loaded[a]);
        }
        if (difference.value() == 0.0) made.change = 0.0;
        if (all.value() > 0.0) made.change = difference.value() / all.value();
        return made;
    }
    LogitLoading const& loading() const { return loading_; }

  private:
    LogitLoading loading_;
    double theta_;
    std::size_t links_;
    LinkCosts costs_;
};

Flows moved(Point const& from, double step) {
    Flows made(from.x.size());
    for (std::size_t a = 0; a < made.size(); ++a) made[a] = from.x[a] + step * from.direction[a];
    return made;
}

/// Whether flows bring these trips where they want to go, over links that are open. What is between such
/// flows does so too.
bool carries(LinkNetwork const& network, OriginTrips const& trips, std::vector<std::uint8_t> const& has_way,
             Flows const& x) {
    constexpr double rounding = 1e-10;
    if (x.size() != network.to.size()) return false;
    std::vector<double> excess(static_cast<std::size_t>(network.nodes), 0.0);
    double all = 0.0, astray = 0.0;
    for (std::size_t a = 0; a < x.size(); ++a) {
        bool const is_closed = !network.is_closed.empty() && network.is_closed[a] != 0;
        if (is_closed && x[a] != 0.0) return false;
        excess[static_cast<std::size_t>(network.to[a])] += x[a];
        excess[static_cast<std::size_t>(network.from[a])] -= x[a];
    }
    for (std::size_t o = 0; o < trips.origin.size(); ++o) {
        for (auto k = trips.begin[o]; k < trips.begin[o + 1]; ++k) {
            auto const trip = static_cast<std::size_t>(k);
            if (has_way[trip] == 0) continue;
            excess[static_cast<std::size_t>(trips.origin[o])] += trips.volume[trip];
            excess[static_cast<std::size_t>(trips.destination[trip])] -= trips.volume[trip];
            all += trips.volume[trip];
        }
    }
    for (double const at_node : excess) astray += std::abs(at_node);
    return astray <= rounding * all;
}

/// The next step, from what became of the direction after the last one.
double next_step(Point const& before, Point const& after, double step) {
    constexpr double most_shorter = 0.1, most_longer = 5.0;
    CompensatedSum own, mixed;
    for (std::size_t a = 0; a < before.x.size(); ++a) {
        double const weighted = after.derivative[a] * before.direction[a];
        own.add(weighted * before.direction[a]);
        mixed.add(weighted * (before.direction[a] - after.direction[a]));
    }
    double const factor = mixed.value() > 0.0 ? own.value() / mixed.value() : most_longer;
    return std::min(step * std::clamp(factor, most_shorter, most_longer), 1.0);
}

} // namespace

StochasticAnswer stochastic_equilibrium(LinkNetwork const& network, OriginTrips const& trips,
                                        std::vector<double> start, StochasticLimits const& limits) {
    constexpr double first_step = 0.5, too_far = 2.0;
    Search const search(network, trips, limits.theta);
    StochasticAnswer answer;
    answer.has_way = search.loading().has_way();
    bool const is_cold = !carries(network, trips, answer.has_way, start);
    if (is_cold) start.assign(network.to.size(), 0.0);
    Point best = search.at(std::move(start));
    double step = is_cold ? 1.0 : first_step; // from nothing: all trips at the costs of empty streets
    Point now = best;
    for (int iteration = 0; iteration < limits.iterations; ++iteration) {
        answer.changes.push_back(now.change);
        if (now.change <= limits.change) break;
        Point next = search.at(moved(now, step));
        bool const is_lost = iteration > 0 && next.change > too_far * best.change;
        if (is_lost) { // back to the best, with a shorter step
            step = 0.5 * step;
            now = best;
            continue;
        }
        step = iteration == 0 && is_cold ? first_step : next_step(now, next, step);
        now = std::move(next);
        if (now.change < best.change) best = now;
    }
    answer.flow = std::move(best.x);
    return answer;
}

} // namespace jumelle::traffic
