#include "models/traffic/kernels/tapas/pairs.hpp"

#include <algorithm>
#include <bit>

#include "core/base/contract.hpp"

namespace jumelle::traffic {

bool NewPair::is_same(NewPair const& them) const {
    auto const equal = [](std::span<std::int32_t const> a, std::span<std::int32_t const> b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    };
    return kind == them.kind && ((equal(one, them.one) && equal(other, them.other)) ||
                                 (equal(one, them.other) && equal(other, them.one)));
}

bool PairTable::has_origin(std::int32_t p, std::int32_t origin) const {
    auto const all = origins(p);
    return std::binary_search(all.begin(), all.end(), origin);
}

std::uint32_t PairTable::key_of(std::int32_t last_a, std::int32_t last_b) {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15; // 2⁶⁴ over the golden ratio, Knuth 1998, section 6.4
    constexpr int high_bits = 32;
    auto const [low, high] = std::minmax(last_a, last_b);
    std::uint64_t const key =
        (static_cast<std::uint64_t>(low) << high_bits | static_cast<std::uint64_t>(high)) * odd;
    return static_cast<std::uint32_t>(key >> high_bits);
}

std::int32_t PairTable::first_with(std::int32_t last_a, std::int32_t last_b) const {
    return bucket_.empty() ? -1 : bucket_[bucket_of(last_a, last_b)];
}

void PairTable::index() {
    constexpr std::size_t fewest_buckets = 1024;
    bucket_.assign(std::max(fewest_buckets, std::bit_ceil(4 * pair_.size())), -1);
    for (std::int32_t p = 0; p < pairs(); ++p) {
        std::int32_t& first = bucket_[bucket_of((*this)[p].last[0], (*this)[p].last[1])];
        (*this)[p].next = first;
        first = p;
    }
}

std::int32_t PairTable::find(NewPair const& same) const {
    for (std::int32_t p = first_with(same.one[0], same.other[0]); p >= 0; p = (*this)[p].next) {
        if (same.is_same({way(p, 0), way(p, 1), 0.0, 0.0, 0, (*this)[p].kind})) return p;
    }
    return -1;
}

std::int32_t PairTable::add(NewPair const& made) {
    Pair pair;
    pair.begin = static_cast<std::int64_t>(links_.size());
    pair.length = {static_cast<std::int32_t>(made.one.size()), static_cast<std::int32_t>(made.other.size())};
    pair.last = {made.one[0], made.other[0]};
    pair.cells = made.cells;
    pair.difference = made.difference;
    pair.extra = made.extra;
    pair.kind = made.kind;
    links_.insert(links_.end(), made.one.begin(), made.one.end());
    links_.insert(links_.end(), made.other.begin(), made.other.end());
    if (2 * pair_.size() >= bucket_.size()) index();
    std::int32_t& first = bucket_[bucket_of(made.one[0], made.other[0])];
    pair.next = first;
    first = pairs();
    pair_.push_back(pair);
    return first;
}

std::vector<PairTable::Membership> PairTable::join(std::vector<Membership> const& added) {
    std::vector<std::int64_t> start(pair_.size() + 1, 0);
    for (Membership const& member : added) ++start[static_cast<std::size_t>(member.pair) + 1];
    for (std::size_t p = 0; p < pair_.size(); ++p) start[p + 1] += start[p];
    std::vector<std::int32_t> by_pair(added.size());
    auto next = start;
    for (Membership const& member : added) {
        by_pair[static_cast<std::size_t>(next[static_cast<std::size_t>(member.pair)]++)] = member.origin;
    }
    std::vector<std::int32_t> joined;
    joined.reserve(origin_.size() + added.size());
    std::vector<Membership> fresh;
    for (std::int32_t p = 0; p < pairs(); ++p) {
        auto const first = by_pair.begin() + start[static_cast<std::size_t>(p)];
        auto const last = by_pair.begin() + start[static_cast<std::size_t>(p) + 1];
        std::sort(first, last);
        auto const end = std::unique(first, last);
        auto const old = origins(p);
        auto const begin = static_cast<std::int64_t>(joined.size());
        for (auto at = first; at != end; ++at) {
            if (!std::binary_search(old.begin(), old.end(), *at)) fresh.push_back({p, *at});
        }
        std::set_union(old.begin(), old.end(), first, end, std::back_inserter(joined));
        (*this)[p].origins_begin = begin;
        (*this)[p].origins = static_cast<std::int32_t>(static_cast<std::int64_t>(joined.size()) - begin);
    }
    origin_ = std::move(joined);
    spent_.assign(origin_.size(), 0);
    return fresh;
}

void PairTable::drop_idle() {
    std::vector<std::uint8_t> is_wanted(pair_.size(), 0);
    std::int64_t kept = 0;
    for (std::int32_t p = 0; p < pairs(); ++p) {
        Pair& pair = (*this)[p];
        std::int64_t const begin = kept;
        for (std::int64_t i = pair.origins_begin; pair.is_idle == 0 && i < pair.origins_begin + pair.origins;
             ++i) {
            auto const from = static_cast<std::size_t>(i);
            if (spent_[from] != 0) continue;
            spent_[static_cast<std::size_t>(kept)] = 0;
            origin_[static_cast<std::size_t>(kept++)] = origin_[from];
        }
        pair.origins_begin = begin;
        pair.origins = static_cast<std::int32_t>(kept - begin);
        is_wanted[static_cast<std::size_t>(p)] = pair.origins > 0 ? 1 : 0;
    }
    origin_.resize(static_cast<std::size_t>(kept));
    spent_.resize(static_cast<std::size_t>(kept));
    keep_only(is_wanted);
}

void PairTable::keep_only(std::vector<std::uint8_t> const& is_wanted) {
    JUMELLE_EXPECTS(is_wanted.size() == pair_.size());
    std::size_t kept = 0;
    std::int64_t links = 0, members = 0;
    for (std::size_t p = 0; p < pair_.size(); ++p) {
        if (is_wanted[p] == 0) continue;
        Pair pair = pair_[p];
        std::int64_t const length = pair.length[0] + pair.length[1];
        std::copy_n(links_.begin() + pair.begin, length, links_.begin() + links);
        std::copy_n(origin_.begin() + pair.origins_begin, pair.origins, origin_.begin() + members);
        std::copy_n(spent_.begin() + pair.origins_begin, pair.origins, spent_.begin() + members);
        pair.begin = links;
        pair.origins_begin = members;
        links += length;
        members += pair.origins;
        pair_[kept++] = pair;
    }
    pair_.resize(kept);
    links_.resize(static_cast<std::size_t>(links));
    origin_.resize(static_cast<std::size_t>(members));
    spent_.resize(static_cast<std::size_t>(members));
    index();
}

void PairTable::renumber_origins(std::vector<std::int32_t> const& to) {
    for (std::size_t i = 0; i < origin_.size(); ++i) {
        origin_[i] = to[static_cast<std::size_t>(origin_[i])];
        spent_[i] = origin_[i] < 0 ? 1 : 0;
    }
    for (Pair& pair : pair_) pair.is_idle = 0;
    drop_idle();
    for (Pair const& pair : pair_) {
        std::sort(origin_.begin() + pair.origins_begin, origin_.begin() + pair.origins_begin + pair.origins);
    }
}

void PairTable::archive_state(StateArchive& archive) {
    archive("pair", pair_);
    archive("links", links_);
    archive("origin", origin_);
    archive("spent", spent_);
    archive("bucket", bucket_);
}

std::size_t PairTable::bytes() const {
    return pair_.capacity() * sizeof(Pair) + spent_.capacity() +
           (links_.capacity() + origin_.capacity() + bucket_.capacity()) * sizeof(std::int32_t);
}

} // namespace jumelle::traffic
