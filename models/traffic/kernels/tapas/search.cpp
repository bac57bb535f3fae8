#include "models/traffic/kernels/tapas/search.hpp"

#include <algorithm>

#include "core/base/kernel.hpp"
#include "core/base/sum.hpp"
#include "models/traffic/kernels/parts.hpp"

namespace jumelle::traffic {

namespace {

/// Cost of one way less that of the other in the snapshot, for class 0.
double difference_of(AssignmentState const& state, std::span<std::int32_t const> one,
                     std::span<std::int32_t const> other) {
    double difference = 0.0;
    for (std::int32_t const link : one) difference += state.cost[static_cast<std::size_t>(link)];
    for (std::int32_t const link : other) difference -= state.cost[static_cast<std::size_t>(link)];
    return difference;
}

CellSet cells_of(AssignmentState const& state, std::span<std::int32_t const> way) {
    CellSet cells = 0;
    for (std::int32_t const link : way)
        cells |= CellSet{1} << state.cell_of_link[static_cast<std::size_t>(link)];
    return cells;
}

/// Links with flow of one origin that end later than they could. @returns Σ flow × cost
JUMELLE_KERNEL double find_dear_links(AssignmentState const& state, std::int32_t origin, double const* label,
                                      double least_gain, std::vector<std::int32_t>& dear) {
    OriginFlows const& flows = state.flows.data()[origin];
    std::int32_t const* const tail = state.network.tail.data();
    std::int32_t const* const head = state.network.head.data();
    double const* const cost = state.view_of(origin).label_cost.data();
    double total = 0.0;
    flows.for_each([&](std::int32_t link, double flow) {
        double const end = label[label_lanes * head[link]];
        double const arrival = label[label_lanes * tail[link]] + cost[link];
        if (!(flow > 0.0)) return;
        total += flow * cost[link];
        if (arrival - end > least_gain * end) dear.push_back(link);
    });
    return total;
}

double shortest_total(Demand const& demand, std::int32_t origin, Labels const& labels, Index lane) {
    CompensatedSum sum;
    auto const at = static_cast<std::size_t>(origin);
    for (auto i = demand.begin[at]; i < demand.begin[at + 1]; ++i) {
        auto const trip = static_cast<std::size_t>(i);
        if (demand.carried[trip] > 0.0)
            sum.add(demand.carried[trip] * labels(demand.destination[trip], lane));
    }
    return sum.value();
}

/// Keeps two ways for a new pair, or the pair that has them.
void record(AssignmentState const& state, Tracer const& tracer, std::int32_t origin, Findings& findings) {
    std::span<std::int32_t const> const dear = tracer.dear(), cheap = tracer.cheap();
    std::int32_t const kind = state.demand.kind[static_cast<std::size_t>(origin)];
    Finding finding;
    finding.origin = origin;
    finding.pair = state.pairs.find({dear, cheap, 0.0, 0.0, 0, kind});
    if (finding.pair < 0) {
        ClassView const& view = state.view_of(origin);
        finding.begin = static_cast<std::int64_t>(findings.links.size());
        finding.dear = static_cast<std::int32_t>(dear.size());
        finding.cheap = static_cast<std::int32_t>(cheap.size());
        finding.extra = view.extra_of(dear) - view.extra_of(cheap);
        finding.gain = difference_of(state, dear, cheap) + finding.extra;
        finding.cells = cells_of(state, dear) | cells_of(state, cheap);
        finding.kind = kind;
        finding.key = PairTable::key_of(dear[0], cheap[0]);
        findings.links.insert(findings.links.end(), dear.begin(), dear.end());
        findings.links.insert(findings.links.end(), cheap.begin(), cheap.end());
    }
    findings.found.push_back(finding);
}

/// An existing pair that serves, or a new one.
void resolve(AssignmentState& state, std::int32_t origin, std::int32_t link, Searcher& searcher,
             Findings& findings) {
    Tracer& tracer = searcher.tracer;
    OriginFlows& flows = state.flows[static_cast<std::size_t>(origin)];
    auto const at = static_cast<std::size_t>(link);
    std::int32_t const head = state.network.head[at];
    // Flow that comes back to the origin is a cycle and nothing else.
    bool const comes_back = head == state.demand.origin[static_cast<std::size_t>(origin)];
    if (!comes_back) {
        std::int32_t const best = tracer.cheapest_into(head);
        if (best < 0 || best == link) return;
        double const gain =
            tracer.label(state.network.tail[at]) + state.view_of(origin).label_cost[at] - tracer.label(head);
        std::int32_t const kind = state.demand.kind[static_cast<std::size_t>(origin)];
        std::int32_t const pair = effective_pair(state.pairs, {link, best, gain, kind}, flows);
        if (pair >= 0 && !state.pairs.has_origin(pair, origin))
            findings.found.push_back({.origin = origin, .pair = pair});
        if (pair >= 0) return;
    }
    Tracer::Outcome outcome = Tracer::Outcome::cycle;
    while (outcome == Tracer::Outcome::cycle && flows.flow(link) > 0.0) outcome = tracer.trace(link, flows);
    if (outcome == Tracer::Outcome::found) record(state, tracer, origin, findings);
}

} // namespace

void Findings::clear() {
    costs.clear();
    found.clear();
    links.clear();
    removed.clear();
}

namespace {

/// What searches of a class see.
void take_view(AssignmentState const& state, ClassView& view) {
    auto const links = static_cast<Index>(state.cost.size());
    for_chunks(links, static_cast<double>(links), [&](RowRange range) {
        for (auto link = static_cast<std::size_t>(range.begin); link < static_cast<std::size_t>(range.end);
             ++link) {
            double const cost = view.extra.empty() ? state.cost[link] : state.cost[link] + view.extra[link];
            view.label_cost[link] =
                view.is_closed[link] != 0 ? unreachable_cost : std::max(cost, least_label_cost);
        }
    });
    customise(state.hierarchy, view.label_cost, view.arc_costs);
}

void measure_differences(AssignmentState& state, RowRange range) {
    for (auto p = static_cast<std::int32_t>(range.begin); p < range.end; ++p) {
        Pair& pair = state.pairs[p];
        ClassView const& view = state.classes[static_cast<std::size_t>(pair.kind)];
        auto const one = state.pairs.way(p, 0), other = state.pairs.way(p, 1);
        pair.extra = view.extra_of(one) - view.extra_of(other);
        pair.difference = difference_of(state, one, other) + pair.extra;
    }
}

} // namespace

void take_snapshot(AssignmentState& state) {
    for (double& x : state.x) x = std::max(x, 0.0); // rounding
    constexpr double numbers_a_pair = 50.0;
    state.costs.sweep(state.x, state.cost, state.derivative);
    for (ClassView& view : state.classes) take_view(state, view);
    for_chunks(state.pairs.pairs(), numbers_a_pair * state.pairs.pairs(),
               [&](RowRange range) { measure_differences(state, range); });
}

JUMELLE_KERNEL std::int32_t effective_pair(PairTable const& pairs, Wish const& wish,
                                           OriginFlows const& flows) {
    double const least = enough_flow * flows.flow(wish.dear);
    for (std::int32_t p = pairs.first_with(wish.dear, wish.cheap); p >= 0; p = pairs[p].next) {
        Pair const& pair = pairs[p];
        int const dear = pair.last[0] == wish.dear ? 0 : 1;
        double const gain = dear == 0 ? pair.difference : -pair.difference;
        if (pair.kind != wish.kind || pair.last[static_cast<std::size_t>(dear)] != wish.dear ||
            pair.last[static_cast<std::size_t>(1 - dear)] != wish.cheap || gain < enough_gain * wish.gain)
            continue;
        if (carries(flows, pairs.way(p, dear), least)) return p;
    }
    return -1;
}

std::vector<OriginBlock> blocks_of(Demand const& demand, std::vector<std::int32_t> const& origins) {
    auto const kind = [&](std::size_t i) { return demand.kind[static_cast<std::size_t>(origins[i])]; };
    std::vector<OriginBlock> blocks;
    for (std::size_t first = 0; first < origins.size();) {
        std::size_t last = first + 1;
        while (last < origins.size() && last - first < static_cast<std::size_t>(label_lanes) &&
               kind(last) == kind(first))
            ++last;
        blocks.push_back({origins.data() + first, last - first});
        first = last;
    }
    return blocks;
}

void search_labels(AssignmentState const& state, OriginBlock block, Searcher& searcher) {
    searcher.vertices.clear();
    for (std::int32_t const origin : block)
        searcher.vertices.push_back(state.demand.origin[static_cast<std::size_t>(origin)]);
    ClassView const& view = state.view_of(block[0]);
    searcher.labels.search(state.network, view.arc_costs, view.label_cost, searcher.vertices);
}

void search_block(AssignmentState& state, OriginBlock block, double least_gain, Searcher& searcher,
                  Findings& findings) {
    findings.clear();
    search_labels(state, block, searcher);
    for (std::size_t lane = 0; lane < block.size(); ++lane) {
        std::int32_t const origin = block[lane];
        double const shortest =
            shortest_total(state.demand, origin, searcher.labels, static_cast<Index>(lane));
        searcher.candidates.clear();
        double const total =
            find_dear_links(state, origin, searcher.labels.data() + lane, least_gain, searcher.candidates);
        findings.costs.push_back({total, shortest});
        searcher.tracer.set_origin(state, searcher.labels, origin, static_cast<Index>(lane));
        for (std::int32_t const link : searcher.candidates) resolve(state, origin, link, searcher, findings);
    }
    findings.removed.swap(searcher.tracer.removed());
    searcher.tracer.removed().clear();
}

} // namespace jumelle::traffic
