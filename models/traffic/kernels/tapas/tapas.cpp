#include "models/traffic/kernels/tapas/tapas.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <map>
#include <tuple>

#include "core/base/contract.hpp"
#include "core/base/sum.hpp"
#include "core/parallel/loops.hpp"
#include "models/traffic/kernels/parts.hpp"
#include "models/traffic/kernels/tapas/iterate.hpp"
#include "models/traffic/kernels/tapas/loading.hpp"

namespace jumelle::traffic {

namespace {

/// Parts in which the demand is loaded at the start, with fresh costs for each.
constexpr std::int32_t loading_parts = 8;

/// Parts in which a warm start puts flows right: so many origins, and so many flows of one origin on one
/// link, move at the same costs, about.
std::int32_t parts_to_reload(AssignmentState const& state, std::vector<std::int32_t> const& origins) {
    constexpr double origins_a_part = 256.0, flows_a_part = 1e6;
    double flows = 0.0;
    for (std::int32_t const origin : origins)
        flows += static_cast<double>(state.flows[static_cast<std::size_t>(origin)].places());
    double const parts = std::max(static_cast<double>(origins.size()) / origins_a_part, flows / flows_a_part);
    return static_cast<std::int32_t>(std::lround(std::max(parts, 1.0)));
}

std::vector<Searcher> make_searchers(AssignmentState const& state) {
    Index const blocks = (state.demand.origins() + label_lanes - 1) / label_lanes;
    double const work = static_cast<double>(label_lanes * blocks) * state.hierarchy.arcs();
    auto const count =
        static_cast<std::size_t>(std::clamp<Index>(threads_worth(work), 1, std::max<Index>(blocks, 1)));
    std::vector<Searcher> searchers;
    searchers.reserve(count);
    for (std::size_t i = 0; i < count; ++i) searchers.emplace_back(state);
    return searchers;
}

double cpu_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

Tapas::Tapas(LinkNetwork const& network, OriginTrips const& trips, std::span<std::int32_t const> order)
    : links_(network.links()), state_(make_state(network, trips, order)) {
    state_.flows.assign(state_.demand.origin.size(), OriginFlows(state_.network.links()));
}

void Tapas::set_network(LinkNetwork const& network) {
    JUMELLE_EXPECTS(network.links() == links_);
    set_costs(state_, network);
    is_loaded_ = false;
}

void Tapas::set_trips(OriginTrips const& trips) {
    Demand demand = make_demand(state_.network, trips, state_.demand);
    Demand const& old = state_.demand;
    std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> old_at;
    for (std::size_t o = 0; o < old.origin.size(); ++o)
        old_at[{old.kind[o], old.origin[o]}] = static_cast<std::int32_t>(o);
    std::vector<std::int32_t> new_of_old(old.origin.size(), -1);
    std::vector<OriginFlows> flows(demand.origin.size(), OriginFlows(state_.network.links()));
    for (std::size_t o = 0; o < demand.origin.size(); ++o) {
        auto const found = old_at.find({demand.kind[o], demand.origin[o]});
        if (found == old_at.end()) continue;
        std::int32_t const before = found->second;
        new_of_old[static_cast<std::size_t>(before)] = static_cast<std::int32_t>(o);
        flows[o] = std::move(state_.flows[static_cast<std::size_t>(before)]);
    }
    state_.pairs.renumber_origins(new_of_old);
    state_.demand = std::move(demand);
    state_.flows = std::move(flows);
    is_loaded_ = false;
}

/// Pairs over closed links are of no use; their flow is moved by the loading.
void Tapas::forget_closed_pairs() {
    std::vector<std::uint8_t> is_wanted(static_cast<std::size_t>(state_.pairs.pairs()), 1);
    for (std::int32_t p = 0; p < state_.pairs.pairs(); ++p) {
        auto const& is_closed = state_.classes[static_cast<std::size_t>(state_.pairs[p].kind)].is_closed;
        for (int const which : {0, 1}) {
            for (std::int32_t const link : state_.pairs.way(p, which)) {
                if (is_closed[static_cast<std::size_t>(link)] != 0)
                    is_wanted[static_cast<std::size_t>(p)] = 0;
            }
        }
    }
    state_.pairs.keep_only(is_wanted);
}

/// Some origins after others, each part at the costs that the parts before it made. From an equilibrium only
/// those whose flows have to move.
void Tapas::load_demand() {
    if (is_loaded_) return;
    forget_closed_pairs();
    auto searchers = make_searchers(state_);
    auto const cost_before = state_.cost;
    take_snapshot(state_);
    auto const all = origins_to_load(state_, dearer_links(cost_before, state_.cost));
    auto const count = static_cast<std::int32_t>(all.size());
    auto const block = static_cast<std::int32_t>(label_lanes);
    std::int32_t const parts = is_cold_ ? loading_parts : parts_to_reload(state_, all);
    std::vector<std::int32_t> origins;
    for (std::int32_t part = 0; part < parts; ++part) {
        origins.clear();
        for (std::int32_t i = 0; i < count; ++i) {
            if (i / block % parts == part) origins.push_back(all[static_cast<std::size_t>(i)]);
        }
        if (part > 0) take_snapshot(state_);
        if (!is_cold_) add_flows(state_, origins, -1.0);
        load_origins(state_, origins, searchers);
        add_flows(state_, origins, 1.0);
    }
    if (!is_cold_) total_flows(state_); // without what rounding left
    is_loaded_ = true;
    is_cold_ = false;
}

TapasReport Tapas::solve(TapasLimits const& limits) {
    // What larger gaps, and the unknown first one, are taken for.
    double const largest_gap = is_cold_ ? 0.5 : 0.1;
    constexpr double share_of_gap = 0.2; // reduced costs below this share of the gap wait
    constexpr double rounding = 1e-14;   // of labels that are sums of hundreds of costs
    constexpr double left_alone = 0.1;   // share of what is too much whose origins wait
    double const start_s = cpu_seconds();
    TapasReport report;
    load_demand();
    auto searchers = make_searchers(state_);
    Outlook outlook(state_.demand.origins());
    Search search{outlook.all(), share_of_gap * largest_gap};
    for (int iteration = 0;; ++iteration) {
        bool const is_all = search.origins.size() == state_.flows.size();
        Look const look = look_for_pairs(state_, search, searchers, outlook);
        report.gap = is_all ? look.gap() : outlook.gap();
        report.iterations.push_back({report.gap, look.total_cost, look.shortest_cost, state_.pairs.pairs(),
                                     static_cast<std::int32_t>(search.origins.size()),
                                     cpu_seconds() - start_s});
        bool const looks_good = report.gap <= limits.gap;
        report.has_converged = is_all && looks_good;
        if (is_all && (looks_good || iteration >= limits.iterations)) break;
        double const bounded_gap = std::clamp(report.gap, 0.0, largest_gap);
        equalise_all(state_, bounded_gap);
        bool const is_last = looks_good || iteration + 1 >= limits.iterations;
        if (is_last) total_flows(state_);
        search = {is_last ? outlook.all() : outlook.worst(left_alone),
                  std::max(share_of_gap * bounded_gap, rounding)};
    }
    return report;
}

std::vector<double> Tapas::flows() const {
    return network_flows(state_, links_);
}

std::vector<Tapas::Stranded> Tapas::stranded() const {
    std::vector<Stranded> all;
    Demand const& demand = state_.demand;
    for (std::size_t o = 0; o < demand.origin.size(); ++o) {
        for (auto i = demand.begin[o]; i < demand.begin[o + 1]; ++i) {
            auto const trip = static_cast<std::size_t>(i);
            if (demand.carried[trip] > 0.0 || !(demand.wanted[trip] > 0.0)) continue;
            auto const node = [&](std::int32_t vertex) {
                return state_.network.node_of_vertex[static_cast<std::size_t>(vertex)];
            };
            all.push_back({node(demand.origin[o]), node(demand.destination[trip]), demand.wanted[trip],
                           demand.kind[o]});
        }
    }
    std::sort(all.begin(), all.end(), [](Stranded const& a, Stranded const& b) {
        return std::tie(a.kind, a.origin, a.destination) < std::tie(b.kind, b.origin, b.destination);
    });
    return all;
}

std::vector<double> Tapas::class_flows(std::int32_t kind) const {
    std::vector<double> flow(static_cast<std::size_t>(links_), 0.0);
    for (std::size_t o = 0; o < state_.flows.size(); ++o) {
        if (state_.demand.kind[o] != kind) continue;
        state_.flows[o].for_each([&](std::int32_t link, double more) {
            flow[static_cast<std::size_t>(state_.network.link[static_cast<std::size_t>(link)])] += more;
        });
    }
    return flow;
}

double Tapas::objective() const {
    CompensatedSum sum;
    sum.add(state_.costs.objective(state_.x));
    for (std::size_t o = 0; o < state_.flows.size(); ++o) {
        auto const& extra = state_.view_of(static_cast<std::int32_t>(o)).extra;
        if (extra.empty()) continue;
        state_.flows[o].for_each(
            [&](std::int32_t link, double flow) { sum.add(flow * extra[static_cast<std::size_t>(link)]); });
    }
    return sum.value();
}

std::vector<Load> Tapas::flows_from(std::int32_t node, std::int32_t kind) const {
    std::vector<Load> loads;
    std::int32_t const vertex = state_.network.vertex_of_node[static_cast<std::size_t>(node)];
    for (std::size_t o = 0; o < state_.flows.size(); ++o) {
        if (state_.demand.origin[o] != vertex || state_.demand.kind[o] != kind) continue;
        state_.flows[o].for_each([&](std::int32_t link, double flow) {
            if (flow > 0.0) loads.push_back({state_.network.link[static_cast<std::size_t>(link)], flow});
        });
    }
    std::sort(loads.begin(), loads.end(), [](Load const& a, Load const& b) { return a.link < b.link; });
    return loads;
}

void Tapas::archive_state(StateArchive& archive) {
    archive("demand", state_.demand);
    if (archive.is_loading())
        state_.flows.assign(state_.demand.origin.size(), OriginFlows(state_.network.links()));
    archive("flows", state_.flows);
    archive("pairs", state_.pairs);
    archive("x", state_.x);
    archive("cost", state_.cost);
    archive("is_loaded", is_loaded_);
    archive("is_cold", is_cold_);
}

std::size_t Tapas::bytes() const {
    std::size_t sum = state_.pairs.bytes();
    for (OriginFlows const& flows : state_.flows) sum += flows.bytes();
    return sum;
}

} // namespace jumelle::traffic
