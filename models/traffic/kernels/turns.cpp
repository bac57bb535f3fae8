#include "models/traffic/kernels/turns.hpp"

#include <thread>

#include "core/base/contract.hpp"

namespace jumelle::traffic {

Precedence precedence_of(std::int32_t items, std::vector<Wait> const& all) {
    Precedence precedence;
    precedence.waits.assign(static_cast<std::size_t>(items), 0);
    precedence.next_begin.assign(static_cast<std::size_t>(items) + 1, 0);
    precedence.next.resize(all.size());
    for (Wait const& wait : all) {
        JUMELLE_EXPECTS(wait.earlier < wait.later);
        ++precedence.waits[static_cast<std::size_t>(wait.later)];
        ++precedence.next_begin[static_cast<std::size_t>(wait.earlier) + 1];
    }
    for (std::size_t item = 0; item < precedence.waits.size(); ++item)
        precedence.next_begin[item + 1] += precedence.next_begin[item];
    auto place = precedence.next_begin;
    for (Wait const& wait : all)
        precedence.next[static_cast<std::size_t>(place[static_cast<std::size_t>(wait.earlier)]++)] =
            wait.later;
    return precedence;
}

Turns::Turns(Precedence const& precedence)
    : precedence_(&precedence), waits_(precedence.waits), left_(precedence.items()) {
    for (std::int32_t item = 0; item < precedence.items(); ++item) {
        if (waits_[static_cast<std::size_t>(item)] == 0) ready_.push(item);
    }
    ready_count_ = static_cast<std::int32_t>(ready_.size());
}

std::int32_t Turns::take() {
    while (left_ > 0) {
        if (ready_count_ > 0) {
            std::lock_guard const guard(lock_);
            if (left_ > 0 && !ready_.empty()) {
                std::int32_t const item = ready_.top();
                ready_.pop();
                --ready_count_;
                --left_;
                return item;
            }
        }
        std::this_thread::yield();
    }
    return -1;
}

void Turns::finish(std::int32_t item) {
    auto const at = static_cast<std::size_t>(item);
    std::lock_guard const guard(lock_);
    for (auto i = precedence_->next_begin[at]; i < precedence_->next_begin[at + 1]; ++i) {
        std::int32_t const next = precedence_->next[static_cast<std::size_t>(i)];
        if (--waits_[static_cast<std::size_t>(next)] > 0) continue;
        ready_.push(next);
        ++ready_count_;
    }
}

void Turns::give_up() {
    left_ = 0;
}

} // namespace jumelle::traffic
