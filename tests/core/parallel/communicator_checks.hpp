#pragma once

#include <stdexcept>
#include <string>

#include "core/base/error.hpp"
#include "core/parallel/communicator.hpp"
#include "core/parallel/grid_share.hpp"
#include "core/parallel/state_over_ranks.hpp"

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

/// Faces between rows, a list with an item for each row, and lists of different lengths.
inline void check_share_of_lists(Communicator& ranks) {
    constexpr Index rows = 23, columns = 3;
    GridShare const share(std::vector<double>(rows, 1.0), 4, ranks);
    RowRange const own = share.own();
    Array2D<double> faces(rows + 1, columns, -1.0);
    std::vector<float> items(rows, -1.0F);
    std::vector<std::vector<int>> lists(rows, {-1});
    for (Index r = own.begin; r < own.end; ++r) {
        faces(r, 1) = static_cast<double>(r);
        items[static_cast<std::size_t>(r)] = static_cast<float>(r);
        lists[static_cast<std::size_t>(r)].assign(static_cast<std::size_t>(r % 4), static_cast<int>(r));
    }
    if (own.begin < own.end && own.end == rows) faces(rows, 1) = static_cast<double>(rows);
    share.gather_faces(faces);
    share.gather(items);
    share.gather(lists);
    for (Index r = 0; r <= rows; ++r) expect(faces(r, 1) == static_cast<double>(r), "all rows of faces");
    for (Index r = 0; r < rows; ++r) {
        auto const row = static_cast<std::size_t>(r);
        expect(items[row] == static_cast<float>(r), "the item of each row");
        expect(lists[row] == std::vector<int>(row % 4, static_cast<int>(r)), "the list of each row");
    }
}

/// Something with a state of each kind that archives pass.
struct Remembering {
    explicit Remembering(int seed)
        : cells(3, 5, seed * 1.5), list(static_cast<std::size_t>(seed), seed), number(seed) {
        lists.assign(2, std::vector<double>(static_cast<std::size_t>(seed), 0.25 * seed));
        word.assign(static_cast<std::size_t>(seed), 'x');
    }
    void archive_state(StateArchive& archive) {
        archive("cells", cells);
        archive("list", list);
        archive("lists", lists);
        archive("word", word);
        archive("number", number);
    }
    bool is_like(Remembering const& other) const {
        return cells(2, 4) == other.cells(2, 4) && list == other.list && lists == other.lists &&
               word == other.word && number == other.number;
    }
    Array2D<double> cells;
    std::vector<int> list;
    std::vector<std::vector<double>> lists;
    std::string word;
    double number;
};

/// All ranks get the state of rank 0, whatever lengths their own lists have.
inline void check_state(Communicator& ranks) {
    Remembering mine(7 + ranks.rank());
    if (ranks.rank() == 0) {
        StateTeller teller(ranks);
        mine.archive_state(teller);
    } else {
        StateHearer hearer(ranks);
        mine.archive_state(hearer);
    }
    expect(mine.is_like(Remembering(7)), "all ranks have the state of rank 0");
}

/// A fault on some ranks is thrown on all: that of the lowest.
inline void check_faults(Communicator& ranks) {
    run_together(ranks, [] {});
    std::string told;
    try {
        run_together(ranks, [&] {
            if (ranks.rank() >= ranks.size() / 2) throw RunError("rank " + std::to_string(ranks.rank()));
        });
    } catch (RunError const& error) {
        told = error.what();
    }
    expect(told == "rank " + std::to_string(ranks.size() / 2), "all ranks throw what the lowest threw");
}

inline void check_communicator(Communicator& ranks) {
    expect(ranks.rank() >= 0 && ranks.rank() < ranks.size(), "0 <= rank < size");
    expect(ranks.ranks_on_my_cores() >= 1, "this rank uses its cores itself");
    check_numbers_of_all(ranks);
    check_gather(ranks);
    check_neighbours(ranks);
    check_share(ranks);
    check_share_of_lists(ranks);
    check_state(ranks);
    check_faults(ranks);
    ranks.barrier();
    expect(ranks.all_give_up(60.0), "all have come to the end");
}

} // namespace jumelle::test
