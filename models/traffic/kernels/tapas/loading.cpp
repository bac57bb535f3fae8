#include "models/traffic/kernels/tapas/loading.hpp"

#include <algorithm>

#include "core/base/kernel.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle::traffic {

namespace {

/// Brings the flows of one origin to its demand.
class OriginLoader {
  public:
    OriginLoader(AssignmentState& state, Tracer& tracer, std::int32_t origin)
        : state_(state), tracer_(tracer), flows_(state.flows[static_cast<std::size_t>(origin)]),
          origin_(static_cast<std::size_t>(origin)), due_(static_cast<std::size_t>(state.network.vertices), 0.0) {}

    void load() {
        send_home();
        leave_closed_links();
        take_in();
    }

  private:
    /// Volume that each vertex has to pass on towards the origin, and its order of working.
    struct Tree {
        std::vector<std::int32_t> vertex, link;
        std::vector<std::int32_t> waits; ///< vertices of the tree that still have to pass on to each
    };

    double wanted(std::size_t trip) const {
        bool const has_way = is_reachable(tracer_.label(state_.demand.destination[trip]));
        return has_way ? state_.demand.wanted[trip] : 0.0;
    }

    /// Trips that no longer travel, taken out along the fullest ways.
    void send_home() {
        Demand& demand = state_.demand;
        for (auto i = demand.begin[origin_]; i < demand.begin[origin_ + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            double left = demand.carried[trip] - wanted(trip);
            if (!(left > 0.0)) continue;
            demand.carried[trip] -= left;
            while (left > 0.0) {
                double const taken = take_out(demand.destination[trip], left);
                if (!(taken > 0.0)) break;
                left -= taken;
            }
        }
    }

    /// Takes up to `most` out along one way from the origin to a vertex; how much that was.
    double take_out(std::int32_t vertex, double most) {
        std::vector<std::int32_t> way;
        std::vector<std::int32_t> stands_at(due_.size(), -1);
        std::int32_t const origin = state_.demand.origin[origin_];
        while (vertex != origin) {
            if (stands_at[static_cast<std::size_t>(vertex)] >= 0) {
                empty_cycle(way, static_cast<std::size_t>(stands_at[static_cast<std::size_t>(vertex)]));
                return take_out(head_of(way[0]), most);
            }
            stands_at[static_cast<std::size_t>(vertex)] = static_cast<std::int32_t>(way.size());
            std::int32_t const link = tracer_.fullest_into(vertex, flows_);
            if (link < 0) return 0.0;
            way.push_back(link);
            vertex = state_.network.tail[static_cast<std::size_t>(link)];
        }
        double const taken = std::min(most, least_flow(flows_, way));
        for (std::int32_t const link : way) flows_.at(link) -= taken;
        return taken;
    }

    std::int32_t head_of(std::int32_t link) const { return state_.network.head[static_cast<std::size_t>(link)]; }

    void empty_cycle(std::vector<std::int32_t> const& way, std::size_t from) {
        std::span<std::int32_t const> const cycle{way.data() + from, way.size() - from};
        double const least = least_flow(flows_, cycle);
        for (std::int32_t const link : cycle) flows_.at(link) -= least;
    }

    /// Flow on closed links, and on links out of what they cut off, changes over to the cheapest way to the
    /// first vertex that still has one. What then is left there is rounding: it comes from nowhere.
    void leave_closed_links() {
        std::vector<std::int32_t> barred;
        flows_.for_each([&](std::int32_t link, double flow) {
            if (flow > 0.0 && is_barred(link)) barred.push_back(link);
        });
        for (std::int32_t const link : barred) {
            auto outcome = is_reachable(tracer_.label(head_of(link))) ? Tracer::Outcome::found
                                                                      : Tracer::Outcome::nothing;
            while (outcome != Tracer::Outcome::nothing && flows_.flow(link) > 0.0) {
                outcome = tracer_.trace(link, flows_);
                if (outcome == Tracer::Outcome::found) change_over();
            }
        }
        for (std::int32_t const link : barred) flows_.at(link) = 0.0;
    }

    bool is_barred(std::int32_t link) const {
        auto const at = static_cast<std::size_t>(link);
        return state_.is_closed[at] != 0 || !is_reachable(tracer_.label(state_.network.tail[at]));
    }

    void change_over() {
        double const flow = least_flow(flows_, tracer_.dear());
        for (std::int32_t const link : tracer_.dear()) flows_.at(link) -= flow;
        std::vector<Load> loads;
        for (std::int32_t const link : tracer_.cheap()) loads.push_back({link, flow});
        std::sort(loads.begin(), loads.end(), [](Load const& a, Load const& b) { return a.link < b.link; });
        flows_.add(loads);
    }

    /// New trips travel the cheapest way.
    void take_in() {
        Demand& demand = state_.demand;
        Tree tree;
        tree.waits.assign(due_.size(), 0);
        std::vector<std::uint8_t> is_in_tree(due_.size(), 0);
        is_in_tree[static_cast<std::size_t>(demand.origin[origin_])] = 1;
        for (auto i = demand.begin[origin_]; i < demand.begin[origin_ + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            double const more = wanted(trip) - demand.carried[trip];
            if (!(more > 0.0)) continue;
            demand.carried[trip] += more;
            due_[static_cast<std::size_t>(demand.destination[trip])] += more;
            grow(tree, is_in_tree, demand.destination[trip]);
        }
        flows_.add(pass_on(tree));
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
        std::sort(loads.begin(), loads.end(), [](Load const& a, Load const& b) { return a.link < b.link; });
        return loads;
    }

    AssignmentState& state_;
    Tracer& tracer_;
    OriginFlows& flows_;
    std::size_t origin_;
    std::vector<double> due_;
};

} // namespace

void load_groups(AssignmentState& state, std::vector<std::int32_t> const& groups,
                 std::vector<Searcher>& searchers) {
    std::vector<double> const even(groups.size(), 1.0);
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
                OriginLoader(state, searcher.tracer, origin).load();
            }
        }
        searcher.tracer.removed().clear(); // totals are formed anew afterwards
    });
}

void total_flows(AssignmentState& state) {
    constexpr Index links_at_once = 64;
    auto const links = static_cast<Index>(state.x.size());
    Index const blocks = (links + links_at_once - 1) / links_at_once;
    for_row_ranges(blocks, [&](RowRange range) {
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
