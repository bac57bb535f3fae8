#include "models/traffic/kernels/tapas/loading.hpp"

#include <algorithm>

#include "core/base/kernel.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/tapas/parts.hpp"

namespace jumelle::traffic {

namespace {

/// One entry a link, ascending.
std::vector<Load> merged(std::vector<Load> loads) {
    std::stable_sort(loads.begin(), loads.end(), [](Load const& a, Load const& b) { return a.link < b.link; });
    std::size_t kept = 0;
    for (Load const& load : loads) {
        if (kept > 0 && loads[kept - 1].link == load.link)
            loads[kept - 1].flow += load.flow;
        else
            loads[kept++] = load;
    }
    loads.resize(kept);
    return loads;
}

/// Brings the flows of one origin to its demand.
class OriginLoader {
  public:
    OriginLoader(AssignmentState& state, Searcher& searcher, std::int32_t origin, double share)
        : state_(state), searcher_(searcher), tracer_(searcher.tracer), share_(share),
          flows_(state.flows[static_cast<std::size_t>(origin)]), origin_(static_cast<std::size_t>(origin)),
          due_(static_cast<std::size_t>(state.network.vertices), 0.0) {}

    /// Whether there was anything to load.
    bool load() {
        find_wanted();
        if (has_too_much()) searcher_.reduction.reduce(state_, static_cast<std::int32_t>(origin_), wanted_);
        return take_in();
    }

  private:
    /// Volume that each vertex has to pass on towards the origin, and its order of working.
    struct Tree {
        std::vector<std::int32_t> vertex, link;
        std::vector<std::int32_t> waits; ///< vertices of the tree that still have to pass on to each
    };

    /// What wants to travel and can.
    void find_wanted() {
        for (auto i = state_.demand.begin[origin_]; i < state_.demand.begin[origin_ + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            bool const has_way = is_reachable(tracer_.label(state_.demand.destination[trip]));
            wanted_.push_back(has_way ? state_.demand.wanted[trip] : 0.0);
        }
    }

    bool has_too_much() const {
        double const* const carried =
            state_.demand.carried.data() + state_.demand.begin[origin_];
        for (std::size_t i = 0; i < wanted_.size(); ++i) {
            if (carried[i] > wanted_[i]) return true;
        }
        bool is_barred = false;
        flows_.for_each([&](std::int32_t link, double flow) {
            is_barred = is_barred || (flow > 0.0 && state_.is_closed[static_cast<std::size_t>(link)] != 0);
        });
        return is_barred;
    }

    /// New trips travel the cheapest way.
    bool take_in() {
        Demand& demand = state_.demand;
        Tree tree;
        tree.waits.assign(due_.size(), 0);
        std::vector<std::uint8_t> is_in_tree(due_.size(), 0);
        is_in_tree[static_cast<std::size_t>(demand.origin[origin_])] = 1;
        for (auto i = demand.begin[origin_]; i < demand.begin[origin_ + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            double const wanted = wanted_[static_cast<std::size_t>(i - demand.begin[origin_])];
            double const more = share_ * (wanted - demand.carried[trip]);
            if (!(more > 0.0)) continue;
            demand.carried[trip] = share_ == 1.0 ? wanted : demand.carried[trip] + more;
            due_[static_cast<std::size_t>(demand.destination[trip])] += more;
            grow(tree, is_in_tree, demand.destination[trip]);
        }
        flows_.add(merged(pass_on(tree)));
        return !tree.vertex.empty();
    }

    /// The cheapest way from the tree to a vertex becomes part of the tree.
    void grow(Tree& tree, std::vector<std::uint8_t>& is_in_tree, std::int32_t vertex) {
        while (is_in_tree[static_cast<std::size_t>(vertex)] == 0) {
            is_in_tree[static_cast<std::size_t>(vertex)] = 1;
            std::int32_t const link = tracer_.cheapest_into(vertex);
            tree.vertex.push_back(vertex);
            tree.link.push_back(link);
            vertex = state_.network.tail[static_cast<std::size_t>(link)];
            ++tree.waits[static_cast<std::size_t>(vertex)];
        }
    }

    /// Volumes from the ends of the tree to its root, as loads in link order.
    std::vector<Load> pass_on(Tree& tree) {
        std::vector<std::int32_t> link_into(due_.size(), -1);
        for (std::size_t i = 0; i < tree.vertex.size(); ++i) {
            link_into[static_cast<std::size_t>(tree.vertex[i])] = tree.link[i];
        }
        std::vector<Load> loads;
        for (std::int32_t const leaf : tree.vertex) {
            std::int32_t vertex = leaf;
            while (tree.waits[static_cast<std::size_t>(vertex)] == 0) {
                std::int32_t const link = link_into[static_cast<std::size_t>(vertex)];
                if (link < 0) break;
                link_into[static_cast<std::size_t>(vertex)] = -1;
                double const flow = due_[static_cast<std::size_t>(vertex)];
                loads.push_back({link, flow});
                vertex = state_.network.tail[static_cast<std::size_t>(link)];
                due_[static_cast<std::size_t>(vertex)] += flow;
                --tree.waits[static_cast<std::size_t>(vertex)];
            }
        }
        return loads;
    }

    AssignmentState& state_;
    Searcher& searcher_;
    Tracer& tracer_;
    double share_;
    OriginFlows& flows_;
    std::size_t origin_;
    std::vector<double> wanted_; ///< one a trip of the origin
    std::vector<double> due_;
};

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
    constexpr Index links_at_once = 64;
    auto const links = static_cast<Index>(state.x.size());
    Index const blocks = (links + links_at_once - 1) / links_at_once;
    double const work = static_cast<double>(state.flows.size()) * static_cast<double>(links);
    for_given_ranges(ranges_for(blocks, work), [&](Index, RowRange range) {
        auto const begin = static_cast<std::int32_t>(range.begin * links_at_once);
        auto const end = static_cast<std::int32_t>(std::min(range.end * links_at_once, links));
        std::fill(state.x.begin() + begin, state.x.begin() + end, 0.0);
        for (OriginFlows const& flows : state.flows) {
            flows.for_each(begin, end, [&](std::int32_t link, double flow) {
                state.x[static_cast<std::size_t>(link)] += flow;
            });
        }
    });
}

} // namespace jumelle::traffic
