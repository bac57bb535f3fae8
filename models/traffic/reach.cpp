#include "models/traffic/reach.hpp"

namespace jumelle::traffic {

Reach::Reach(LinkNetwork const& network)
    : begin_(static_cast<std::size_t>(network.nodes) + 1, 0),
      head_(network.to.size()),
      is_terminal_(network.is_terminal) {
    is_terminal_.resize(static_cast<std::size_t>(network.nodes), 0);
    for (auto const from : network.from) ++begin_[static_cast<std::size_t>(from) + 1];
    for (std::size_t n = 1; n < begin_.size(); ++n) begin_[n] += begin_[n - 1];
    auto next = begin_;
    for (std::size_t a = 0; a < network.to.size(); ++a)
        head_[static_cast<std::size_t>(next[static_cast<std::size_t>(network.from[a])]++)] = network.to[a];
}

std::vector<bool> const& Reach::reached_from(std::int32_t node) {
    auto const [found, is_new] = known_.try_emplace(node, is_terminal_.size(), false);
    auto& reached = found->second;
    if (!is_new) return reached;
    std::vector<std::int32_t> open{node};
    while (!open.empty()) {
        auto const at = static_cast<std::size_t>(open.back());
        open.pop_back();
        for (auto i = begin_[at]; i < begin_[at + 1]; ++i) {
            auto const head = static_cast<std::size_t>(head_[static_cast<std::size_t>(i)]);
            if (reached[head]) continue;
            reached[head] = true;
            if (is_terminal_[head] == 0) open.push_back(static_cast<std::int32_t>(head));
        }
    }
    return reached;
}

bool Reach::has_way(std::int32_t from, std::int32_t to) {
    return reached_from(from)[static_cast<std::size_t>(to)];
}

} // namespace jumelle::traffic
