#include "models/traffic/kernels/tapas/loading.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/kernel.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/parts.hpp"

namespace jumelle::traffic {

namespace {

/// Reduced cost, relative to the label, from which flow leaves a link.
constexpr double most_detour = 0.01;

/// Brings the flows of one origin to its demand.
class OriginLoader {
  public:
    OriginLoader(AssignmentState& state, Searcher& searcher, std::int32_t origin, Index lane)
        : state_(state),
          searcher_(searcher),
          flows_(state.flows[static_cast<std::size_t>(origin)]),
          origin_(origin),
          first_(state.demand.begin[static_cast<std::size_t>(origin)]),
          last_(state.demand.begin[static_cast<std::size_t>(origin) + 1]),
          lane_(lane) {
        searcher.tracer.set_origin(state, searcher.labels, origin, lane);
    }

    void load() {
        find_wanted();
        bool const is_astray =
            searcher_.reduction.read(state_, origin_, searcher_.labels.data() + lane_, most_detour);
        if (is_astray || has_too_much()) searcher_.reduction.reduce(state_, wanted_);
        take_in();
    }

  private:
    /// What wants to travel and can.
    void find_wanted() {
        for (auto i = first_; i < last_; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            bool const has_way = is_reachable(searcher_.labels(state_.demand.destination[trip], lane_));
            wanted_.push_back(has_way ? state_.demand.wanted[trip] : 0.0);
        }
    }

    bool has_too_much() const {
        double const* const carried = state_.demand.carried.data() + first_;
        for (std::size_t i = 0; i < wanted_.size(); ++i) {
            if (carried[i] > wanted_[i]) return true;
        }
        return false;
    }

    /// What is missing travels the cheapest way.
    void take_in() {
        Demand& demand = state_.demand;
        CheapestTree& tree = searcher_.tree;
        for (auto i = first_; i < last_; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            double const wanted = wanted_[static_cast<std::size_t>(i - first_)];
            double const more = wanted - demand.carried[trip];
            if (!(more > 0.0)) continue;
            demand.carried[trip] = wanted;
            tree.send(demand.destination[trip], more, demand.origin[static_cast<std::size_t>(origin_)],
                      searcher_.tracer);
        }
        flows_.add(tree.take_loads());
    }

    AssignmentState& state_;
    Searcher& searcher_;
    OriginFlows& flows_;
    std::int32_t origin_;
    std::int64_t first_, last_; ///< trips of the origin
    Index lane_;
    std::vector<double> wanted_; ///< one a trip of the origin
};

bool uses_any(OriginFlows const& flows, std::vector<std::int32_t> const& links) {
    return std::any_of(links.begin(), links.end(), [&](std::int32_t link) { return flows.flow(link) > 0.0; });
}

bool travels_as_wanted(Demand const& demand, std::int32_t origin) {
    auto const at = static_cast<std::size_t>(origin);
    auto const from = demand.begin[at], to = demand.begin[at + 1];
    return std::equal(demand.wanted.begin() + from, demand.wanted.begin() + to,
                      demand.carried.begin() + from);
}

} // namespace

std::vector<std::int32_t> origins_to_load(AssignmentState const& state,
                                          std::vector<std::int32_t> const& dearer) {
    std::vector<std::uint8_t> is_wanted(state.flows.size(), 0);
    std::size_t closed = 0; // links, of the class that has most
    for (ClassView const& view : state.classes) closed = std::max(closed, view.closed.size());
    double const work = static_cast<double>(state.demand.wanted.size()) +
                        static_cast<double>(is_wanted.size()) * static_cast<double>(closed + dearer.size());
    for_chunks(static_cast<Index>(is_wanted.size()), work, [&](RowRange range) {
        for (Index o = range.begin; o < range.end; ++o) {
            auto const origin = static_cast<std::int32_t>(o);
            bool const stays =
                travels_as_wanted(state.demand, origin) &&
                !uses_any(state.flows[static_cast<std::size_t>(o)], state.view_of(origin).closed) &&
                !uses_any(state.flows[static_cast<std::size_t>(o)], dearer);
            is_wanted[static_cast<std::size_t>(o)] = stays ? 0 : 1;
        }
    });
    std::vector<std::int32_t> origins;
    for (std::size_t o = 0; o < is_wanted.size(); ++o) {
        if (is_wanted[o] != 0) origins.push_back(static_cast<std::int32_t>(o));
    }
    return origins;
}

std::vector<std::int32_t> dearer_links(std::vector<double> const& before, std::vector<double> const& now) {
    std::vector<std::int32_t> links;
    for (std::size_t link = 0; link < now.size(); ++link) {
        if (now[link] > (1.0 + most_detour) * before[link]) links.push_back(static_cast<std::int32_t>(link));
    }
    return links;
}

void load_origins(AssignmentState& state, std::vector<std::int32_t> const& origins,
                  std::vector<Searcher>& searchers) {
    auto const blocks = blocks_of(state.demand, origins);
    for_items(static_cast<Index>(blocks.size()), static_cast<Index>(searchers.size()),
              [&](Index worker, Index i) {
                  Searcher& searcher = searchers[static_cast<std::size_t>(worker)];
                  OriginBlock const block = blocks[static_cast<std::size_t>(i)];
                  search_labels(state, block, searcher);
                  for (std::size_t lane = 0; lane < block.size(); ++lane)
                      OriginLoader(state, searcher, block[lane], static_cast<Index>(lane)).load();
              });
}

void total_flows(AssignmentState& state) {
    std::fill(state.x.begin(), state.x.end(), 0.0);
    std::vector<std::int32_t> origins(state.flows.size());
    std::iota(origins.begin(), origins.end(), 0);
    add_flows(state, origins, 1.0);
}

void add_flows(AssignmentState& state, std::vector<std::int32_t> const& origins, double factor) {
    constexpr Index links_at_once = 64;
    double* const x = state.x.data();
    auto const links = static_cast<Index>(state.x.size());
    Index const blocks = (links + links_at_once - 1) / links_at_once;
    double const work = static_cast<double>(origins.size()) * static_cast<double>(links);
    for_chunks(blocks, work, [&](RowRange range) {
        auto const begin = static_cast<std::int32_t>(range.begin * links_at_once);
        auto const end = static_cast<std::int32_t>(std::min(range.end * links_at_once, links));
        for (std::int32_t const origin : origins) {
            state.flows[static_cast<std::size_t>(origin)].for_each(
                begin, end, [&](std::int32_t link, double flow) { x[link] += factor * flow; });
        }
    });
}

} // namespace jumelle::traffic
