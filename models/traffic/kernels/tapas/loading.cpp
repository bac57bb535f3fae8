#include "models/traffic/kernels/tapas/loading.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/kernel.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/parts.hpp"

namespace jumelle::traffic {

namespace {

bool uses_closed_links(AssignmentState const& state, std::int32_t origin) {
    auto const& closed = state.view_of(origin).closed;
    OriginFlows const& flows = state.flows[static_cast<std::size_t>(origin)];
    return std::any_of(closed.begin(), closed.end(),
                       [&](std::int32_t link) { return flows.flow(link) > 0.0; });
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
        return uses_closed_links(state_, static_cast<std::int32_t>(origin_));
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

/// Whether all trips of an origin travel, on open links.
bool is_settled(AssignmentState const& state, std::int32_t origin) {
    Demand const& demand = state.demand;
    auto const at = static_cast<std::size_t>(origin);
    auto const from = demand.begin[at], to = demand.begin[at + 1];
    return std::equal(demand.wanted.begin() + from, demand.wanted.begin() + to,
                      demand.carried.begin() + from) &&
           !uses_closed_links(state, origin);
}

/// Those of some items for which a flag is set.
std::vector<std::int32_t> flagged(std::vector<std::int32_t> const& items,
                                  std::vector<std::uint8_t> const& is_wanted) {
    std::vector<std::int32_t> kept;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (is_wanted[i] != 0) kept.push_back(items[i]);
    }
    return kept;
}

std::vector<std::int32_t> unsettled(AssignmentState const& state, std::vector<std::int32_t> const& origins) {
    std::vector<std::uint8_t> is_wanted(origins.size(), 0);
    std::size_t closed = 0; // links, of the class that has most
    for (ClassView const& view : state.classes) closed = std::max(closed, view.closed.size());
    double const work = static_cast<double>(state.demand.wanted.size()) +
                        static_cast<double>(origins.size()) * static_cast<double>(closed);
    for_chunks(static_cast<Index>(origins.size()), work, [&](RowRange range) {
        for (auto i = static_cast<std::size_t>(range.begin); i < static_cast<std::size_t>(range.end); ++i)
            is_wanted[i] = is_settled(state, origins[i]) ? 0 : 1;
    });
    return flagged(origins, is_wanted);
}

} // namespace

std::vector<std::int32_t> load_origins(AssignmentState& state, std::vector<std::int32_t> const& origins,
                                       double share, std::vector<Searcher>& searchers) {
    auto const busy = unsettled(state, origins);
    auto const blocks = blocks_of(state.demand, busy);
    std::vector<std::uint8_t> had_something(busy.size(), 0);
    for_items(
        static_cast<Index>(blocks.size()), static_cast<Index>(searchers.size()), [&](Index worker, Index i) {
            Searcher& searcher = searchers[static_cast<std::size_t>(worker)];
            OriginBlock const block = blocks[static_cast<std::size_t>(i)];
            auto const first = static_cast<std::size_t>(block.data() - busy.data());
            search_labels(state, block, searcher);
            for (std::size_t lane = 0; lane < block.size(); ++lane) {
                searcher.tracer.set_origin(state, searcher.labels, block[lane], static_cast<Index>(lane));
                if (OriginLoader(state, searcher, block[lane], share).load()) had_something[first + lane] = 1;
            }
        });
    return flagged(busy, had_something);
}

void total_flows(AssignmentState& state) {
    std::fill(state.x.begin(), state.x.end(), 0.0);
    std::vector<std::int32_t> origins(state.flows.size());
    std::iota(origins.begin(), origins.end(), 0);
    add_flows(state, origins);
}

void add_flows(AssignmentState& state, std::vector<std::int32_t> const& origins) {
    constexpr Index links_at_once = 64;
    auto const links = static_cast<Index>(state.x.size());
    Index const blocks = (links + links_at_once - 1) / links_at_once;
    double const work = static_cast<double>(origins.size()) * static_cast<double>(links);
    for_chunks(blocks, work, [&](RowRange range) {
        auto const begin = static_cast<std::int32_t>(range.begin * links_at_once);
        auto const end = static_cast<std::int32_t>(std::min(range.end * links_at_once, links));
        for (std::int32_t const origin : origins) {
            state.flows[static_cast<std::size_t>(origin)].for_each(
                begin, end,
                [&](std::int32_t link, double flow) { state.x[static_cast<std::size_t>(link)] += flow; });
        }
    });
}

} // namespace jumelle::traffic
