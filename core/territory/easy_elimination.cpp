#include "core/territory/easy_elimination.hpp"

#include <algorithm>

namespace jumelle {

namespace {

constexpr std::size_t most_neighbours = 2;

std::size_t at(std::int32_t position) {
    return static_cast<std::size_t>(position);
}

} // namespace

EasyElimination::EasyElimination(Neighbours const& graph)
    : begin_(graph.begin),
      end_(graph.begin.begin() + 1, graph.begin.end()),
      to_(graph.to),
      touched_(end_.size(), 0) {
    eliminate_loners();
    for (std::int32_t round = 1; !waiting_.empty(); ++round) eliminate_round(round);
}

std::span<std::int32_t const> EasyElimination::neighbours(std::int32_t node) const {
    return {to_.data() + begin_[at(node)], static_cast<std::size_t>(end_[at(node)] - begin_[at(node)])};
}

void EasyElimination::eliminate_loners() {
    for (std::int32_t node = 0; node < nodes(); ++node) {
        if (neighbours(node).empty())
            eliminate(node);
        else
            waiting_.push_back(node);
    }
}

void EasyElimination::eliminate_round(std::int32_t round) {
    next_.clear();
    for (std::int32_t const node : waiting_) {
        if (is_gone(node) || neighbours(node).size() > most_neighbours) continue;
        if (touched_[at(node)] == round) continue; // it stands in `next_`
        for (std::int32_t const neighbour : neighbours(node)) {
            touched_[at(neighbour)] = round;
            next_.push_back(neighbour);
        }
        eliminate(node);
    }
    std::sort(next_.begin(), next_.end());
    next_.erase(std::unique(next_.begin(), next_.end()), next_.end());
    waiting_.swap(next_);
}

void EasyElimination::eliminate(std::int32_t node) {
    std::span<std::int32_t const> const beside = neighbours(node);
    for (std::int32_t const one : beside) {
        std::int32_t behind = one;
        for (std::int32_t const other : beside) {
            if (other != one) behind = other;
        }
        replace(one, node, behind);
    }
    end_[at(node)] = gone;
    order_.push_back(node);
}

/// A node has the one behind a bend instead, unless it has that one already or there is none: then `behind`
/// is the node itself.
void EasyElimination::replace(std::int32_t node, std::int32_t lost, std::int32_t behind) {
    auto const first = to_.begin() + begin_[at(node)], last = to_.begin() + end_[at(node)];
    auto const place = std::find(first, last, lost);
    if (behind != node && std::find(first, last, behind) == last) {
        *place = behind;
    } else {
        std::copy(place + 1, last, place);
        --end_[at(node)];
    }
}

} // namespace jumelle
