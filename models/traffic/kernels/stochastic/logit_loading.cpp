#include "models/traffic/kernels/stochastic/logit_loading.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/contract.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/routes/cheapest_ways.hpp"

namespace jumelle::traffic {

namespace {

constexpr Index origin_blocks =
    32; // whose flows are summed in their order; more than any machine's threads need

std::size_t at(std::int32_t position) {
    return static_cast<std::size_t>(position);
}

bool is_open(LinkNetwork const& network, std::size_t link) {
    return network.is_closed.empty() || network.is_closed[link] == 0;
}

bool is_terminal(LinkNetwork const& network, std::int32_t node) {
    return !network.is_terminal.empty() && network.is_terminal[at(node)] != 0;
}

std::vector<double> empty_costs(LinkNetwork const& network) {
    std::vector<double> cost = network.free_time;
    for (std::size_t a = 0; a < cost.size(); ++a) cost[a] += network.fixed[a];
    return cost;
}

} // namespace

LogitLoading::LogitLoading(LinkNetwork const& network, OriginTrips const& trips)
    : network_(network),
      trips_(trips),
      in_begin_(at(network.nodes) + 1, 0),
      order_begin_(trips.origin.size() + 1, 0),
      has_way_(trips.volume.size(), 0) {
    JUMELLE_EXPECTS(network.classes.empty() && trips.kind.empty());
    auto const is_of_use = [&](std::size_t a) {
        return is_open(network, a) && network.from[a] != network.to[a];
    };
    for (std::size_t a = 0; a < network.to.size(); ++a) {
        if (is_of_use(a)) ++in_begin_[at(network.to[a]) + 1];
    }
    for (std::size_t n = 1; n < in_begin_.size(); ++n) in_begin_[n] += in_begin_[n - 1];
    in_.resize(at(in_begin_.back()));
    auto next = in_begin_;
    for (std::size_t a = 0; a < network.to.size(); ++a) {
        if (is_of_use(a)) in_[at(next[at(network.to[a])]++)] = static_cast<std::int32_t>(a);
    }
    std::vector<std::vector<std::int32_t>> reached(trips.origin.size());
    auto const cost = empty_costs(network);
    for_row_ranges(trips.origins(), [&](RowRange range) {
        CheapestWays ways(network);
        for (auto o = static_cast<std::size_t>(range.begin); o < static_cast<std::size_t>(range.end); ++o) {
            ways.search(cost, trips.origin[o]);
            reached[o].assign(ways.reached().begin(), ways.reached().end());
            for (auto k = trips.begin[o]; k < trips.begin[o + 1]; ++k) {
                auto const trip = static_cast<std::size_t>(k);
                has_way_[trip] = std::isfinite(ways.cost_to(trips.destination[trip])) ? 1 : 0;
            }
        }
    });
    for (std::size_t o = 0; o < reached.size(); ++o) {
        order_.insert(order_.end(), reached[o].begin(), reached[o].end());
        order_begin_[o + 1] = static_cast<std::int64_t>(order_.size());
    }
}

/// The two passes of one origin after the other. Belongs to one thread.
class LogitLoading::Passes {
  public:
    Passes(LogitLoading const& all, std::span<double const> cost, double theta)
        : all_(all),
          cost_(cost),
          theta_(theta),
          rank_(at(all.network_.nodes), unreached),
          label_(rank_.size()),
          weight_(rank_.size()),
          passing_(rank_.size()),
          likelihood_(all.network_.to.size()) {}

