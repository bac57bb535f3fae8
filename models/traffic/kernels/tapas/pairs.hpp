#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/state_archive.hpp"
#include "models/traffic/kernels/tapas/cells.hpp"

namespace jumelle::traffic {

/// Two ways between the same two vertices, and the origins whose flow may be moved from one to the other.
/// Links of each way stand from the last one backward.
/// Source: Bar-Gera 2010, Transportation Research B 44, 1022-1046.
struct Pair {
    std::int64_t begin = 0; ///< of the first way's links in the table's pool; the second's follow
    std::array<std::int32_t, 2> length{}; ///< links of each way
    std::array<std::int32_t, 2> last{};   ///< last link of each way
    std::int32_t next = -1;               ///< the next pair in the same bucket
    std::int32_t kind = 0;                ///< class of the origins
    CellSet cells = 0;                    ///< those of its links
    double difference = 0.0;              ///< cost of the first way less that of the second, in the snapshot
    double extra = 0.0;                   ///< of that, what is fixed for the class beside the rest
    std::int64_t origins_begin = 0;       ///< into the table's origins
    std::int32_t origins = 0;
    std::uint8_t is_idle = 0; ///< the last time that flow should have been moved there was none
};

/// Two ways that a pair may be made of, and the class whose origins take part.
struct NewPair {
    std::span<std::int32_t const> one, other; ///< links, the last one first
    double difference = 0.0, extra = 0.0;     ///< as in `Pair`
    CellSet cells = 0;
    std::int32_t kind = 0;

    /// Whether the ways are the same, in either order, and the class.
    bool is_same(NewPair const& them) const;
};

/// All pairs of alternative ways. Pairs are numbered in the order in which they are found; the order survives
/// when some are dropped.
class PairTable {
  public:
    std::int32_t pairs() const { return static_cast<std::int32_t>(pair_.size()); }
    Pair& operator[](std::int32_t p) { return pair_[static_cast<std::size_t>(p)]; }
    Pair const& operator[](std::int32_t p) const { return pair_[static_cast<std::size_t>(p)]; }
    /// Links of way 0 or 1, the last one first.
    std::span<std::int32_t const> way(std::int32_t p, int which) const {
        Pair const& pair = (*this)[p];
        std::int64_t const begin = pair.begin + (which == 0 ? 0 : pair.length[0]);
        return {links_.data() + begin,
                static_cast<std::size_t>(pair.length[static_cast<std::size_t>(which)])};
    }
    std::span<std::int32_t const> origins(std::int32_t p) const {
        return {origin_.data() + (*this)[p].origins_begin, static_cast<std::size_t>((*this)[p].origins)};
    }
    /// Whether each origin of a pair had no flow to move the last time; one an origin of the pair.
    std::span<std::uint8_t> spent(std::int32_t p) {
        return {spent_.data() + (*this)[p].origins_begin, static_cast<std::size_t>((*this)[p].origins)};
    }
    bool has_origin(std::int32_t p, std::int32_t origin) const;

    /// Pairs with the same last links, in either order, have the same key; others may.
    static std::uint32_t key_of(std::int32_t last_a, std::int32_t last_b);
    /// The first pair in the bucket of these two last links, in either order; −1 for none. Others by `next`.
    /// Buckets are shared: look at `last`.
    std::int32_t first_with(std::int32_t last_a, std::int32_t last_b) const;
    /// The pair with the same ways and class; −1 if there is none.
    std::int32_t find(NewPair const& same) const;
    /// A new pair without origins; its number.
    std::int32_t add(NewPair const& made);

    struct Membership {
        std::int32_t pair, origin;
    };
    /// Lets origins take part. Those that already do stay once. @returns those that are new, in pair order
    std::vector<Membership> join(std::vector<Membership> const& added);
    /// Takes out pairs that are idle and origins that are spent, then pairs without origins.
    void drop_idle();
    /// Takes out every pair for which `is_wanted` is 0. @param is_wanted one a pair
    void keep_only(std::vector<std::uint8_t> const& is_wanted);
    /// Origins get other numbers. @param to one an origin; −1: gone
    void renumber_origins(std::vector<std::int32_t> const& to);
    void archive_state(StateArchive& archive);
    std::size_t bytes() const;

  private:
    void index();
    std::size_t bucket_of(std::int32_t last_a, std::int32_t last_b) const {
        return key_of(last_a, last_b) & (bucket_.size() - 1);
    }

    std::vector<Pair> pair_;
    std::vector<std::int32_t> links_;
    std::vector<std::int32_t> origin_; ///< ascending for each pair
    std::vector<std::uint8_t> spent_;
    std::vector<std::int32_t> bucket_; ///< first pair of each; a power of two of them
};

} // namespace jumelle::traffic
