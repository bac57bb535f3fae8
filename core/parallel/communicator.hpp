#pragma once

#include <memory>
#include <span>

#include "core/base/view.hpp"
#include "core/parallel/loops.hpp"

namespace jumelle {

/// The processes that share one run. The grid is cut into bands of whole rows, one per process (*rank*), from
/// north to south in the order of the ranks; a rank holds its band and copies of its neighbours' nearest rows
/// (*halo*).
///
/// All members but `rank` and `size` are called by all ranks, in the same order (they are collective). Every
/// answer is the same bits on all ranks and for any number of ranks: so sums go by rows, never by partial
/// sums of ranks. `SerialCommunicator` is the implementation for one process; one over MPI fits behind the
/// same interface.
class Communicator {
  public:
    virtual ~Communicator() = default;

    /// 0 … size − 1; rank 0 is the northernmost band.
    virtual int rank() const = 0;
    virtual int size() const = 0;

    /// Σ over the rows of all ranks. `terms_of_my_rows` has one term for each row of this rank's band, in row
    /// order; the terms of all ranks are added by `fixed_order_sum` as if one rank held them all.
    virtual double sum(std::span<double const> terms_of_my_rows) = 0;
    /// The largest `mine` of all ranks.
    virtual double max(double mine) = 0;
    /// The smallest `mine` of all ranks: the time step of all.
    virtual double min(double mine) = 0;
    /// Returns when all ranks have called it.
    virtual void barrier() = 0;

    /// Fills the halo of `band`, whose first and last `halo_rows` rows are copies: the first become the last
    /// own rows of the northern neighbour, the last the first own rows of the southern neighbour. Where there
    /// is no neighbour (the border of the grid) the halo is left as it is.
    /// @pre halo_rows >= 0, band.rows() >= 3 * halo_rows: a band is at least as high as its halo
    virtual void exchange_halo(View2D<double> band, Index halo_rows) = 0;
};

/// A communicator of one process, which owns all rows: nothing is sent, no halo changes.
class SerialCommunicator : public Communicator {
  public:
    int rank() const override { return 0; }
    int size() const override { return 1; }
    double sum(std::span<double const> terms_of_my_rows) override;
    double max(double mine) override { return mine; }
    double min(double mine) override { return mine; }
    void barrier() override {}
    void exchange_halo(View2D<double> band, Index halo_rows) override;
};

/// The rows of `rank` where `rows` rows are cut into `size` bands that differ by one row at most.
/// @pre 0 <= rank < size
RowRange band_of_rank(Index rows, int rank, int size);

} // namespace jumelle
