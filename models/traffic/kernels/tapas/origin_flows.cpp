#include "models/traffic/kernels/tapas/origin_flows.hpp"

#include <algorithm>

namespace jumelle::traffic {

JUMELLE_KERNEL void OriginFlows::rebuild(std::span<std::uint64_t const> used) {
    std::size_t count = 0;
    for (std::uint64_t const bits : used) count += static_cast<std::size_t>(std::popcount(bits));
    std::vector<double> flow(count, 0.0);
    std::uint32_t first = 0;
    for (std::size_t w = 0; w < words_.size(); ++w) {
        Word const old = words_[w];
        std::uint32_t place = first;
        if (used[w] == old.used) {
            for (auto last = first + static_cast<std::uint32_t>(std::popcount(old.used)); place < last;
                 ++place)
                flow[place] = flow_[old.first + (place - first)];
            words_[w].first = first;
            first = place;
            continue;
        }
        for (std::uint64_t left = used[w]; left != 0; left &= left - 1, ++place) {
            std::uint64_t const bit = left & (~left + 1);
            if ((old.used & bit) == 0) continue;
            flow[place] = flow_[old.first + static_cast<std::uint32_t>(std::popcount(old.used & (bit - 1)))];
        }
        words_[w] = {used[w], first};
        first = place;
    }
    flow_ = std::move(flow);
}

std::vector<std::uint64_t> OriginFlows::used() const {
    std::vector<std::uint64_t> bits;
    bits.reserve(words_.size());
    for (Word const& w : words_) bits.push_back(w.used);
    return bits;
}

void OriginFlows::insert(std::span<std::int32_t const> links) {
    if (std::all_of(links.begin(), links.end(), [&](std::int32_t link) { return has(link); })) return;
    std::vector<std::uint64_t> used = this->used();
    for (std::int32_t const link : links) {
        used[word_of(link)] |= std::uint64_t{1} << bit_of(link);
    }
    rebuild(used);
}

JUMELLE_KERNEL void OriginFlows::add(std::span<Load const> loads) {
    std::vector<std::uint64_t> used = this->used();
    std::uint64_t fresh = 0;
    for (Load const& load : loads) {
        std::uint64_t const bit = std::uint64_t{1} << bit_of(load.link);
        std::uint64_t& word = used[word_of(load.link)];
        fresh |= bit & ~word;
        word |= bit;
    }
    if (fresh != 0) rebuild(used);
    for (Load const& load : loads) at(load.link) += load.flow;
}

void OriginFlows::compact(std::span<std::uint64_t const> keep) {
    std::vector<std::uint64_t> used(keep.begin(), keep.end());
    for_each([&](std::int32_t link, double flow) {
        if (flow > 0.0) used[word_of(link)] |= std::uint64_t{1} << bit_of(link);
    });
    for (std::size_t w = 0; w < used.size(); ++w) used[w] &= words_[w].used;
    rebuild(used);
}

} // namespace jumelle::traffic
