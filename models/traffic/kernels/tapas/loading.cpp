#include "models/traffic/kernels/tapas/loading.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/kernel.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/tapas/parts.hpp"

namespace jumelle::traffic {

namespace {

bool uses_closed_links(AssignmentState const& state, OriginFlows const& flows) {
    bool is_barred = false;
    flows.for_each([&](std::int32_t link, double flow) {
        is_barred = is_barred || (flow > 0.0 && state.is_closed[static_cast<std::size_t>(link)] != 0);
    });
    return is_barred;
}

/// Brings the flows of one origin to its demand.
class OriginLoader {
  public:
    OriginLoader(AssignmentState& state, Searcher& searcher, std::int32_t origin, double share)
        : state_(state),
          searcher_(searcher),
          tracer_(searcher.tracer),
          share_(share),
          flows_(state.flows[static_cast<std::size_t>(origin)]),
          origin_(static_cast<std::size_t>(origin)) {}

    /// Whether there was anything to load.
    bool load() {
        find_wanted();
        if (has_too_much()) searcher_.reduction.reduce(state_, static_cast<std::int32_t>(origin_), wanted_);
        return take_in();
    }

  private:
    /// What wants to travel and can.
    void find_wanted() {
        for (auto i = state_.demand.begin[origin_]; i < state_.demand.begin[origin_ + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            bool const has_way = is_reachable(tracer_.label(state_.demand.destination[trip]));
            wanted_.push_back(has_way ? state_.demand.wanted[trip] : 0.0);
        }
    }

    bool has_too_much() const {
        double const* const carried = state_.demand.carried.data() + state_.demand.begin[origin_];
        for (std::size_t i = 0; i < wanted_.size(); ++i) {
            if (carried[i] > wanted_[i]) return true;
        }
        return uses_closed_links(state_, flows_);
    }

    /// New trips travel the cheapest way.
    bool take_in() {
        Demand& demand = state_.demand;
        CheapestTree& tree = searcher_.tree;
        for (auto i = demand.begin[origin_]; i < demand.begin[origin_ + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            double const wanted = wanted_[static_cast<std::size_t>(i - demand.begin[origin_])];
            double const more = share_ * (wanted - demand.carried[trip]);
            if (!(more > 0.0)) continue;
            demand.carried[trip] = share_ == 1.0 ? wanted : demand.carried[trip] + more;
            tree.send(demand.destination[trip], more, demand.origin[origin_], tracer_);
        }
        auto const loads = tree.take_loads();
        flows_.add(loads);
        return !loads.empty();
    }

    AssignmentState& state_;
    Searcher& searcher_;
    Tracer& tracer_;
    double share_;
    OriginFlows& flows_;
    std::size_t origin_;
    std::vector<double> wanted_; ///< one a trip of the origin
};

/// Whether all trips of a group travel, on open links.
bool is_settled(AssignmentState const& state, std::int32_t group) {
    Demand const& demand = state.demand;
    auto const first = static_cast<std::int32_t>(group * label_lanes);
    auto const last = std::min(first + static_cast<std::int32_t>(label_lanes), demand.origins());
    auto const from = demand.begin[static_cast<std::size_t>(first)],
               to = demand.begin[static_cast<std::size_t>(last)];
    if (!std::equal(demand.wanted.begin() + from, demand.wanted.begin() + to, demand.carried.begin() + from))
        return false;
    return std::none_of(state.flows.begin() + first, state.flows.begin() + last,
                        [&](OriginFlows const& flows) { return uses_closed_links(state, flows); });
}

} // namespace

std::vector<std::int32_t> load_groups(AssignmentState& state, std::vector<std::int32_t> const& groups,
                                      double share, std::vector<Searcher>& searchers) {
    std::vector<double> const even(groups.size(), 1.0);
    std::vector<std::uint8_t> is_busy(groups.size(), 0);
    auto const ranges = balanced_ranges(even, static_cast<Index>(searchers.size()));
    for_given_ranges(ranges, [&](Index part, RowRange range) {
        Searcher& searcher = searchers[static_cast<std::size_t>(part)];
        for (Index i = range.begin; i < range.end; ++i) {
            std::int32_t const group = groups[static_cast<std::size_t>(i)];
            if (is_settled(state, group)) continue;
            search_labels(state, group, searcher);
            for (Index lane = 0; lane < label_lanes; ++lane) {
                auto const origin = static_cast<std::int32_t>(group * label_lanes + lane);
                if (origin >= state.demand.origins()) break;
                searcher.tracer.set_origin(state, searcher.labels, origin, lane);
                if (OriginLoader(state, searcher, origin, share).load())
                    is_busy[static_cast<std::size_t>(i)] = 1;
            }
        }
    });
    std::vector<std::int32_t> busy;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (is_busy[i] != 0) busy.push_back(groups[i]);
    }
    return busy;
}

void total_flows(AssignmentState& state) {
    std::fill(state.x.begin(), state.x.end(), 0.0);
    std::vector<std::int32_t> groups(static_cast<std::size_t>(state.demand.groups()));
    std::iota(groups.begin(), groups.end(), 0);
    add_flows(state, groups);
}

void add_flows(AssignmentState& state, std::vector<std::int32_t> const& groups) {
    constexpr Index links_at_once = 64;
    auto const links = static_cast<Index>(state.x.size());
    Index const blocks = (links + links_at_once - 1) / links_at_once;
    double const work = static_cast<double>(groups.size() * label_lanes) * static_cast<double>(links);
    for_given_ranges(ranges_for(blocks, work), [&](Index, RowRange range) {
        auto const begin = static_cast<std::int32_t>(range.begin * links_at_once);
        auto const end = static_cast<std::int32_t>(std::min(range.end * links_at_once, links));
        for (std::int32_t const group : groups) {
            auto const first = static_cast<std::size_t>(group * label_lanes);
            for (std::size_t o = first; o < std::min(first + label_lanes, state.flows.size()); ++o) {
                state.flows[o].for_each(begin, end, [&](std::int32_t link, double flow) {
                    state.x[static_cast<std::size_t>(link)] += flow;
                });
            }
        }
    });
}

} // namespace jumelle::traffic
