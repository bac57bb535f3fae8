#pragma once

#include <stdexcept>
#include <string>

#include "core/parallel/communicator.hpp"
#include "core/parallel/grid_share.hpp"

namespace jumelle::test {

/// What must hold of every communicator, whatever carries its messages; all ranks call it.
/// @throws std::runtime_error with the first thing that does not hold
inline void expect(bool holds, std::string const& what) {
    if (!holds) throw std::runtime_error("does not hold: " + what);
}

inline void check_numbers_of_all(Communicator& ranks) {
    double const mine = ranks.rank() + 1.0, size = ranks.size();
    expect(ranks.max(mine) == size, "max is the largest of all ranks");
    expect(ranks.min(mine) == 1.0, "min is the smallest of all ranks");
    expect(sum_of_ranks(ranks, mine) == 0.5 * size * (size + 1.0), "the sum is over all ranks");
}

/// Parts of different sizes, one of them empty.
inline void check_gather(Communicator& ranks) {
    std::vector<std::size_t> cuts{0};
    for (int rank = 0; rank < ranks.size(); ++rank)
        cuts.push_back(cuts.back() + static_cast<std::size_t>(rank * 3));
    auto const byte_at = [](std::size_t i) { return static_cast<std::byte>(i * 7 + 1); };
    std::vector<std::byte> all(cuts.back());
    auto const mine = static_cast<std::size_t>(ranks.rank());
    for (std::size_t i = cuts[mine]; i < cuts[mine + 1]; ++i) all[i] = byte_at(i);
    ranks.gather(all, cuts);
    for (std::size_t i = 0; i < all.size(); ++i) expect(all[i] == byte_at(i), "all ranks have all parts");
}

/// Neighbours swap messages of different sizes in turn, many times.
inline void check_neighbours(Communicator& ranks) {
    constexpr int rounds = 20;
    bool const has_north = ranks.rank() > 0, has_south = ranks.rank() + 1 < ranks.size();
    for (int round = 0; round < rounds; ++round) {
        auto const size = static_cast<std::size_t>(1 + round * 501);
        auto const mark = [&](int rank) { return static_cast<std::byte>(rank * rounds + round); };
        NeighbourMessages messages;
        if (has_north) {
            messages.to_north.assign(size, mark(ranks.rank()));
            messages.from_north.resize(size + 1);
        }
        if (has_south) {
            messages.to_south.assign(size + 1, mark(ranks.rank()));
            messages.from_south.resize(size);
        }
        ranks.start(messages);
        ranks.finish(messages);
        for (std::byte const b : messages.from_north) expect(b == mark(ranks.rank() - 1), "from the north");
        for (std::byte const b : messages.from_south) expect(b == mark(ranks.rank() + 1), "from the south");
    }
    double const partners = (has_north ? 1.0 : 0.0) + (has_south ? 1.0 : 0.0);
    if (ranks.size() > 1)
        expect(ranks.counts().messages == rounds * partners, "messages are counted where they are sent");
}

/// Rows that are shared add up to the same bits as rows of one rank.
inline void check_share(Communicator& ranks) {
    constexpr Index rows = 37, columns = 5;
    std::vector<double> weights(rows, 1.0);
    weights[3] = 20.0;
    GridShare const share(weights, 4, ranks);
    auto const term = [](Index row) { return 1.0 / static_cast<double>(row + 3) - 0.05; };
    expect(share.sum_rows(term) == GridShare(rows).sum_rows(term), "sums of rows have the same bits");
    Array2D<float> cells(rows, columns, -1.0F);
    for (Index r = share.own().begin; r < share.own().end; ++r) cells(r, 2) = static_cast<float>(r);
    share.gather(cells);
    for (Index r = 0; r < rows; ++r) expect(cells(r, 2) == static_cast<float>(r), "rows of all ranks");
}

inline void check_communicator(Communicator& ranks) {
    expect(ranks.rank() >= 0 && ranks.rank() < ranks.size(), "0 <= rank < size");
    expect(ranks.ranks_on_my_cores() >= 1, "this rank uses its cores itself");
    check_numbers_of_all(ranks);
    check_gather(ranks);
    check_neighbours(ranks);
    check_share(ranks);
    ranks.barrier();
    expect(ranks.all_give_up(60.0), "all have come to the end");
}

} // namespace jumelle::test
