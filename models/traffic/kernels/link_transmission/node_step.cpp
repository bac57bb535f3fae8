#include "models/traffic/kernels/link_transmission/node_step.hpp"

#include <algorithm>
#include <limits>

#include "models/traffic/kernels/link_transmission/diversion.hpp"

namespace jumelle::traffic {

namespace {

/// A count at a moment no later than `last`; the streets were empty before time 0.
double count_at(double const* count, Moment moment, std::int32_t last) {
    if (moment.index < 0) return 0.0;
    double const before = count[moment.index];
    double const after = count[std::min(moment.index + 1, last)];
    return before + moment.weight * (after - before);
}

} // namespace

double NodeStep::sending(std::int32_t row, std::int32_t step) const {
    if (row >= links()) {
        std::int32_t const origin = row - links();
        double const waiting = counts_->wanted.row(origin)[step + 1] - counts_->started.row(origin)[step];
        return std::clamp(waiting, 0.0, origin_capacity[origin]);
    }
    double const ready = count_at(counts_->entered.row(row), times_->entry(row, step), step);
    // Rounding may leave the difference a little below zero.
    return std::clamp(ready - counts_->left.row(row)[step], 0.0, times_->capacity(row, step));
}

double NodeStep::receiving(std::int32_t link, std::int32_t step) const {
    double const released = count_at(counts_->left.row(link), times_->release(link, step), step);
    double const room = released + times_->room(link) - counts_->entered.row(link)[step];
    return std::clamp(room, 0.0, times_->capacity(link, step));
}

NodeOffers NodeStep::offers_of(std::int32_t node, std::int32_t step, NodeMemory& memory) const {
    Junctions const& all = *junctions_;
    auto const first = all.approach_begin[node], last = all.approach_begin[node + 1];
    memory.sending.clear();
    memory.capacity.clear();
    for (auto at = first; at < last; ++at) {
        std::int32_t const row = all.approach_row[at];
        bool const has_turns = all.turn_begin[at] < all.turn_begin[at + 1];
        memory.sending.push_back(has_turns ? sending(row, step) : 0.0);
        memory.capacity.push_back(row < links() ? times_->capacity(row, step)
                                                : origin_capacity[row - links()]);
    }
    memory.receiving.clear();
    for (auto at = all.exit_begin[node]; at < all.exit_begin[node + 1]; ++at) {
        std::int32_t const link = all.exit_link[at];
        memory.receiving.push_back(link == leaves_here ? std::numeric_limits<double>::infinity()
                                                       : receiving(link, step));
    }
    return {memory.sending,       memory.capacity,
            memory.receiving,     {all.turn_begin.data() + first, static_cast<std::size_t>(last - first + 1)},
            all.turn_exit.data(), all.fractions(period[step])};
}

void NodeStep::find_flows(std::int32_t node, std::int32_t step, NodeMemory& memory) const {
    NodeOffers offers = offers_of(node, step, memory);
    memory.sent.assign(offers.sending.size(), 0.0);
    memory.inflow.assign(offers.receiving.size(), 0.0);
    if (std::all_of(offers.sending.begin(), offers.sending.end(), [](double s) { return s == 0.0; })) return;
    if (diversion_ == Diversion::around_closures) divert({*junctions_, *times_, node, step}, memory, offers);
    node_flows(offers, memory.node, memory.sent);
    for (std::size_t i = 0; i < memory.sent.size(); ++i) {
        for (auto turn = offers.begin[i]; turn < offers.begin[i + 1]; ++turn)
            memory.inflow[offers.exit[turn]] += offers.fraction[turn] * memory.sent[i];
    }
}

template <class Put>
void NodeStep::put_counts(std::int32_t node, std::int32_t step, NodeMemory const& memory, Put put) const {
    Junctions const& all = *junctions_;
    for (std::size_t i = 0; i < memory.sent.size(); ++i) {
        std::int32_t const row = all.approach_row[all.approach_begin[node] + i];
        double* const count = row < links() ? counts_->left.row(row) : counts_->started.row(row - links());
        put(count + step, memory.sent[i], row < links() ? row : Junctions::none, &Differences::left);
    }
    for (std::size_t j = 0; j < memory.inflow.size(); ++j) {
        std::int32_t const link = all.exit_link[all.exit_begin[node] + j];
        double* const count = link == leaves_here ? counts_->arrived.row(node) : counts_->entered.row(link);
        put(count + step, memory.inflow[j], link, &Differences::entered);
    }
}

void NodeStep::write(std::int32_t node, std::int32_t step, NodeMemory& memory) const {
    find_flows(node, step, memory);
    put_counts(node, step, memory,
               [](double* count, double flow, std::int32_t, auto) { count[1] = count[0] + flow; });
}

void NodeStep::rewrite(std::int32_t node, std::int32_t step, NodeMemory& memory,
                       Differences& differences) const {
    find_flows(node, step, memory);
    put_counts(node, step, memory, [&](double* count, double flow, std::int32_t link, auto which) {
        double const value = count[0] + flow;
        if (value == count[1]) return;
        count[1] = value;
        differences.node[node] = 1;
        if (link >= 0) (differences.*which)[link] = 1;
    });
}

} // namespace jumelle::traffic
