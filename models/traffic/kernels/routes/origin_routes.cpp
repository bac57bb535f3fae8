#include "models/traffic/kernels/routes/origin_routes.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace jumelle::traffic {

namespace {

std::size_t at(std::int32_t position) {
    return static_cast<std::size_t>(position);
}

} // namespace

OriginRoutes::OriginRoutes(LinkNetwork const& network)
    : network_(network),
      missing_(at(network.nodes), 0),
      into_(at(network.nodes), 0.0),
      passed_(at(network.nodes), 0.0),
      ahead_(at(network.nodes), 0.0) {}

void OriginRoutes::set(std::int32_t origin, std::vector<Load> loads) {
    origin_ = origin;
    loads_ = std::move(loads);
    while (!sort_along_the_ways()) take_out_a_cycle();
    into_.assign(into_.size(), 0.0);
    for (Load const& load : loads_) into_[at(network_.to[at(load.link)])] += load.flow;
}

bool OriginRoutes::sort_along_the_ways() {
    missing_.assign(missing_.size(), 0);
    std::vector<std::size_t> by_tail(loads_.size());
    for (std::size_t i = 0; i < loads_.size(); ++i) {
        by_tail[i] = i;
        ++missing_[at(network_.to[at(loads_[i].link)])];
    }
    auto const tail = [&](std::size_t i) { return network_.from[at(loads_[i].link)]; };
    std::stable_sort(by_tail.begin(), by_tail.end(),
                     [&](std::size_t a, std::size_t b) { return tail(a) < tail(b); });
    std::vector<std::int32_t> ready;
    for (std::size_t i = 0; i < by_tail.size(); ++i) {
        bool const is_first = i == 0 || tail(by_tail[i]) != tail(by_tail[i - 1]);
        if (is_first && missing_[at(tail(by_tail[i]))] == 0) ready.push_back(tail(by_tail[i]));
    }
    order_.clear();
    while (!ready.empty()) {
        std::int32_t const node = ready.back();
        ready.pop_back();
        auto i = std::lower_bound(by_tail.begin(), by_tail.end(), node,
                                  [&](std::size_t load, std::int32_t n) { return tail(load) < n; });
        for (; i != by_tail.end() && tail(*i) == node; ++i) {
            order_.push_back(*i);
            std::int32_t const head = network_.to[at(loads_[*i].link)];
            if (--missing_[at(head)] == 0) ready.push_back(head);
        }
    }
    return order_.size() == loads_.size();
}

/// Every link that is not in the order comes from a node with another such link into it: followed backward,
/// they come back.
void OriginRoutes::take_out_a_cycle() {
    std::vector<std::uint8_t> is_sorted(loads_.size(), 0);
    for (std::size_t const load : order_) is_sorted[load] = 1;
    std::vector<std::int64_t> into(into_.size(), -1); // a load that is not sorted, by its head
    std::int64_t any = -1;
    for (std::size_t i = 0; i < loads_.size(); ++i) {
        std::int32_t const head = network_.to[at(loads_[i].link)];
        if (is_sorted[i] == 0 && missing_[at(head)] > 0) any = into[at(head)] = static_cast<std::int64_t>(i);
    }
    JUMELLE_EXPECTS(any >= 0);
    auto const before = [&](std::int64_t i) {
        return into[at(network_.from[at(loads_[static_cast<std::size_t>(i)].link)])];
    };
    for (std::size_t step = 0; step < loads_.size(); ++step) any = before(any); // surely in the cycle then
    std::vector<std::int64_t> cycle{any};
    for (std::int64_t i = before(any); i != any; i = before(i)) cycle.push_back(i);
    double least = loads_[static_cast<std::size_t>(any)].flow;
    for (auto const i : cycle) least = std::min(least, loads_[static_cast<std::size_t>(i)].flow);
    for (auto const i : cycle) loads_[static_cast<std::size_t>(i)].flow -= least;
    std::erase_if(loads_, [](Load const& load) { return !(load.flow > 0.0); });
}

void OriginRoutes::mark(std::span<std::uint8_t const> is_marked) {
    passed_.assign(passed_.size(), 0.0);
    ahead_.assign(ahead_.size(), 0.0);
    is_marked_.clear();
    for (Load const& load : loads_) is_marked_.push_back(is_marked[at(load.link)]);
    for (std::size_t const i : order_) {
        auto const link = at(loads_[i].link);
        double const share = is_marked_[i] != 0 ? 1.0 : share_passed(network_.from[link]);
        passed_[at(network_.to[link])] += loads_[i].flow * share;
    }
    for (std::size_t k = order_.size(); k-- > 0;) {
        std::size_t const i = order_[k];
        auto const link = at(loads_[i].link);
        std::size_t const head = at(network_.to[link]);
        double const share = is_marked_[i] != 0 ? 1.0 : into_[head] > 0.0 ? ahead_[head] / into_[head] : 0.0;
        ahead_[at(network_.from[link])] += loads_[i].flow * share;
    }
}

double OriginRoutes::share_passed(std::int32_t node) const {
    if (node == origin_ || !(into_[at(node)] > 0.0)) return 0.0;
    return std::min(passed_[at(node)] / into_[at(node)], 1.0);
}

void OriginRoutes::add_marked_flows(std::span<double> flow) const {
    for (std::size_t i = 0; i < loads_.size(); ++i) {
        auto const link = at(loads_[i].link);
        std::size_t const head = at(network_.to[link]);
        double const before = share_passed(network_.from[link]);
        double const after = into_[head] > 0.0 ? std::min(ahead_[head] / into_[head], 1.0) : 0.0;
        double const share = is_marked_[i] != 0 ? 1.0 : 1.0 - (1.0 - before) * (1.0 - after);
        flow[link] += loads_[i].flow * share;
    }
}

double OriginRoutes::flow_of(std::int32_t link) const {
    auto const found = std::lower_bound(loads_.begin(), loads_.end(), link,
                                        [](Load const& load, std::int32_t a) { return load.link < a; });
    return found != loads_.end() && found->link == link ? found->flow : 0.0;
}

double OriginRoutes::turn_flow(std::int32_t in, std::int32_t out) const {
    std::int32_t const node = network_.to[at(in)];
    JUMELLE_EXPECTS(node == network_.from[at(out)]);
    return into_[at(node)] > 0.0 && node != origin_ ? flow_of(in) * flow_of(out) / into_[at(node)] : 0.0;
}

} // namespace jumelle::traffic
