#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/function_ref.hpp"

namespace jumelle {

/// What a rank and its neighbours send each other at one moment. Nothing is sent from, or received into, an
/// empty buffer, so both sides must agree on the sizes beforehand.
struct NeighbourMessages {
    std::vector<std::byte> to_north, to_south, from_north, from_south;
};

class Communicator;

/// What one rank has sent so far.
struct SentCounts {
    double messages = 0.0, bytes = 0.0;                   ///< to neighbours
    double collectives = 0.0, collective_bytes = 0.0;     ///< this rank's part of what all ranks share
    double waited_s = 0.0, waited_for_neighbours_s = 0.0; ///< in collectives; until neighbours had sent

    /// Those of all ranks together; collective.
    SentCounts of_all(Communicator& ranks) const;
};

/// The processes that share one run, called *ranks*. Where they share a grid, each works on one band of whole
/// rows, from north to south in the order of the ranks (`GridShare`).
///
/// All members that send are called by all ranks in the same order (they are collective), by the thread that
/// made the communicator. Nothing is added up here: sums go over rows in their order, never over partial sums
/// of ranks, so that their bits do not depend on the number of ranks.
class Communicator {
  public:
    Communicator() = default;
    Communicator(Communicator const&) = delete;
    Communicator& operator=(Communicator const&) = delete;
    virtual ~Communicator() = default;

    /// 0 … size − 1; rank 0 is the northernmost band, writes results and talks to people.
    virtual int rank() const = 0;
    virtual int size() const = 0;

    /// The largest, the smallest `mine` of all ranks.
    virtual double max(double mine) = 0;
    virtual double min(double mine) = 0;
    /// Returns when all ranks have called it.
    virtual void barrier() = 0;
    /// Rank k has written the bytes `cuts[k]` … `cuts[k + 1]` of `all`; afterwards all ranks have all of
    /// them.
    /// @pre `cuts` are the same on all ranks, size() + 1 of them, rising from 0 to the size of `all`
    virtual void gather(std::span<std::byte> all, std::span<std::size_t const> cuts) = 0;
    /// Sends to, and begins to receive from, ranks − 1 (north) and + 1 (south). @pre all earlier ones
    /// finished
    virtual void start(NeighbourMessages& messages) = 0;
    /// Returns when what `start` began has arrived. @param messages those of `start`, not touched in between
    virtual void finish(NeighbourMessages& messages) = 0;

    /// How many ranks may use the cores that this one may use; this one included.
    virtual int ranks_on_my_cores() = 0;
    virtual SentCounts counts() const { return {}; }

    /// For a rank that cannot go on: whether all ranks have come here within `seconds`. Not in step with the
    /// other members.
    virtual bool all_give_up(double seconds) = 0;
    /// Ends all ranks at once with an exit code. Does not return.
    virtual void end_all(int exit_code) = 0;
};

/// A communicator of one process: nothing is sent.
class SerialCommunicator : public Communicator {
  public:
    int rank() const override { return 0; }
    int size() const override { return 1; }
    double max(double mine) override { return mine; }
    double min(double mine) override { return mine; }
    void barrier() override {}
    void gather(std::span<std::byte> all, std::span<std::size_t const> cuts) override;
    void start(NeighbourMessages& messages) override;
    void finish(NeighbourMessages&) override {}
    int ranks_on_my_cores() override { return 1; }
    bool all_give_up(double) override { return true; }
    void end_all(int exit_code) override;
};

/// Σ of `mine` in the order of the ranks; collective. Exact for whole numbers below 2^53.
double sum_of_ranks(Communicator& ranks, double mine);

/// Gives all ranks what one has; collective. @pre the same length on all ranks
void tell_all(Communicator& ranks, std::span<std::byte> bytes, int teller = 0);

/// Calls `body`. Where it throws a `RunError` on any rank, all ranks throw that of the lowest; collective.
void run_together(Communicator& ranks, FunctionRef<void()> body);

/// The communicator of whoever runs alone. It keeps nothing, so any number of threads may use it.
Communicator& alone();

} // namespace jumelle
