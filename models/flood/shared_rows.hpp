#pragma once

#include <vector>

#include "core/parallel/grid_share.hpp"
#include "core/territory/grid.hpp"
#include "models/flood/activity.hpp"
#include "models/flood/grid_state.hpp"
#include "models/flood/sweep.hpp"

namespace jumelle::flood {

/// What the ranks that share a grid tell each other in every step. After the sweep of its own rows each rank
/// - sends its outermost rows to its neighbours and receives theirs (the halo), while it goes on with the
///   rows inside;
/// - tells all others what its rows report, and the water of the cells that processes look at: these act on
///   all ranks alike, so that every copy of a cell stays the same.
///
/// Does nothing where one rank has all rows.
template <class T>
class SharedRows {
  public:
    /// Rows that a rank knows on either side of its own. A sweep looks at the water of three; which segments
    /// of those are active follows from the marks of four.
    static constexpr Index halo = 4;

    /// All references outlive it. @pre bands of at least `halo` rows, where there are several
    SharedRows(GridShare share, GridState<T>& state, Activity& activity);

    GridShare const& share() const { return share_; }
    bool is_whole() const { return share_.is_whole(); }
    /// Cells whose water all ranks shall know from now on, beside the halo.
    void know(std::vector<Cell> const& cells);
    bool knows(Cell cell) const;

    /// Own rows that no neighbour waits for; whether it is worth the two more ranges to sweep them last.
    RowRange inner_rows() const;
    bool is_worth_overlap() const;
    void send_halo();
    void receive_halo();
    /// Tells and hears reports and known cells; afterwards `reports` has all rows' border fluxes.
    void tell(RowReports& reports);
    /// After a state was put back: what `tell` would have heard of all rows.
    void restart(RowReports const& reports);
    /// Of all rows, after `tell`; raised since by water that processes have added.
    double fastest_mps() const { return fastest_mps_; }
    void raise_speed(double speed_mps) { fastest_mps_ = std::max(fastest_mps_, speed_mps); }
    /// Whether any row was found broken, after `tell`.
    bool any_broken() const { return any_broken_; }

  private:
    /// A number of the state that belongs to a known cell.
    struct Entry {
        enum class Kind { depth, eastward, southward, remainder } kind = Kind::depth;
        Index row = 0, column = 0;
    };

    T* value_of(Entry const& entry);
    Index owner_row(Entry const& entry) const;
    std::size_t halo_bytes(Index rows) const;
    void pack(RowRange rows, std::vector<std::byte>& into);
    void unpack(RowRange rows, std::vector<std::byte> const& from);
    template <class Copy>
    void for_halo_parts(RowRange rows, Copy const& copy);
    void place_parts();
    void write_part(RowReports const& reports);
    void read_part(int rank, RowReports& reports);
    bool has_north() const;
    bool has_south() const;

    GridShare share_;
    GridState<T>& state_;
    Activity& activity_;
    NeighbourMessages messages_;
    std::vector<std::vector<Entry>> known_; ///< by owner
    std::vector<Cell> known_cells_;         ///< sorted
    std::vector<double> told_;              ///< of all ranks, one after the other
    std::vector<std::size_t> begin_;        ///< of each rank's part of `told_`, in bytes
    double fastest_mps_ = 0.0;
    bool any_broken_ = false;
};

extern template class SharedRows<double>;
extern template class SharedRows<float>;

} // namespace jumelle::flood