    /// Adds the flows of an origin to those of its block.
    void load(std::size_t origin, std::vector<double>& flow) {
        auto const begin = static_cast<std::size_t>(all_.order_begin_[origin]);
        auto const end = static_cast<std::size_t>(all_.order_begin_[origin + 1]);
        std::span<std::int32_t const> const order(all_.order_.data() + begin, end - begin);
        origin_ = all_.trips_.origin[origin];
        for (std::size_t i = 0; i < order.size(); ++i) {
            rank_[at(order[i])] = static_cast<std::int32_t>(i);
            passing_[at(order[i])] = 0.0;
        }
        for (auto k = all_.trips_.begin[origin]; k < all_.trips_.begin[origin + 1]; ++k) {
            auto const trip = static_cast<std::size_t>(k);
            if (all_.has_way_[trip] != 0)
                passing_[at(all_.trips_.destination[trip])] += all_.trips_.volume[trip];
        }
        label_[at(origin_)] = 0.0;
        weight_[at(origin_)] = 1.0;
        for (std::int32_t const node : order.subspan(1)) weigh(node);
        for (std::size_t i = order.size(); i-- > 1;) send_back(order[i], flow);
        for (std::int32_t const node : order) rank_[at(node)] = unreached;
    }

  private:
    static constexpr std::int32_t unreached = std::numeric_limits<std::int32_t>::max();

    std::span<std::int32_t const> links_into(std::int32_t node) const {
        auto const begin = at(all_.in_begin_[at(node)]), end = at(all_.in_begin_[at(node) + 1]);
        return {all_.in_.data() + begin, end - begin};
    }
    bool is_reasonable(std::int32_t link, std::int32_t rank) const {
        std::int32_t const tail = all_.network_.from[at(link)];
        return rank_[at(tail)] < rank && (tail == origin_ || !is_terminal(all_.network_, tail));
    }
    /// Label u, the cheapest reasonable way to the node, and Σ over its ways exp(−θ (c − u)).
    void weigh(std::int32_t node) {
        std::int32_t const rank = rank_[at(node)];
        double label = std::numeric_limits<double>::infinity();
        for (std::int32_t const link : links_into(node)) {
            if (!is_reasonable(link, rank)) continue;
            label = std::min(label, label_[at(all_.network_.from[at(link)])] + cost_[at(link)]);
        }
        double weight = 0.0;
        for (std::int32_t const link : links_into(node)) {
            if (!is_reasonable(link, rank)) continue;
            auto const tail = at(all_.network_.from[at(link)]);
            double const likelihood =
                weight_[tail] * std::exp(-theta_ * (label_[tail] + cost_[at(link)] - label));
            likelihood_[at(link)] = likelihood;
            weight += likelihood;
        }
        label_[at(node)] = label;
        weight_[at(node)] = weight;
    }
    /// What passes the node or ends there comes from its links by their likelihood.
    void send_back(std::int32_t node, std::vector<double>& flow) {
        double const passing = passing_[at(node)];
        if (passing == 0.0) return;
        std::int32_t const rank = rank_[at(node)];
        for (std::int32_t const link : links_into(node)) {
            if (!is_reasonable(link, rank)) continue;
            double const part = passing * (likelihood_[at(link)] / weight_[at(node)]);
            flow[at(link)] += part;
            passing_[at(all_.network_.from[at(link)])] += part;
        }
    }

    LogitLoading const& all_;
    std::span<double const> cost_;
    double theta_;
    std::int32_t origin_ = 0;
    std::vector<std::int32_t> rank_; ///< of each node that the origin reaches
    std::vector<double> label_, weight_, passing_, likelihood_;
};

std::vector<double> LogitLoading::flows(std::span<double const> cost, double theta) const {
    JUMELLE_EXPECTS(cost.size() == network_.to.size() && theta > 0.0);
    std::vector<std::vector<double>> parts(static_cast<std::size_t>(origin_blocks));
    Index const origins = trips_.origins();
    for_row_ranges(origin_blocks, [&](RowRange range) {
        Passes passes(*this, cost, theta);
        for (Index block = range.begin; block < range.end; ++block) {
            auto& flow = parts[static_cast<std::size_t>(block)];
            flow.assign(network_.to.size(), 0.0);
            Index const end = origins * (block + 1) / origin_blocks;
            for (Index o = origins * block / origin_blocks; o < end; ++o)
                passes.load(static_cast<std::size_t>(o), flow);
        }
    });
    std::vector<double> sum(network_.to.size(), 0.0);
    for (auto const& part : parts) {
        for (std::size_t a = 0; a < sum.size(); ++a) sum[a] += part[a];
    }
    return sum;
}

} // namespace jumelle::traffic
