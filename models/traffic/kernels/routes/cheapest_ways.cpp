#include "models/traffic/kernels/routes/cheapest_ways.hpp"

#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include "core/base/contract.hpp"

namespace jumelle::traffic {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::size_t at(std::int32_t position) {
    return static_cast<std::size_t>(position);
}

} // namespace

CheapestWays::CheapestWays(LinkNetwork const& network)
    : network_(network),
      out_begin_(at(network.nodes) + 1, 0),
      out_(network.to.size()),
      label_(at(network.nodes), infinity),
      link_into_(at(network.nodes), -1) {
    for (std::int32_t const node : network.from) ++out_begin_[at(node) + 1];
    for (std::size_t n = 1; n < out_begin_.size(); ++n) out_begin_[n] += out_begin_[n - 1];
    auto next = out_begin_;
    for (std::int32_t link = 0; link < network.links(); ++link)
        out_[at(next[at(network.from[at(link)])]++)] = link;
}

void CheapestWays::search(std::span<double const> cost, std::int32_t origin) {
    JUMELLE_EXPECTS(cost.size() == network_.to.size());
    label_.assign(label_.size(), infinity);
    link_into_.assign(link_into_.size(), -1);
    settled_.clear();
    std::vector<std::uint8_t> is_settled(label_.size(), 0);
    using Reached = std::pair<double, std::int32_t>;
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
    label_[at(origin)] = 0.0;
    open.emplace(0.0, origin);
    while (!open.empty()) {
        std::int32_t const node = open.top().second;
        open.pop();
        if (is_settled[at(node)] != 0) continue;
        is_settled[at(node)] = 1;
        settled_.push_back(node);
        bool const is_terminal = !network_.is_terminal.empty() && network_.is_terminal[at(node)] != 0;
        if (is_terminal && node != origin) continue;
        for (auto i = out_begin_[at(node)]; i < out_begin_[at(node) + 1]; ++i) {
            std::int32_t const link = out_[at(i)];
            if (!network_.is_closed.empty() && network_.is_closed[at(link)] != 0) continue;
            std::int32_t const head = network_.to[at(link)];
            double const then = label_[at(node)] + cost[at(link)];
            if (is_settled[at(head)] != 0 || !(then < label_[at(head)])) continue;
            label_[at(head)] = then;
            link_into_[at(head)] = link;
            open.emplace(then, head);
        }
    }
}

std::vector<double> CheapestWays::sums(std::span<double const> quantity) const {
    JUMELLE_EXPECTS(quantity.size() == network_.to.size());
    std::vector<double> sum(label_.size(), infinity);
    for (std::int32_t const node : settled_) {
        std::int32_t const link = link_into_[at(node)];
        sum[at(node)] = link < 0 ? 0.0 : sum[at(network_.from[at(link)])] + quantity[at(link)];
    }
    return sum;
}

} // namespace jumelle::traffic
